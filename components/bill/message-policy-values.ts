import type { z } from "zod";
import type { messagePolicyInput } from "#server/bills/reminder.schema.ts";
import type { MessagePolicy } from "./bill.types.ts";

/** The settings as the form holds them: what is not asked for at the moment is kept, in case it is again. */
export interface PolicyForm {
  nightFrom: string;
  nightTo: string;
  quietHours: number;
  isScheduleOn: boolean;
  every: "week" | "month";
  weekdays: number[];
  monthDay: number;
  atTime: string;
  noticeLanguage: "ko" | "en";
}

export function formOfPolicy(policy: MessagePolicy): PolicyForm {
  const { night, quietHours, isScheduleOn, schedule, noticeLanguage } = policy;
  return {
    noticeLanguage,
    nightFrom: night.fromTime,
    nightTo: night.toTime,
    quietHours,
    isScheduleOn,
    every: schedule.monthDay === null ? "week" : "month",
    weekdays: schedule.weekdays,
    monthDay: schedule.monthDay ?? 25,
    atTime: schedule.atTime,
  };
}

export function policyOfForm(form: PolicyForm): z.input<typeof messagePolicyInput> {
  const isWeekly = form.every === "week";
  return {
    night: { fromTime: form.nightFrom, toTime: form.nightTo },
    quietHours: form.quietHours,
    isScheduleOn: form.isScheduleOn,
    noticeLanguage: form.noticeLanguage,
    schedule: {
      weekdays: isWeekly ? form.weekdays : [],
      monthDay: isWeekly ? null : form.monthDay,
      atTime: form.atTime,
    },
  };
}

/** A weekly schedule that is on, and names no day. */
export function daysAreMissing({ isScheduleOn, every, weekdays }: PolicyForm): boolean {
  return isScheduleOn && every === "week" && weekdays.length === 0;
}
