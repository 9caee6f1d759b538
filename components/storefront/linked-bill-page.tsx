import type { inferRouterOutputs } from "@trpc/server";
import { useTranslations } from "next-intl";
import { StoreShell } from "#components/patterns/store-shell.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { SandboxBanner } from "#components/ui/sandbox-banner.tsx";
import type { AppRouter } from "#server/router.ts";
import { AccountPanel } from "./account-panel.tsx";
import { BillCard } from "./bill-card.tsx";
import { PaymentsOfBill } from "./bill-page.tsx";
import { PageTitle } from "./page-title.tsx";
import { PaymentList } from "./payment-list.tsx";
import { PdfLink } from "./pdf-link.tsx";
import { Section } from "./section.tsx";
import textStyles from "./text.module.css";

type LinkedBillPageProps = {
  linked: inferRouterOutputs<AppRouter>["storefront"]["linkedBill"];
  /** The bill of the link, to print. */
  pdfHref: string;
  sandbox: boolean;
};

/** `/b/[token]`: what the link in a bill message opens, to anyone who has it. No tabs: it leads nowhere else. */
export function LinkedBillPage({ linked, pdfHref, sandbox }: LinkedBillPageProps) {
  const t = useTranslations("storefront");
  const { trade, bill, current, otherPayments } = linked;
  const { storeName, distributorName, account } = trade;
  const isActive = bill.status === "ACTIVE";
  return (
    <StoreShell banner={sandbox ? <SandboxBanner /> : null} name={storeName}>
      <PageTitle title={t("linkTitle", { distributor: distributorName })} />
      <BillCard bill={bill} full>
        {isActive || !current ? <AccountPanel account={account} hint /> : null}
      </BillCard>
      {current ? (
        <Section title={t("link.current")}>
          <BillCard bill={current} full>
            <AccountPanel account={account} hint />
          </BillCard>
          <PaymentsOfBill isActive payments={current.payments} title={t("link.ofCurrent")} />
        </Section>
      ) : null}
      <PaymentsOfBill
        isActive={isActive}
        payments={bill.payments}
        {...(current ? { title: t("link.ofLinked") } : {})}
      />
      {otherPayments.length > 0 ? (
        <Section title={t("link.others")}>
          <Card flush>
            <PaymentList payments={otherPayments} shows={{ bill: true }} />
          </Card>
        </Section>
      ) : null}
      <PdfLink href={pdfHref} />
      <p className={textStyles.hint}>{t("link.note", { store: storeName, distributor: distributorName })}</p>
      <ButtonLink href="/login?next=/store">{t("link.signIn")}</ButtonLink>
    </StoreShell>
  );
}
