import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon.tsx";
import type { Failure } from "./auth-requests.ts";
import styles from "./sign-in.module.css";

/** Why signing in did not work, read aloud at once. */
export function FailureNotice({ failure }: { failure: Failure | null }) {
  const t = useTranslations("login");
  if (!failure) return null;
  return (
    <p className={styles.failure} role="alert">
      <Icon name="alert" />
      <span>
        {failure.reason === "RATE_LIMITED"
          ? t("failure.RATE_LIMITED", { wait: waitText(failure.waitSeconds ?? 60) })
          : t(`failure.${failure.reason}`)}
      </span>
    </p>
  );

  function waitText(seconds: number): string {
    return seconds < 90
      ? t("wait.seconds", { count: seconds })
      : t("wait.minutes", { count: Math.ceil(seconds / 60) });
  }
}
