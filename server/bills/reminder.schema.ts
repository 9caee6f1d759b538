import { z } from "zod";

/** `billIds` null: every store whose active bill is not covered. */
export const remindInput = z.object({ billIds: z.array(z.uuid()).min(1).max(1000).nullable() });

/** What can be looked at before it is sent in parts. */
export const previewRemindersInput = z.object({ billIds: z.array(z.uuid()).min(1).max(20_000).nullable() });

export const turnRemindersOffInput = z.object({ tradeRelationshipId: z.uuid(), off: z.boolean() });

/** HH:MM in Seoul. */
const timeOfDay = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);

export const messagePolicyInput = z
  .object({
    /** The same time twice: messages leave at any hour. */
    night: z.object({ fromTime: timeOfDay, toTime: timeOfDay }),
    quietHours: z.number().int().min(1).max(336),
    isScheduleOn: z.boolean(),
    schedule: z.object({
      /** ISO days, 1 Monday … 7 Sunday. */
      weekdays: z
        .array(z.number().int().min(1).max(7))
        .max(7)
        .transform((days) => [...new Set(days)].sort((a, b) => a - b)),
      monthDay: z.number().int().min(1).max(31).nullable(),
      atTime: timeOfDay,
    }),
    noticeLanguage: z.enum(["ko", "en"]).default("ko"),
  })
  .refine(
    ({ isScheduleOn, schedule }) =>
      !isScheduleOn || schedule.weekdays.length > 0 !== (schedule.monthDay !== null),
    { path: ["schedule"], message: "SCHEDULE_DAYS" },
  );
