"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { trpc } from "#components/trpc/client.ts";
import { AccountNumber } from "#components/ui/account-number.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateText, DateTimeText } from "#components/ui/date-text.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { Facts } from "#components/ui/list.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { BusinessNumber } from "./business-number.tsx";
import styles from "./relationship.module.css";
import type { Relationship } from "./relationship.types.ts";
import { useBankName } from "./use-bank-name.ts";

/** One customer (거래처) of the distributor: who it is, its account, and its active bill. */
export function RelationshipDetail({ tradeRelationshipId }: { tradeRelationshipId: string }) {
  const t = useTranslations("tradeRelationship");
  const { data, error, refetch } = trpc.tradeRelationship.get.useQuery({ tradeRelationshipId });
  const back = { href: "/distributor/stores", label: t("back") };
  if (!data) {
    return (
      <>
        <PageHeader back={back} title={error ? t("title") : <Skeleton h={32} w={240} />} />
        {error ? (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton h={220} radius="lg" />
        )}
      </>
    );
  }
  return (
    <>
      <PageHeader
        actions={
          data.endedAt || !data.accountNumber ? null : (
            <LinkButton href={`/distributor/bills?issue=${data.id}`} icon="bill">
              {t("issueBill")}
            </LinkButton>
          )
        }
        back={back}
        badge={data.endedAt ? <StatusBadge>{t("state.ENDED")}</StatusBadge> : undefined}
        description={`${t("column.customerCode")} ${data.customerCode}`}
        title={data.storeName}
      />
      <div className={styles.grid}>
        <div className={styles.stack}>
          <AccountCard relationship={data} />
          <ActiveBillCard relationship={data} />
        </div>
        <StoreCard relationship={data} />
      </div>
    </>
  );
}

function AccountCard({ relationship }: { relationship: Relationship }) {
  const t = useTranslations("tradeRelationship");
  const bankName = useBankName();
  const { accountNumber, bankCode, holderName } = relationship;
  return (
    <Card title={t("detail.accountTitle")}>
      {accountNumber && bankCode ? (
        <Facts
          facts={[
            { label: bankName(bankCode), value: <AccountNumber accountNumber={accountNumber} /> },
            { label: t("detail.holder"), value: holderName },
          ]}
        />
      ) : (
        <StatusBadge tone="danger">{t("noAccount")}</StatusBadge>
      )}
      <p className={styles.note}>{t("detail.accountNote")}</p>
    </Card>
  );
}

function StoreCard({ relationship }: { relationship: Relationship }) {
  const t = useTranslations("tradeRelationship");
  const format = useFormat();
  const { ownerName, ownerPhone, businessNumber, createdAt, endedAt } = relationship;
  return (
    <Card title={t("detail.title")}>
      <Facts
        facts={[
          { label: t("column.owner"), value: ownerName },
          {
            label: t("column.ownerPhone"),
            value: (
              <a className={styles.link} href={`tel:${ownerPhone}`}>
                {format.phoneNumber(ownerPhone)}
              </a>
            ),
          },
          {
            label: t("column.businessNumber"),
            value: businessNumber ? <BusinessNumber digits={businessNumber} /> : t("unknown"),
          },
          { label: t("detail.since"), value: <DateText on={createdAt} /> },
        ]}
      />
      {endedAt ? <p className={styles.note}>{t("detail.ended", { endedOn: format.date(endedAt) })}</p> : null}
    </Card>
  );
}

function ActiveBillCard({ relationship }: { relationship: Relationship }) {
  const t = useTranslations("tradeRelationship");
  const { id, activeBillId, billedWon, remainingWon, lastPaymentAt } = relationship;
  const lastPayment = {
    label: t("detail.lastPayment"),
    value: lastPaymentAt ? <DateTimeText at={lastPaymentAt} /> : t("noPayment"),
  };
  return (
    <Card title={t("detail.billTitle")}>
      {activeBillId === null || billedWon === null || remainingWon === null ? (
        <>
          <Facts facts={[{ label: t("detail.remaining"), value: t("noBill") }, lastPayment]} />
          <p className={styles.note}>{t("detail.noBillBody")}</p>
        </>
      ) : (
        <>
          <Facts
            facts={[
              { label: t("detail.billed"), value: <Money amountWon={billedWon} /> },
              { label: t("detail.remaining"), value: <Money amountWon={remainingWon} size="strong" /> },
              lastPayment,
            ]}
          />
          <p className={styles.note}>{t("detail.remainingNote")}</p>
        </>
      )}
      <div className={styles.links}>
        {activeBillId ? (
          <LinkButton href={`/distributor/bills/${activeBillId}`} variant="default">
            {t("detail.openBill")}
          </LinkButton>
        ) : null}
        <LinkButton href={`/distributor/payments?tradeRelationship=${id}`} variant="default">
          {t("detail.payments")}
        </LinkButton>
      </div>
    </Card>
  );
}
