import { createHash } from "node:crypto";
import { recordAudit } from "#server/audit/record-audit.ts";
import { db, transaction } from "#server/platform/db.ts";
import { type CalendarChanges, closedFor, nextBusinessDay, publishedCalendar } from "./bank-calendar.ts";
import {
  listForecastDistributors,
  listPlacedItems,
  moveItems,
  noteCalendar,
  type PlacedItem,
  todayOn,
} from "./calendar.repository.ts";
import { createSettlement, findCalendarChanges } from "./settlement.repository.ts";
import { firstOpenPayoutOn, isPayoutDayBegun, payoutOn } from "./settlement.rules.ts";

const pageSize = 5_000;
const timeoutMs = 120_000;

/**
 * Moves what is in open settlements to the days that the bank calendar now says, when the calendar has changed: a
 * release brought other holidays, or an operator set one. What is closed, or is paid out today, stays. Idempotent; runs
 * by schedule, and right after an operator's change.
 */
export async function recomputeForecast(): Promise<{ movedCount: number }> {
  const changes = await findCalendarChanges(db());
  if (!(await noteCalendar(db(), fingerprintOf(changes)))) return { movedCount: 0 };
  let movedCount = 0;
  for (const distributorId of await listForecastDistributors(db())) {
    movedCount += await recomputeDistributor(distributorId, changes);
  }
  return { movedCount };
}

function fingerprintOf(changes: CalendarChanges): string {
  const own = Object.entries(changes).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(publishedCalendar()).update(JSON.stringify(own)).digest("hex");
}

function recomputeDistributor(distributorId: string, changes: CalendarChanges): Promise<number> {
  return transaction(async (tx) => {
    const today = await todayOn(tx);
    const moves = new Map<string, string[]>();
    for (let afterSeq = 0n, more = true; more; ) {
      const items = await listPlacedItems(tx, distributorId, afterSeq, pageSize);
      for (const item of items) {
        const day = dayOf(item, changes, today);
        if (day === item.payoutOn) continue;
        const itemIds = moves.get(day);
        if (itemIds) itemIds.push(item.itemId);
        else moves.set(day, [item.itemId]);
      }
      afterSeq = items.at(-1)?.seq ?? afterSeq;
      more = items.length === pageSize;
    }
    for (const [day, itemIds] of [...moves].sort(([a], [b]) => (a < b ? -1 : 1))) {
      await createSettlement(tx, distributorId, day);
      await moveItems(tx, distributorId, day, itemIds);
    }
    const movedCount = [...moves.values()].reduce((sum, itemIds) => sum + itemIds.length, 0);
    if (movedCount > 0) {
      await recordAudit(tx, {
        actorId: null,
        distributorId,
        action: "settlement.recompute",
        subjectId: null,
        details: { movedCount, payoutsOn: [...moves.keys()].sort() },
      });
    }
    return movedCount;
  }, timeoutMs);
}

/** Where an item belongs under this calendar. */
export function dayOf(
  item: Omit<PlacedItem, "itemId" | "seq" | "settlementId">,
  changes: CalendarChanges,
  today: string,
): string {
  if (isPayoutDayBegun(item.payoutOn, today)) return item.payoutOn; // to be closed at any moment: it stands
  const isReversalOfClosed = item.kind === "REVERSAL" && !item.paymentOpen;
  const isLate =
    isReversalOfClosed || (item.kind === "PAYMENT" ? item.reason : item.paymentReason) === "LATE_NOTICE";
  if (isLate) {
    const day = item.kind === "REVERSAL" && item.paymentOpen ? item.paymentPayoutOn : item.payoutOn;
    return closedFor(day, changes) ? nextBusinessDay(day, changes) : day;
  }
  const agreed = payoutOn(item.tradedAt, item, changes).payoutOn;
  return isPayoutDayBegun(agreed, today) ? firstOpenPayoutOn(agreed, today, changes) : agreed;
}
