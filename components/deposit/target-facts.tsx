import { useTranslations } from "next-intl";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { AccountNumber } from "#components/ui/account-number.tsx";
import { Facts } from "#components/ui/list.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import depositStyles from "./deposit.module.css";
import type { RelationshipRow } from "./deposit.types.ts";

/** Where a deposit would go, and how the bill there stands. */
export function TargetFacts({ relationship }: { relationship: RelationshipRow }) {
  const t = useTranslations("deposit.sandbox");
  const bankName = useBankName();
  const { accountNumber, bankCode, billedWon, remainingWon } = relationship;
  const account =
    accountNumber && bankCode ? (
      <AccountNumber accountNumber={accountNumber} bankName={bankName(bankCode)} copyable={false} />
    ) : (
      <StatusBadge tone="danger">{t("noAccount")}</StatusBadge>
    );
  const bill = {
    label: t("activeBill"),
    value: billedWon === null ? t("activeBillNone") : <Money amountWon={billedWon} size="strong" />,
  };
  const remaining =
    remainingWon === null ? [] : [{ label: t("remaining"), value: <Money amountWon={remainingWon} /> }];
  return (
    <div className={depositStyles.sunken}>
      <Facts facts={[{ label: t("accountNumber"), value: account }, bill, ...remaining]} />
    </div>
  );
}
