import { recordAudit } from "#server/audit/record-audit.ts";
import { queueNotifications } from "#server/notifications/queue-notifications.ts";
import type { Tx } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { TradeRelationshipErrorCode } from "#server/trade-relationships/trade-relationship.errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import * as repository from "./bill.repository.ts";
import { whenMessagesLeave } from "./when-messages-leave.ts";

/**
 * Issues bills in the caller's transaction, all or nothing: the previous active bill of each relationship expires in
 * the moment the new one begins (rule R4), and each store is told. Set-based: the number of statements does not
 * depend on the number of bills.
 *
 * source: what to bill, at most one row a relationship; expectedCount: how many rows it yields; notBefore: no message
 * leaves earlier (nor at night); correctsBillId: of a single bill, the wrong one in whose place it is issued.
 * leavesAt: when the stores are told; null: at once.
 * Throws TRADE_RELATIONSHIP_NOT_FOUND when one of them is ended, has no account or is another distributor's.
 */
export async function issueBills(
  tx: Tx,
  actor: DistributorActor,
  issue: {
    source: repository.BillSource;
    expectedCount: number;
    billBatchId: string | null;
    notBefore?: Date;
    correctsBillId?: string;
  },
): Promise<{ billIds: string[]; instant: string; expiredCount: number; leavesAt: Date | null }> {
  const billable = await repository.lockBillable(tx, actor.distributorId, issue.source);
  if (billable !== issue.expectedCount) {
    throw new DomainError<TradeRelationshipErrorCode>("TRADE_RELATIONSHIP_NOT_FOUND", {
      missing: issue.expectedCount - billable,
    });
  }
  const instant = await repository.issueInstant(tx, issue.source);
  const expiredCount = await repository.expirePreviousBills(tx, issue.source, instant);
  const bills = await repository.insertBills(
    tx,
    {
      distributorId: actor.distributorId,
      issuedBy: actor.userId,
      billBatchId: issue.billBatchId,
      correctsBillId: issue.correctsBillId ?? null,
      instant,
    },
    issue.source,
  );
  const leavesAt = await whenMessagesLeave(tx, actor.distributorId, issue.notBefore);
  await queueNotifications(
    tx,
    bills.map((bill) => ({
      kind: "BILL_ISSUED",
      recipient: "STORE",
      eventId: bill.id,
      tradeRelationshipId: bill.tradeRelationshipId,
      billId: bill.id,
      ...(leavesAt ? { notBefore: leavesAt } : {}),
    })),
  );
  await recordAudit(tx, {
    actorId: actor.userId,
    distributorId: actor.distributorId,
    action: issue.correctsBillId ? "bill.correct" : "bill.issue",
    subjectId: issue.billBatchId ?? bills[0]?.id ?? null,
    details: {
      count: bills.length,
      expiredCount,
      ...(issue.correctsBillId ? { correctsBillId: issue.correctsBillId } : {}),
    },
  });
  return { billIds: bills.map((bill) => bill.id), instant, expiredCount, leavesAt };
}
