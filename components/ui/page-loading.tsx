import { useTranslations } from "next-intl";
import styles from "./page-loading.module.css";
import textStyles from "./text.module.css";

/** While a page's server part is on the way. */
export function PageLoading() {
  const t = useTranslations("common.list");
  return (
    <div className={styles.box} role="status">
      <span aria-hidden="true" className={styles.spinner} />
      <span className={textStyles.hidden}>{t("loading")}</span>
    </div>
  );
}
