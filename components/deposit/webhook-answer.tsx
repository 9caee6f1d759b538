import { useTranslations } from "next-intl";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { WebhookAnswer } from "./deposit.types.ts";
import styles from "./sandbox.module.css";

function toneOf({ status, result }: WebhookAnswer) {
  if (status !== 200) return "danger";
  return result === "held" ? "warning" : "positive";
}

/** The webhook's last answer: HTTP status, and what it means. */
export function WebhookAnswerNotice({ answer }: { answer: WebhookAnswer | null }) {
  const t = useTranslations("deposit.sandbox");
  return (
    <div aria-live="polite">
      {answer ? (
        <div className={styles.answer} key={answer.transactionId}>
          <div className={styles.answerLine}>
            <StatusBadge tone={toneOf(answer)}>{t("status", { status: String(answer.status) })}</StatusBadge>
            <ResultText result={answer.result} />
          </div>
          <div className={styles.small}>{t("transactionId", { transactionId: answer.transactionId })}</div>
        </div>
      ) : null}
    </div>
  );
}

function ResultText({ result }: { result: string }) {
  const t = useTranslations("deposit.sandbox.result");
  const key = result as "other";
  return <span>{t.has(key) ? t(key) : t("other")}</span>;
}
