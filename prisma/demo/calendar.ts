import { addDays } from "#server/settlements/bank-calendar.ts";

/** One round of billing: all customers of a distributor get a bill on one day. Days are yyyy-mm-dd, in Seoul. */
export interface BillingCycle {
  /** 0 is the newest. */
  age: number;
  issuedOn: string;
  periodStartOn: string;
  periodEndOn: string;
}

export const cycleCount = 7; // six months of history, and the bills of now

/** A wall-clock time in Seoul, which keeps no summer time. time: HH:MM:SS. */
export function seoulInstant(day: string, time: string): Date {
  return new Date(`${day}T${time}+09:00`);
}

/** As banks write it: 2026-11-22T10:00:01+09:00. */
export function seoulIso(at: Date): string {
  return `${new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 19)}+09:00`;
}

/**
 * The billing days up to today, oldest first. Monthly and old enough that some of the newest bills are overdue, on
 * whatever day the demo begins: in a month's second half the books were closed at its start; in its first half, on the
 * 20th of the month before (both are usual). dayOffset: how many days after that this distributor bills.
 */
export function billingCycles(today: string, dayOffset: number): BillingCycle[] {
  const closesAtMonthEnd = Number(today.slice(8)) >= 14;
  const lastMonth = shiftMonth(today.slice(0, 7), closesAtMonthEnd ? 0 : -1);
  return Array.from({ length: cycleCount }, (_, index) => {
    const age = cycleCount - 1 - index;
    const month = shiftMonth(lastMonth, -age);
    const before = shiftMonth(month, -1);
    return {
      age,
      issuedOn: notSunday(addDays(`${month}-${closesAtMonthEnd ? "02" : "21"}`, dayOffset)),
      periodStartOn: closesAtMonthEnd ? `${before}-01` : `${before}-21`,
      periodEndOn: closesAtMonthEnd ? addDays(`${month}-01`, -1) : `${month}-20`,
    };
  });
}

/** month: yyyy-mm. */
export function shiftMonth(month: string, count: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + count);
  return date.toISOString().slice(0, 7);
}

function notSunday(day: string): string {
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 0 ? addDays(day, 1) : day;
}
