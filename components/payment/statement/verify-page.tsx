import { useTranslations } from "next-intl";
import { PageTitle } from "#components/storefront/page-title.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DateTimeText } from "#components/ui/date-text.tsx";
import { Facts } from "#components/ui/list.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import type { VerifiedStatement } from "./statement.types.ts";
import styles from "./store-statement.module.css";

type VerifyPageProps = { code: string; statement: VerifiedStatement | null; problem: string | null };

/** `/verify`: whether a statement that someone holds was issued here, for whoever holds it; a plain form, no script. */
export function VerifyPage({ code, statement, problem }: VerifyPageProps) {
  const t = useTranslations("statement.verify");
  return (
    <main className={styles.page}>
      <PageTitle title={t("title")} />
      <p className={styles.note}>{t("description")}</p>
      <Card>
        <form action="/verify" className={styles.form}>
          <label htmlFor="code">{t("code")}</label>
          <input
            autoComplete="off"
            className={styles.input}
            defaultValue={code}
            id="code"
            maxLength={40}
            name="code"
            required
            spellCheck={false}
          />
          <Button look="primary" type="submit" wide>
            {t("check")}
          </Button>
        </form>
      </Card>
      <div aria-live="polite" className={styles.result}>
        {problem ? <p role="alert">{problem}</p> : null}
        {statement ? <Verified statement={statement} /> : null}
      </div>
    </main>
  );
}

function Verified({ statement }: { statement: VerifiedStatement }) {
  const t = useTranslations("statement.verify");
  const format = useFormat();
  const { unchanged, storeName } = statement;
  return (
    <Card title={t("genuine")}>
      <p className={styles.note}>{t("genuineHint")}</p>
      <p>
        <StatusBadge tone={unchanged ? "positive" : "warning"}>
          {t(unchanged ? "unchanged" : "changed")}
        </StatusBadge>
      </p>
      <Facts
        facts={[
          { label: t("code"), value: statement.code },
          { label: t("distributor"), value: statement.distributorName },
          { label: t("store"), value: storeName ?? t("allStores") },
          { label: t("period"), value: format.period(statement.fromOn, statement.toOn) },
          { label: t("count"), value: t("countValue", { count: statement.entryCount }) },
          { label: t("payments"), value: <Money amountWon={statement.paymentWon} size="strong" /> },
          { label: t("reversals"), value: <Money amountWon={statement.reversalWon} /> },
          { label: t("issuedAt"), value: <DateTimeText at={statement.issuedAt} /> },
        ]}
      />
    </Card>
  );
}
