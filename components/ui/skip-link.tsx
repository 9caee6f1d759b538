import { useTranslations } from "next-intl";
import styles from "./skip-link.module.css";

/** Id that every shell gives its `<main tabIndex={-1}>`. */
export const MAIN_ID = "main";

/** First on the page; seen only with the keyboard's focus on it. */
export function SkipLink() {
  const t = useTranslations("shell");
  return (
    <a className={styles.link} href={`#${MAIN_ID}`}>
      {t("skipToContent")}
    </a>
  );
}
