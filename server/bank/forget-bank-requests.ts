import { db } from "#server/platform/db.ts";
import { deleteRequests } from "./bank-request.repository.ts";

/** A bank asks about a transfer within months; what was stored keeps its own copy of the notice for good. */
const genuineDays = 400;
const refusedDays = 30;
const rowsAtOnce = 5_000; // short transactions, so that a webhook never waits for the cleaning

/** Deletes what the log need not keep any longer. Safe to run at any time and from several places at once. */
export async function forgetBankRequests(): Promise<{ deletedCount: number }> {
  let deletedCount = 0;
  for (;;) {
    const count = await deleteRequests(db(), { genuineDays, refusedDays, limit: rowsAtOnce });
    deletedCount += count;
    if (count < rowsAtOnce) return { deletedCount };
  }
}
