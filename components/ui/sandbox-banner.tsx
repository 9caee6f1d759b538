import { useTranslations } from "next-intl";
import styles from "./sandbox-banner.module.css";

/** For the shells' `banner`, where the environment says sandbox. */
export function SandboxBanner() {
  const t = useTranslations("shell");
  return <aside className={styles.banner}>{t("sandbox")}</aside>;
}
