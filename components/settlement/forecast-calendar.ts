/** The weeks of a month (`YYYY-MM`), Sunday first, whole: with the last days before it and the first ones after it. */
export function weeksOf(month: string): string[][] {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const first = new Date(Date.UTC(year, number - 1, 1));
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const lead = first.getUTCDay();
  const weekCount = Math.ceil((lead + days) / 7);
  return Array.from({ length: weekCount }, (_, week) =>
    Array.from({ length: 7 }, (_none, weekday) =>
      new Date(Date.UTC(year, number - 1, 1 - lead + week * 7 + weekday)).toISOString().slice(0, 10),
    ),
  );
}

/** `by` months after `YYYY-MM`. */
export function addMonthsTo(month: string, by: number): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}
