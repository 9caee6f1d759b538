import { formatDateShort } from "#components/ui/format.ts";

/** A month as `YYYY-MM`, if the text is one. */
export function monthOf(text: string | undefined): string | null {
  return text && /^20\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : null;
}

/** The month of an instant in Seoul. */
export function monthOfInstant(at: Date): string {
  return formatDateShort(at).slice(0, 7);
}

/** Its first and last day. */
export function daysOfMonth(month: string): { fromOn: string; toOn: string } {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { fromOn: `${month}-01`, toOn: `${month}-${String(last).padStart(2, "0")}` };
}

/** `by` months later, or earlier. */
export function addMonths(month: string, by: number): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}
