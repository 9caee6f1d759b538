import { randomUUID } from "node:crypto";
import type { TestDatabase } from "#e2e/database/use-database.ts";
import { prepareNotification } from "#server/notifications/prepare-notification.ts";
import { recordNotice } from "#server/payments/record-notice.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { issueSingleBill } from "./issue-single-bill.ts";
import { saveMessagePolicyOf } from "./save-message-policy.ts";

export interface BilledTrade {
  clerk: DistributorActor;
  tradeRelationshipId: string;
  bankCode: string;
  accountNumber: string;
  channel: string;
}

/** A bill's particulars, all left open. */
export const openTerms = { periodStartOn: null, periodEndOn: null, dueOn: null, memo: null };

export async function issue(trade: BilledTrade, amountWon: bigint, dueOn: string | null = null) {
  const { tradeRelationshipId } = trade;
  return (await issueSingleBill(trade.clerk, { ...openTerms, tradeRelationshipId, amountWon, dueOn })).billId;
}

/** The store pays into its account; the bank tells us. */
export async function pay(trade: BilledTrade, amountWon: bigint, tradedAt = new Date()): Promise<void> {
  await recordNotice({
    kind: "RECEIVED",
    bankCode: trade.bankCode,
    accountNumber: trade.accountNumber,
    transactionId: randomUUID(),
    originalTransactionId: null,
    depositorName: "김사장",
    amountWon,
    tradedAt,
    body: "{}",
  });
}

export const usualSchedule = { weekdays: [], monthDay: null, atTime: "10:00" };

/** Night from 21:00 to 08:00, twelve hours of quiet, no schedule, unless said otherwise. */
export async function savePolicy(
  trade: BilledTrade,
  changes: Partial<Parameters<typeof saveMessagePolicyOf>[1]> = {},
) {
  return saveMessagePolicyOf(trade.clerk, {
    night: { fromTime: "21:00", toTime: "08:00" },
    quietHours: 12,
    isScheduleOn: false,
    schedule: usualSchedule,
    noticeLanguage: "ko",
    ...changes,
  });
}

/**
 * Sends what is due to a trade's store, in its order, rendered as a worker renders it. Answers `KIND text`, or
 * `KIND -REASON` for what was dropped.
 */
export async function deliver(database: TestDatabase, trade: BilledTrade): Promise<string[]> {
  const told: string[] = [];
  for (;;) {
    const [next] = await database.sql<Parameters<typeof prepareNotification>[0]>(
      `UPDATE notification SET state = 'SENDING', attempts = 1, lease_until = clock_timestamp() + interval '1 minute'
       WHERE id = (SELECT id FROM notification
                   WHERE channel = $1 AND state = 'QUEUED' AND due_at <= clock_timestamp() ORDER BY seq LIMIT 1)
       RETURNING id, kind, recipient, trade_relationship_id AS "tradeRelationshipId"`,
      [trade.channel],
    );
    if (!next) return told;
    const link = { appUrl: "http://sunap.test", secret: "a secret of the tests, known to everyone" };
    const prepared = await prepareNotification(next, link);
    const dropReason = "drop" in prepared ? prepared.drop : null;
    const text = "message" in prepared ? prepared.message.text : null;
    await database.sql(
      `UPDATE notification SET lease_until = NULL, ended_at = clock_timestamp(), drop_reason = $2, text = $3,
              state = (CASE WHEN $2::text IS NULL THEN 'SENT' ELSE 'DROPPED' END)::notification_state,
              sent_at = CASE WHEN $2::text IS NULL THEN clock_timestamp() END
       WHERE id = $1`,
      [next.id, dropReason, text],
    );
    told.push(`${next.kind} ${dropReason ? `-${dropReason}` : text}`);
  }
}
