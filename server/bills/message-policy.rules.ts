// When messages may leave, and when a schedule is due. Times of day are Seoul's, which has stood at UTC+9 without
// summer time since 1988 (tz database, Asia/Seoul).

const seoulOffsetMs = 9 * 60 * 60_000;
const dayMs = 24 * 60 * 60_000;

/** Bills and reminders do not leave from `fromTime` until `toTime` (HH:MM); the same time twice: there is no night. */
export interface Night {
  fromTime: string;
  toTime: string;
}

/** Reminders by themselves, at `atTime` (HH:MM) on some weekdays or on a day of the month: one of the two is set. */
export interface ReminderTimes {
  /** ISO days, 1 Monday … 7 Sunday. */
  weekdays: number[];
  /** 1…31; in a shorter month its last day. */
  monthDay: number | null;
  atTime: string;
}

export interface MessagePolicy {
  night: Night;
  /** Within it a store is not reminded again: protects it from a second click, from two clerks and from a schedule. */
  quietHours: number;
  isScheduleOn: boolean;
  schedule: ReminderTimes;
  /** When the schedule reminds next; null while it is off. */
  scheduleDueAt: Date | null;
  /** Of the notices that its staff read in the chat. */
  noticeLanguage: "ko" | "en";
}

/** What holds for a distributor that has set nothing: the defaults of the table message_policy. */
export const defaultMessagePolicy: MessagePolicy = {
  night: { fromTime: "21:00", toTime: "08:00" },
  quietHours: 12,
  isScheduleOn: false,
  schedule: { weekdays: [], monthDay: null, atTime: "10:00" },
  scheduleDueAt: null,
  noticeLanguage: "ko",
};

/** The first moment, from `at` on, at which a bill or a reminder may leave. */
export function firstMomentByDay(at: Date, night: Night): Date {
  const from = millisecondsOf(night.fromTime);
  const to = millisecondsOf(night.toTime);
  const midnight = seoulMidnightMs(at);
  const time = at.getTime() - midnight;
  const isNight = from <= to ? time >= from && time < to : time >= from || time < to;
  if (!isNight) return at;
  return new Date(midnight + to + (time < to ? 0 : dayMs));
}

/** The schedule's first moment after `after`. The schedule names weekdays or a day of the month. */
export function nextOccurrence(schedule: ReminderTimes, after: Date): Date {
  const atMs = millisecondsOf(schedule.atTime);
  const firstMidnight = seoulMidnightMs(after);
  for (let day = 0; day <= 62; day += 1) {
    const midnight = firstMidnight + day * dayMs;
    const moment = midnight + atMs;
    if (moment > after.getTime() && isDayOf(schedule, midnight)) return new Date(moment);
  }
  throw new Error("the schedule names no day");
}

function isDayOf(schedule: ReminderTimes, seoulMidnight: number): boolean {
  const day = new Date(seoulMidnight + seoulOffsetMs); // its UTC fields are Seoul's
  if (schedule.monthDay === null) return schedule.weekdays.includes(day.getUTCDay() || 7);
  const lastDay = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  return day.getUTCDate() === Math.min(schedule.monthDay, lastDay);
}

function seoulMidnightMs(at: Date): number {
  return Math.floor((at.getTime() + seoulOffsetMs) / dayMs) * dayMs - seoulOffsetMs;
}

function millisecondsOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes) * 60_000;
}
