import type { Tx } from "#server/platform/db.ts";
import { defaultMessagePolicy, type MessagePolicy, nextOccurrence } from "./message-policy.rules.ts";

interface PolicyRow {
  at: Date;
  noticeLanguage: "ko" | "en";
  nightFrom: string | null;
  nightTo: string;
  quietHours: number;
  isScheduleOn: boolean;
  weekdays: number;
  monthDay: number | null;
  atTime: string;
  scheduleDueAt: Date | null;
}

/** What a distributor has set, and the moment of asking. */
export async function readMessagePolicy(
  tx: Tx,
  distributorId: string,
): Promise<{ policy: MessagePolicy; at: Date }> {
  const [row] = await tx.$queryRaw<PolicyRow[]>`
    SELECT clock.at, d.language AS "noticeLanguage", to_char(p.night_from, 'HH24:MI') AS "nightFrom", to_char(p.night_to, 'HH24:MI') AS "nightTo",
           p.reminder_quiet_hours AS "quietHours", p.schedule_on AS "isScheduleOn",
           p.schedule_weekdays AS weekdays, p.schedule_month_day AS "monthDay",
           to_char(p.schedule_at, 'HH24:MI') AS "atTime", p.schedule_due_at AS "scheduleDueAt"
    FROM distributor d
    CROSS JOIN (SELECT sunap_now() AS at) clock
    LEFT JOIN message_policy p ON p.distributor_id = d.id
    WHERE d.id = ${distributorId}::uuid`;
  if (!row) throw new Error("no such distributor");
  const { at, nightFrom, noticeLanguage } = row;
  if (nightFrom === null) return { policy: { ...defaultMessagePolicy, noticeLanguage }, at };
  return { policy: policyOf(row, nightFrom), at };
}

function policyOf(row: PolicyRow, nightFrom: string): MessagePolicy {
  return {
    night: { fromTime: nightFrom, toTime: row.nightTo },
    quietHours: row.quietHours,
    isScheduleOn: row.isScheduleOn,
    schedule: { weekdays: weekdaysOf(row.weekdays), monthDay: row.monthDay, atTime: row.atTime },
    scheduleDueAt: row.scheduleDueAt,
    noticeLanguage: row.noticeLanguage,
  };
}

/** In the table the days of a week are bits, Monday the lowest. */
function weekdaysOf(bits: number): number[] {
  return [1, 2, 3, 4, 5, 6, 7].filter((weekday) => bits & (1 << (weekday - 1)));
}

function bitsOf(weekdays: number[]): number {
  return weekdays.reduce((bits, weekday) => bits | (1 << (weekday - 1)), 0);
}

/** Sets all of it; the schedule, while on, is next due after `at`. */
export async function saveMessagePolicy(
  tx: Tx,
  save: {
    distributorId: string;
    savedBy: string;
    policy: Omit<MessagePolicy, "scheduleDueAt">;
    at: Date;
  },
): Promise<void> {
  const { night, quietHours, isScheduleOn, schedule, noticeLanguage } = save.policy;
  const dueAt = isScheduleOn ? nextOccurrence(schedule, save.at).toISOString() : null;
  await tx.$executeRaw`
    INSERT INTO message_policy AS p
      (distributor_id, night_from, night_to, reminder_quiet_hours, schedule_on, schedule_weekdays, schedule_month_day,
       schedule_at, schedule_due_at, updated_by)
    VALUES (${save.distributorId}::uuid, ${night.fromTime}::text::time, ${night.toTime}::text::time, ${quietHours}::int,
            ${isScheduleOn}::boolean, ${bitsOf(schedule.weekdays)}::int, ${schedule.monthDay}::int,
            ${schedule.atTime}::text::time, ${dueAt}::timestamptz, ${save.savedBy}::uuid)
    ON CONFLICT (distributor_id) DO UPDATE
      SET night_from = EXCLUDED.night_from, night_to = EXCLUDED.night_to,
          reminder_quiet_hours = EXCLUDED.reminder_quiet_hours, schedule_on = EXCLUDED.schedule_on,
          schedule_weekdays = EXCLUDED.schedule_weekdays, schedule_month_day = EXCLUDED.schedule_month_day,
          schedule_at = EXCLUDED.schedule_at, schedule_due_at = EXCLUDED.schedule_due_at,
          updated_at = sunap_now(), updated_by = EXCLUDED.updated_by`;
  await tx.$executeRaw`
    UPDATE distributor SET language = ${noticeLanguage}
    WHERE id = ${save.distributorId}::uuid AND language <> ${noticeLanguage}`;
}

/** Whose schedule is due, the longest overdue first. */
export async function listDueSchedules(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ distributorId: string }[]>`
    SELECT p.distributor_id AS "distributorId" FROM message_policy p
    WHERE p.schedule_due_at <= sunap_now() ORDER BY p.schedule_due_at, p.distributor_id`;
  return rows.map((row) => row.distributorId);
}

/**
 * Takes a schedule that is (still) due, until the transaction ends. False when another worker holds it or has run it
 * meanwhile, or it was switched off.
 */
export async function takeDueSchedule(tx: Tx, distributorId: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    SELECT FROM message_policy p
    WHERE p.distributor_id = ${distributorId}::uuid AND p.schedule_due_at <= sunap_now() FOR UPDATE SKIP LOCKED`;
  return count === 1;
}

export async function setScheduleDueAt(tx: Tx, distributorId: string, dueAt: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE message_policy SET schedule_due_at = ${dueAt.toISOString()}::timestamptz
    WHERE distributor_id = ${distributorId}::uuid`;
}
