import { db } from "#server/platform/db.ts";
import { isCalendarConfirmed } from "./bank-calendar.ts";
import { listOpen, type SettlementRow } from "./settlement-list.repository.ts";

/** What will be paid out to a distributor, the next day first: only what has come in, never bills. */
export async function listForecast(
  distributorId: string,
): Promise<(SettlementRow & { calendarConfirmed: boolean })[]> {
  return (await listOpen(db(), distributorId)).map(withCalendar);
}

/** Says with a settlement whether its day's holidays are published. */
export function withCalendar<T extends { payoutOn: string }>(
  settlement: T,
): T & { calendarConfirmed: boolean } {
  return { ...settlement, calendarConfirmed: isCalendarConfirmed(settlement.payoutOn) };
}
