import { useTranslations } from "next-intl";
import styles from "./account-number.module.css";
import { CopyButton } from "./copy-button.tsx";
import { useFormat } from "./use-format.ts";

type AccountNumberProps = {
  accountNumber: string;
  bankName?: string;
  holderName?: string;
  /** `inline` for tables and lists; `card` for the page on which a store copies it (holder below, large button). */
  look?: "inline" | "card";
  /** No button, for print and for accounts that nobody should pay to. */
  copyable?: boolean;
};

/** Bank, number in readable groups, and a button that copies the bare digits. */
export function AccountNumber(props: AccountNumberProps) {
  const { accountNumber, bankName, holderName, look = "inline", copyable = true } = props;
  const t = useTranslations("common.copy");
  const format = useFormat();
  const digits = accountNumber.replace(/\D/g, "");
  const button = (large: boolean) =>
    copyable ? (
      <CopyButton label={t("accountNumber")} look={large ? "large" : "quiet"} text={digits} />
    ) : null;
  const number = <span className={styles.number}>{format.accountNumber(accountNumber)}</span>;
  if (look === "inline") {
    return (
      <span className={styles.inline}>
        {bankName ? <span className={styles.bank}>{bankName}</span> : null}
        <span className={styles.pair}>
          {number}
          {button(false)}
        </span>
      </span>
    );
  }
  return (
    <div className={styles.card}>
      <div>
        {bankName ? <div className={styles.bank}>{bankName}</div> : null}
        {number}
        {holderName ? <div className={styles.holder}>{holderName}</div> : null}
      </div>
      {button(true)}
    </div>
  );
}
