import { type AuditRecord, recordAudits } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { closeDueSettlements, findTotals, type SettlementTotals } from "./settlement.repository.ts";

const timeoutMs = 120_000; // it may wait for a long transaction that still puts items in

/**
 * Closes every open settlement whose payout day has begun in Seoul: from then on its figures stand. Run it as often as
 * you like and from as many places: the second run finds nothing, a run after days of downtime finds all that is due.
 */
export async function closeSettlements(): Promise<{ closedCount: number }> {
  return transaction(async (tx) => {
    const closedIds = await closeDueSettlements(tx);
    if (closedIds.length > 0) await recordAudits(tx, (await findTotals(tx, closedIds)).map(closing));
    return { closedCount: closedIds.length };
  }, timeoutMs);
}

function closing({ settlementId, distributorId, ...totals }: SettlementTotals): AuditRecord {
  return {
    actorId: null,
    distributorId,
    action: "settlement.close",
    subjectId: settlementId,
    details: { ...totals },
  };
}
