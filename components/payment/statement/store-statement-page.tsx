import { useTranslations } from "next-intl";
import { PageTitle } from "#components/storefront/page-title.tsx";
import { Section } from "#components/storefront/section.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTimeText } from "#components/ui/date-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { List, ListItem } from "#components/ui/list.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { DocumentLinks } from "./document-links.tsx";
import { addMonths, daysOfMonth } from "./month.ts";
import type { StatementLine } from "./statement.types.ts";
import styles from "./store-statement.module.css";

const path = "/store/payments/statement";

export type StoreStatementProps = {
  trades: readonly { tradeRelationshipId: string; distributorName: string; storeName: string }[];
  tradeRelationshipId: string;
  month: string;
  lines: { items: readonly StatementLine[]; nextCursor: string | null };
};

/** `/store/payments/statement`: what was paid to one distributor in one month; plain links, no script. */
export function StoreStatementPage({ trades, tradeRelationshipId, month, lines }: StoreStatementProps) {
  const t = useTranslations("statement");
  const format = useFormat();
  const href = (changes: Record<string, string>) =>
    `${path}?${new URLSearchParams({ trade: tradeRelationshipId, month, ...changes })}`;
  return (
    <>
      <PageTitle backHref="/store/payments" title={t("storeTitle")} />
      <p className={styles.note}>{t("storeDescription")}</p>
      <nav aria-label={t("trade")} className={styles.choices}>
        {trades.map((trade) => (
          <ButtonLink
            aria-current={trade.tradeRelationshipId === tradeRelationshipId ? "true" : undefined}
            href={href({ trade: trade.tradeRelationshipId })}
            key={trade.tradeRelationshipId}
            look={trade.tradeRelationshipId === tradeRelationshipId ? "primary" : "secondary"}
            small
          >
            {trade.distributorName}
          </ButtonLink>
        ))}
      </nav>
      <nav aria-label={t("month")} className={styles.months}>
        <ButtonLink aria-label={t("previousMonth")} href={href({ month: addMonths(month, -1) })} small>
          ‹
        </ButtonLink>
        <span className={styles.month}>{format.month(daysOfMonth(month).fromOn)}</span>
        <ButtonLink aria-label={t("nextMonth")} href={href({ month: addMonths(month, 1) })} small>
          ›
        </ButtonLink>
      </nav>
      <Lines lines={lines.items} />
      {lines.nextCursor ? (
        <div className={styles.choices}>
          <ButtonLink href={href({ after: lines.nextCursor })}>{t("more")}</ButtonLink>
        </div>
      ) : null}
      <Section title={t("document.title")}>
        <Card>
          <div className={styles.choices}>
            <DocumentLinks
              className={styles.document}
              scope={{ ...daysOfMonth(month), tradeRelationshipId }}
            />
          </div>
          <p className={styles.note}>{t("document.hint", { address: "/verify" })}</p>
        </Card>
      </Section>
    </>
  );
}

function Lines({ lines }: { lines: readonly StatementLine[] }) {
  const t = useTranslations("statement");
  if (lines.length === 0) {
    return (
      <Card>
        <EmptyState body={t("emptyBody")} icon="wallet" title={t("emptyTitle")} />
      </Card>
    );
  }
  return (
    <Card flush>
      <List>
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </List>
    </Card>
  );
}

function Line({ line }: { line: StatementLine }) {
  const t = useTranslations("statement");
  const format = useFormat();
  const { kind, amountWon, billIssuedAt, billAmountWon } = line;
  const isReversal = kind === "REVERSAL";
  const bill =
    billIssuedAt && billAmountWon !== null
      ? t("bill", { day: format.dateShort(billIssuedAt), amount: format.won(billAmountWon) })
      : t("storeWithoutBill");
  return (
    <ListItem
      aside={
        <>
          <Money amountWon={isReversal ? -amountWon : amountWon} size="strong" />
          {isReversal ? <StatusBadge tone="danger">{t("storeReversal")}</StatusBadge> : null}
        </>
      }
      detail={bill}
      title={<DateTimeText at={line.tradedAt} />}
    />
  );
}
