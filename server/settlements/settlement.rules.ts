import { seoulDayOf, seoulTimeOf } from "#server/platform/clock.ts";
import { addDays, type ClosedFor, closedFor, isCalendarConfirmed, nextBusinessDay } from "./bank-calendar.ts";

/** What decides when a payment is paid out and what that costs. */
export interface ContractTerms {
  /** T+N, in bank business days. */
  businessDays: number;
  /** HH:MM:SS in Seoul: a transfer at or after it counts as the next day's. */
  cutoffTime: string;
  /** Per deposit, without VAT. */
  feeWon: bigint;
  /** Of the amount, without VAT, in hundredths of a percent. */
  feeRateBps: number;
}

/** Why a payout is later than the transfer's day + N. */
export type PayoutReason = "AFTER_CUTOFF" | ClosedFor;

/** Why an item stands in its settlement, as stored. LATE_NOTICE: the one that it belonged to was closed already. */
export type ItemReason = "IN_TIME" | "AFTER_CUTOFF" | "LATE_NOTICE";

/** Why an item stands where it stands, as told to a person. */
export type ShownReason = PayoutReason | "LATE_NOTICE";

export interface Payout {
  payoutOn: string;
  reasons: PayoutReason[];
  /** False when a year's holidays were not published yet: the date may still move in the people's calendar. */
  calendarConfirmed: boolean;
}

/**
 * The day on which a transfer is paid out: N bank business days after its base day.
 *
 * The base is the transfer's day (the next day from the cutoff on). If banks are closed on it, the base is the next
 * business day: a weekend's deposits are then handled together with Monday's, as if transferred on Monday. Counting
 * from the weekend day itself would pay Saturday's deposits (T+1: on Monday) before the bank's books of the next
 * business day, in which they are entered, have been closed.
 */
export function payoutOn(
  tradedAt: Date,
  contract: Pick<ContractTerms, "businessDays" | "cutoffTime">,
): Payout {
  const reasons = new Set<PayoutReason>();
  let day = seoulDayOf(tradedAt);
  if (seoulTimeOf(tradedAt) >= contract.cutoffTime) {
    reasons.add("AFTER_CUTOFF");
    day = addDays(day, 1);
  }
  const skipClosedDays = () => {
    for (let why = closedFor(day); why; why = closedFor(day)) {
      reasons.add(why);
      day = addDays(day, 1);
    }
  };
  skipClosedDays();
  for (let left = contract.businessDays; left > 0; left -= 1) {
    day = addDays(day, 1);
    skipClosedDays();
  }
  return { payoutOn: day, reasons: [...reasons], calendarConfirmed: isCalendarConfirmed(day) };
}

/**
 * The first payout that can still take something in, when what should have taken it in is closed. A settlement closes
 * when its payout day begins, so the answer is after `today` (and after `closedOn`).
 */
export function firstOpenPayoutOn(closedOn: string, today: string): string {
  return nextBusinessDay(closedOn > today ? closedOn : today);
}

/** Whether the settlement of that payout day no longer takes anything in. */
export function isPayoutDayBegun(payoutDay: string, today: string): boolean {
  return payoutDay <= today;
}

const basisPoints = 10_000n;

/** What one deposit costs: the fee without VAT, and 10 % VAT on it, each rounded down to a won. */
export function feeOf(
  amountWon: bigint,
  contract: Pick<ContractTerms, "feeWon" | "feeRateBps">,
): { feeWon: bigint; vatWon: bigint } {
  const feeWon = contract.feeWon + (amountWon * BigInt(contract.feeRateBps)) / basisPoints;
  return { feeWon, vatWon: feeWon / 10n };
}

/**
 * Why an item is paid out on its day: what is stored, and the closed days between transfer and payout. A reversal has
 * no date of its own: it follows its payment, or comes too late for that.
 */
export function shownReasons(item: {
  kind: "PAYMENT" | "REVERSAL";
  reason: ItemReason;
  tradedAt: Date;
  payoutOn: string;
}): ShownReason[] {
  if (item.reason === "LATE_NOTICE") return ["LATE_NOTICE"];
  if (item.kind === "REVERSAL") return [];
  const reasons = new Set<ShownReason>();
  let day = seoulDayOf(item.tradedAt);
  if (item.reason === "AFTER_CUTOFF") {
    reasons.add("AFTER_CUTOFF");
    day = addDays(day, 1);
  }
  for (; day < item.payoutOn; day = addDays(day, 1)) {
    const why = closedFor(day);
    if (why) reasons.add(why);
  }
  return [...reasons];
}
