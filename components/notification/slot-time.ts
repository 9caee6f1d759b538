const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Seoul",
  timeStyle: "medium",
});

/** Seoul's time of day to the millisecond, as slots are a fraction of a second apart: `14:05:09.220`. */
export function slotTime(at: Date): string {
  return `${clock.format(at)}.${String(at.getMilliseconds()).padStart(3, "0")}`;
}
