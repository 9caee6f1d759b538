import { useTranslations } from "next-intl";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./bill.module.css";
import type { Relationship } from "./bill.types.ts";

/** What the new bill does to the store's present one (rule R4). */
export function ExpiryNotice({ store }: { store: Relationship | null }) {
  const t = useTranslations("bill.issue");
  const format = useFormat();
  if (store === null) return null;
  if (store.billedWon === null) return <p className={styles.note}>{t("first")}</p>;
  return <p className={styles.warning}>{t("expires", { amount: format.won(store.billedWon) })}</p>;
}
