import { db, type Tx } from "./db.ts";

/** The instant for business facts: the database's clock, so that every process agrees (tests move it). */
export async function now(tx: Tx = db()): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT sunap_now() AS now`;
  if (!row) throw new Error("the database did not tell the time");
  return row.now;
}

const seoulDay = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Seoul", dateStyle: "short" });
const seoulTime = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Seoul", timeStyle: "medium" });

/** The Korean calendar day of an instant, as yyyy-mm-dd. */
export function seoulDayOf(instant: Date): string {
  return seoulDay.format(instant);
}

/** The Korean wall-clock time of an instant, as HH:MM:SS. */
export function seoulTimeOf(instant: Date): string {
  return seoulTime.format(instant);
}
