import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import styles from "./sign-in.module.css";
import type { SignInOffer } from "./sign-in-offer.ts";

type DemoChoice = SignInOffer["demoSignIns"][number];

type DemoChoicesProps = {
  choices: DemoChoice[];
  onChoose: (choice: DemoChoice) => void;
  /** Where the text messages of a sandbox can be read. */
  smsInboxUrl?: string | null;
};

/** Fills in a demo account at one tap; nothing outside a sandbox. */
export function DemoChoices({ choices, onChoose, smsInboxUrl }: DemoChoicesProps) {
  const t = useTranslations("login.demo");
  if (choices.length === 0) return null;
  return (
    <section aria-label={t("title")} className={styles.demo}>
      <p className={styles.hint}>
        <strong>{t("title")}</strong> {t("body")}
      </p>
      <div className={styles.choices}>
        {choices.map((choice) => (
          <Button key={choice.label} onClick={() => onChoose(choice)} small>
            {choice.label}
          </Button>
        ))}
      </div>
      {smsInboxUrl ? (
        <a className={styles.link} href={smsInboxUrl} rel="noreferrer" target="_blank">
          {t("smsInbox")}
        </a>
      ) : null}
    </section>
  );
}
