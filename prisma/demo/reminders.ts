import { addDays } from "#server/settlements/bank-calendar.ts";
import { seoulInstant } from "./calendar.ts";
import { clerkOf } from "./cast.ts";
import { isAliveAt, remainingWon } from "./collected.ts";
import type { DemoBatch, DemoReminder, DemoWorld } from "./model.ts";

/** Days after the issue on which a clerk reminds those whose bill is due and not covered. */
const afterDays = [6, 11, 21];

export function sendReminders(world: DemoWorld): void {
  for (const batch of world.batches) {
    for (const days of afterDays) {
      const day = addDays(batch.cycle.issuedOn, days);
      const at = seoulInstant(day, "10:30:00");
      if (at <= world.until) remind(world, batch, day, at);
    }
  }
}

function remind(world: DemoWorld, { distributor, bills }: DemoBatch, day: string, at: Date): void {
  const requestedBy = clerkOf(world, distributor);
  const due = bills.filter((bill) => isAliveAt(bill, at) && bill.dueOn !== null && bill.dueOn < day);
  const reminders: DemoReminder[] = due
    .filter((bill) => remainingWon(bill, at) > 0n)
    .map((bill) => ({ id: world.idAt(at), bill, requestedBy, requestedAt: at }));
  if (reminders.length === 0) return;
  world.reminders.push(...reminders);
  world.audits.push({
    at,
    actor: requestedBy,
    distributor,
    action: "bill.remind",
    subjectId: reminders.length === 1 ? (reminders[0]?.bill.id ?? null) : null,
    details: { count: reminders.length },
  });
}
