import type { BillCounts, BillRow } from "./bill.types.ts";

/** How far an active bill has come in. */
export type Standing = Exclude<keyof BillCounts, "active">;

type Amounts = Pick<BillRow, "amountWon" | "collectedWon">;

export function standingOf({ amountWon, collectedWon }: Amounts): Standing {
  if (collectedWon >= amountWon) return "covered";
  return collectedWon > 0n ? "partly" : "untouched";
}

/** By how much more came in than was billed: a fact, not a judgement (rule R1); 0 for any other bill. */
export function exceedingWon({ amountWon, collectedWon }: Amounts): bigint {
  return collectedWon > amountWon ? collectedWon - amountWon : 0n;
}

/** A reminder would say something true. */
export function isRemindable({ status, remainingWon }: Pick<BillRow, "status" | "remainingWon">): boolean {
  return status === "ACTIVE" && remainingWon !== null && remainingWon > 0n;
}

/** The day named for payment is over, and not all has been seen to come in. `todayOn`: yyyy-mm-dd in Seoul. */
export function isPastDue(
  bill: Pick<BillRow, "status" | "remainingWon" | "dueOn">,
  todayOn: string,
): boolean {
  return isRemindable(bill) && bill.dueOn !== null && bill.dueOn < todayOn;
}
