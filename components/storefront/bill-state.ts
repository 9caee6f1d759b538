import type { Tone } from "#components/theme/tokens.ts";
import type { StoreBill } from "./storefront.types.ts";

/** How a bill stands, for a badge: what has come in while it is active, how it ended afterwards. */
export type BillState = "WAITING" | "PARTLY" | "COVERED" | "EXPIRED" | "CANCELED";

export function billStateOf(bill: Pick<StoreBill, "status" | "collectedWon" | "remainingWon">): BillState {
  if (bill.status !== "ACTIVE") return bill.status;
  if (bill.remainingWon === 0n) return "COVERED";
  return bill.collectedWon > 0n ? "PARTLY" : "WAITING";
}

/** Nothing is red: what is not seen here may have been paid in another way. */
export const toneOfBillState: Record<BillState, Tone> = {
  WAITING: "warning",
  PARTLY: "info",
  COVERED: "positive",
  EXPIRED: "neutral",
  CANCELED: "neutral",
};
