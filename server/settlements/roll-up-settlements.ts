import { db } from "#server/platform/db.ts";
import { listLongTails, rollUp } from "./settlement.repository.ts";

/** More items than this are summed in advance: below it a list sums them as it reads. */
const maxTail = 1_000;

/**
 * Takes what has come into open settlements into their stored sums, so that a forecast costs the same whatever has come
 * in. Each settlement in a transaction of its own, as its lock holds up what is on its way into it.
 */
export async function rollUpSettlements(): Promise<{ rolledUp: number }> {
  const settlementIds = await listLongTails(db(), maxTail);
  for (const settlementId of settlementIds) await rollUp(db(), settlementId);
  return { rolledUp: settlementIds.length };
}
