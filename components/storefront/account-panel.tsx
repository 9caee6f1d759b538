import { useLocale, useTranslations } from "next-intl";
import { AccountNumber } from "#components/ui/account-number.tsx";
import { bankNameOf } from "#server/trade-relationships/bank-code.schema.ts";
import styles from "./account-panel.module.css";
import type { Account } from "./storefront.types.ts";

type AccountPanelProps = {
  account: Account | null;
  /** Under the number: that any amount goes, at any time. */
  hint?: boolean;
};

/** The trade's one account, with the button that copies its number. */
export function AccountPanel({ account, hint = false }: AccountPanelProps) {
  const t = useTranslations("storefront.account");
  const locale = useLocale();
  return (
    <div className={styles.panel}>
      <p className={styles.title}>{t("title")}</p>
      {account ? (
        <AccountNumber
          accountNumber={account.accountNumber}
          bankName={bankNameOf(account.bankCode, locale)}
          holderName={t("holder", { name: account.holderName })}
          look="card"
        />
      ) : (
        <p>{t("missing")}</p>
      )}
      {hint && account ? <p className={styles.hint}>{t("hint")}</p> : null}
    </div>
  );
}
