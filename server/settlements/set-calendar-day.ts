import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import { deleteCalendarDay, saveCalendarDay, todayOn } from "./calendar.repository.ts";
import { recomputeForecast } from "./recompute-forecast.ts";
import type { SettlementErrorCode } from "./settlement.errors.ts";
import type { CalendarDayInput } from "./settlement.schema.ts";

/**
 * Says that banks are closed (or open) on a day, against the published calendar; state null: as published again. What
 * is forecast moves at once. Throws CALENDAR_DAY_PAST for today and before: what was paid out stands.
 */
export async function setCalendarDay(
  actor: AdminActor,
  day: CalendarDayInput,
): Promise<{ movedCount: number }> {
  const { onDay, state, name } = day;
  await transaction(async (tx) => {
    if (onDay <= (await todayOn(tx))) throw new DomainError<SettlementErrorCode>("CALENDAR_DAY_PAST");
    if (state === null) await deleteCalendarDay(tx, onDay);
    else await saveCalendarDay(tx, { onDay, closed: state === "CLOSED", name }, actor.userId);
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: null,
      action: "settlement.setCalendarDay",
      subjectId: null,
      details: { onDay, state, name },
    });
  });
  return recomputeForecast();
}
