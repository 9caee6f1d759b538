"use client";

import { useTranslations } from "next-intl";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { trpc } from "#components/trpc/client.ts";
import styles from "../settlement.module.css";

/** Where one's own payouts go: enough of the number to know it by. */
export function OwnPayoutAccount() {
  const t = useTranslations("payout.account");
  const bankName = useBankName();
  const { data } = trpc.settlement.payoutAccount.useQuery();
  if (!data) return null;
  const { inUse, changeRequested } = data;
  const account = inUse && {
    bank: bankName(inUse.bankCode),
    end: inUse.numberEnd,
    holder: inUse.holderName,
  };
  return (
    <p className={styles.account}>
      {t("title")}: {account ? t("ending", account) : t("ownNone")} {changeRequested ? t("ownChange") : null}
    </p>
  );
}
