import * as gazette from "@hyunbinseo/holidays-kr/all";

// The Korean bank calendar. A day is a string yyyy-mm-dd, so that days compare and sort as text and no time zone gets in.

type Preset = Readonly<Record<string, readonly string[]>>;

/** By year: public holidays as in the official gazette, temporary and substitute ones included. */
const presets: ReadonlyMap<string, Preset> = new Map(
  Object.entries(gazette as Record<string, Preset>).map(([name, preset]) => [name.slice(1), preset]),
);

// For a year that the gazette has not settled yet. Lunar, substitute and temporary holidays are unknown then, which is
// why such a date is told as unconfirmed.
const fixedSolarHolidays: ReadonlySet<string> = new Set([
  "01-01",
  "03-01",
  "05-05",
  "06-06",
  "07-17", // a day off again from 2026 on
  "08-15",
  "10-03",
  "10-09",
  "12-25",
]);
const labourDay = "05-01"; // banks were closed on it before it became a public holiday in 2026

export type ClosedFor = "WEEKEND" | "HOLIDAY";

/**
 * Days on which our own operators know better than the published calendar: a holiday announced at short notice, or one
 * that was called off. By day.
 */
export type CalendarChanges = Readonly<Record<string, { closed: boolean; name: string }>>;

const noChanges: CalendarChanges = {};

/** Why banks are closed on that day; null: they are open. A holiday on a weekend counts as the weekend. */
export function closedFor(day: string, changes: CalendarChanges = noChanges): ClosedFor | null {
  const change = changes[day];
  if (change && !change.closed) return null;
  const weekday = utcOf(day).getUTCDay();
  if (weekday === 0 || weekday === 6) return "WEEKEND";
  const monthAndDay = day.slice(5);
  if (change || monthAndDay === labourDay) return "HOLIDAY";
  const preset = presets.get(day.slice(0, 4));
  const isHoliday = preset ? day in preset : fixedSolarHolidays.has(monthAndDay);
  return isHoliday ? "HOLIDAY" : null;
}

/** The name of the holiday on that day, in Korean; null where none is known. */
export function holidayName(day: string, changes: CalendarChanges = noChanges): string | null {
  const change = changes[day];
  if (change) return change.closed ? change.name : null;
  const named = presets.get(day.slice(0, 4))?.[day]?.join(", ");
  return named ?? (day.slice(5) === labourDay ? "노동절" : null);
}

/** What the published calendar consists of: another text after a release with other holidays. */
export function publishedCalendar(): string {
  return JSON.stringify([...presets].map(([year, preset]) => [year, Object.keys(preset).sort()]));
}

/** Whether the holidays of that day's year are known; if not, only weekends and fixed holidays are. */
export function isCalendarConfirmed(day: string): boolean {
  return presets.has(day.slice(0, 4));
}

export function addDays(day: string, count: number): string {
  const date = utcOf(day);
  date.setUTCDate(date.getUTCDate() + count);
  const shifted = date.toISOString().slice(0, 10);
  if (!/^\d{4}-/.test(shifted)) throw new RangeError(`${day} is beyond the calendar`); // "+010000-…" would loop for ever
  return shifted;
}

/** The first day after `day` on which banks are open. */
export function nextBusinessDay(day: string, changes: CalendarChanges = noChanges): string {
  let next = addDays(day, 1);
  while (closedFor(next, changes)) next = addDays(next, 1);
  return next;
}

function utcOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
