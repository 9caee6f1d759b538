// The model's own idea of Korean days and bank holidays, written down by hand from the Ministry of the Interior's list
// of public holidays, so that it cannot share a mistake with the product's package.

/** Microseconds since 1970, UTC: the database's precision. */
export type Micros = bigint;

const dayMicros = 86_400_000_000n;
const seoulOffset = 9n * 3_600_000_000n; // no daylight saving

/** Weekdays on which banks are closed, from 2026-09-01 to 2027-03-31. */
const holidays = new Set([
  "2026-09-24", // Chuseok: Thursday to Saturday
  "2026-09-25",
  "2026-10-05", // for National Foundation Day, a Saturday
  "2026-10-09", // Hangeul Day
  "2026-12-25", // Christmas
  "2027-01-01", // New Year
  "2027-02-08", // Seollal: Saturday to Monday, and Tuesday for the Sunday
  "2027-02-09",
  "2027-03-01", // Independence Movement Day
]);
const firstDay = "2026-09-01";
const lastDay = "2027-03-31";

export function seoulDay(at: Micros): string {
  return new Date(Number((at + seoulOffset) / 1000n)).toISOString().slice(0, 10);
}

/** Seconds since midnight in Seoul. */
export function seoulSeconds(at: Micros): number {
  return Number(((at + seoulOffset) % dayMicros) / 1_000_000n);
}

export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

export function isOpen(day: string): boolean {
  if (day < firstDay || day > lastDay) throw new RangeError(`the model knows no holidays of ${day}`);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

export function nextOpenDay(day: string): string {
  let next = nextDay(day);
  while (!isOpen(next)) next = nextDay(next);
  return next;
}
