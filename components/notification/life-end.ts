import type { NotificationLife } from "./notification.types.ts";

type LifeEvent = NotificationLife["events"][number];

const ends: ReadonlySet<string> = new Set(["SENT", "FOUND", "DROPPED", "FAILED"]);

/** Messages that were sent before their lives were written down have an end, and no event that tells of it. */
export function endWithoutEvent(
  life: Pick<NotificationLife, "state" | "endedAt" | "attempts" | "trouble" | "events">,
): LifeEvent[] {
  const { state, endedAt, attempts, events } = life;
  if (endedAt === null || ends.has(events[0]?.outcome ?? "")) return [];
  const trouble = state === "FAILED" ? life.trouble : null; // a sent one's is of an attempt before
  return [{ id: "end", at: endedAt, attempt: attempts, outcome: state, slotAt: null, detail: null, trouble }];
}
