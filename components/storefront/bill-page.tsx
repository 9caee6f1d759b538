import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { AccountPanel } from "./account-panel.tsx";
import { BillCard } from "./bill-card.tsx";
import { PageTitle } from "./page-title.tsx";
import { PaymentList } from "./payment-list.tsx";
import { PdfLink } from "./pdf-link.tsx";
import { NothingYet, Section } from "./section.tsx";
import type { Account, StoreBill, StorePayment } from "./storefront.types.ts";
import styles from "./text.module.css";

type BillPageProps = {
  bill: StoreBill;
  account: Account | null;
  payments: readonly StorePayment[];
};

/** `/store/bills/[id]`: one bill and what came in for it. Where to pay, only while the bill is active. */
export function BillPage({ bill, account, payments }: BillPageProps) {
  const t = useTranslations("storefront");
  return (
    <>
      <PageTitle backHref="/store" title={t("billTitle")} />
      <BillCard bill={bill} full storeName={bill.storeName}>
        {bill.status === "ACTIVE" ? <AccountPanel account={account} hint /> : null}
      </BillCard>
      <PaymentsOfBill isActive={bill.status === "ACTIVE"} payments={payments} />
      <PdfLink href={`/api/bills/${bill.billId}/pdf`} />
    </>
  );
}

type PaymentsOfBillProps = {
  payments: readonly StorePayment[];
  isActive: boolean;
  /** Where two bills stand on one page. */
  title?: string;
};

/** What came in for a bill; while it is active also what does not show here (rule R1). */
export function PaymentsOfBill({ payments, isActive, title }: PaymentsOfBillProps) {
  const t = useTranslations("storefront");
  return (
    <Section title={title ?? t("payments.ofBill")}>
      <Card flush>
        {payments.length > 0 ? (
          <PaymentList payments={payments} />
        ) : (
          <NothingYet>{t(isActive ? "payments.ofBillEmpty" : "payments.ofEndedBillEmpty")}</NothingYet>
        )}
      </Card>
      {isActive ? <p className={styles.hint}>{t("bill.remainingHint")}</p> : null}
    </Section>
  );
}
