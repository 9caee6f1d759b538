import { seoulDayOf, seoulTimeOf } from "#server/platform/clock.ts";
import {
  addDays,
  type CalendarChanges,
  type ClosedFor,
  closedFor,
  holidayName,
  isCalendarConfirmed,
  nextBusinessDay,
} from "./bank-calendar.ts";

/** What decides when a payment is paid out and what that costs. */
export interface ContractTerms {
  /** T+N, in bank business days. */
  businessDays: number;
  /** HH:MM:SS in Seoul: a transfer at or after it counts as the next day's. */
  cutoffTime: string;
  /** Per deposit. */
  feeWon: bigint;
  /** Of the amount, in hundredths of a percent. */
  feeRateBps: number;
  /** Whether fee and rate were agreed with the VAT in them; else it comes on top. */
  vatIncluded: boolean;
  rounding: Rounding;
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

/** One step from the transfer to the payout. `BASE`: from this day on business days are counted. */
export interface PayoutStep {
  on: string;
  why: "TRANSFERRED" | "AFTER_CUTOFF" | ClosedFor | "BASE" | "BUSINESS_DAY" | "LATE_NOTICE";
  /** Of a HOLIDAY, where it is known. */
  holidayName?: string | null;
  /** Of a BUSINESS_DAY: which one after the base. */
  count?: number;
}

/**
 * Why a transfer is paid out on its day: every step from the one to the other; the last one is the payout.
 *
 * The base is the transfer's day (the next day from the cutoff on). If banks are closed on it, the base is the next
 * business day: a weekend's deposits are then handled together with Monday's, as if transferred on Monday. Counting
 * from the weekend day itself would pay Saturday's deposits (T+1: on Monday) before the bank's books of the next
 * business day, in which they are entered, have been closed.
 */
export function payoutSteps(
  tradedAt: Date,
  contract: Pick<ContractTerms, "businessDays" | "cutoffTime">,
  changes: CalendarChanges = {},
): PayoutStep[] {
  let day = seoulDayOf(tradedAt);
  const steps: PayoutStep[] = [{ on: day, why: "TRANSFERRED" }];
  if (seoulTimeOf(tradedAt) >= contract.cutoffTime) {
    steps.push({ on: day, why: "AFTER_CUTOFF" });
    day = addDays(day, 1);
  }
  const skipClosedDays = () => {
    for (let why = closedFor(day, changes); why; why = closedFor(day, changes)) {
      steps.push(
        why === "HOLIDAY" ? { on: day, why, holidayName: holidayName(day, changes) } : { on: day, why },
      );
      day = addDays(day, 1);
    }
  };
  skipClosedDays();
  steps.push({ on: day, why: "BASE" });
  for (let count = 1; count <= contract.businessDays; count += 1) {
    day = addDays(day, 1);
    skipClosedDays();
    steps.push({ on: day, why: "BUSINESS_DAY", count });
  }
  return steps;
}

/** The day on which a transfer is paid out: N bank business days after its base day (see `payoutSteps`). */
export function payoutOn(
  tradedAt: Date,
  contract: Pick<ContractTerms, "businessDays" | "cutoffTime">,
  changes: CalendarChanges = {},
): Payout {
  const steps = payoutSteps(tradedAt, contract, changes);
  const reasons = new Set<PayoutReason>();
  for (const { why } of steps) if (isPayoutReason(why)) reasons.add(why);
  const day = steps.at(-1)?.on ?? seoulDayOf(tradedAt);
  return { payoutOn: day, reasons: [...reasons], calendarConfirmed: isCalendarConfirmed(day) };
}

function isPayoutReason(why: PayoutStep["why"]): why is PayoutReason {
  return why === "AFTER_CUTOFF" || why === "WEEKEND" || why === "HOLIDAY";
}

/**
 * The first payout that can still take something in, when what should have taken it in is closed. A settlement closes
 * when its payout day begins, so the answer is after `today` (and after `closedOn`).
 */
export function firstOpenPayoutOn(closedOn: string, today: string, changes: CalendarChanges = {}): string {
  return nextBusinessDay(closedOn > today ? closedOn : today, changes);
}

/** Whether the settlement of that payout day no longer takes anything in. */
export function isPayoutDayBegun(payoutDay: string, today: string): boolean {
  return payoutDay <= today;
}

export type Rounding = "DOWN" | "HALF_UP" | "UP";

type FeeTerms = Pick<ContractTerms, "feeWon" | "feeRateBps"> &
  Partial<Pick<ContractTerms, "vatIncluded" | "rounding">>;

/**
 * What one deposit costs: the fee without VAT, and the VAT on it, each rounded to a won as agreed (down, unless the
 * contract says otherwise). On top: VAT is 10 % of the fee. Included: what was agreed is fee and VAT together, of which
 * 1/11 is VAT (Value-Added Tax Act, article 29, paragraph 7: the supply's value is 100/110 of a price that contains it).
 */
export function feeOf(amountWon: bigint, contract: FeeTerms): { feeWon: bigint; vatWon: bigint } {
  const { rounding = "DOWN", vatIncluded = false } = contract;
  const agreedWon = divide(
    contract.feeWon * basisPoints + amountWon * BigInt(contract.feeRateBps),
    basisPoints,
    rounding,
  );
  const vatWon = divide(agreedWon, vatIncluded ? 11n : 10n, rounding);
  return { feeWon: vatIncluded ? agreedWon - vatWon : agreedWon, vatWon };
}

const basisPoints = 10_000n;

/** Of what is not below zero. */
function divide(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const whole = dividend / divisor;
  const rest = dividend % divisor;
  const isUp = rounding === "UP" ? rest > 0n : rounding === "HALF_UP" && rest * 2n >= divisor;
  return isUp ? whole + 1n : whole;
}

/**
 * Where an item stands and why, step by step: as agreed, and, if it came when that settlement was closed already, where
 * it went instead. Null for a reversal: it has no date of its own, it follows its payment.
 */
export function itemSteps(
  item: {
    kind: "PAYMENT" | "REVERSAL";
    reason: ItemReason;
    tradedAt: Date;
    payoutOn: string;
    terms: Pick<ContractTerms, "businessDays" | "cutoffTime">;
  },
  changes: CalendarChanges = {},
): PayoutStep[] | null {
  if (item.kind === "REVERSAL") return null;
  const steps = payoutSteps(item.tradedAt, item.terms, changes);
  return item.reason === "LATE_NOTICE" ? [...steps, { on: item.payoutOn, why: "LATE_NOTICE" }] : steps;
}

/**
 * Why an item is paid out on its day: what is stored, and the closed days between transfer and payout. A reversal has
 * no date of its own: it follows its payment, or comes too late for that.
 */
export function shownReasons(
  item: {
    kind: "PAYMENT" | "REVERSAL";
    reason: ItemReason;
    tradedAt: Date;
    payoutOn: string;
  },
  changes: CalendarChanges = {},
): ShownReason[] {
  if (item.reason === "LATE_NOTICE") return ["LATE_NOTICE"];
  if (item.kind === "REVERSAL") return [];
  const reasons = new Set<ShownReason>();
  let day = seoulDayOf(item.tradedAt);
  if (item.reason === "AFTER_CUTOFF") {
    reasons.add("AFTER_CUTOFF");
    day = addDays(day, 1);
  }
  for (; day < item.payoutOn; day = addDays(day, 1)) {
    const why = closedFor(day, changes);
    if (why) reasons.add(why);
  }
  return [...reasons];
}
