import { expect, test } from "vitest";
import { messagePolicyInput } from "#server/bills/reminder.schema.ts";
import { daysAreMissing, formOfPolicy, policyOfForm } from "./message-policy-values.ts";

const policy = {
  night: { fromTime: "21:00", toTime: "08:00" },
  quietHours: 12,
  isScheduleOn: true,
  schedule: { weekdays: [1, 5], monthDay: null as number | null, atTime: "10:00" },
  scheduleDueAt: null,
  noticeLanguage: "en" as const,
  leavesAt: null,
};

test.each([
  policy,
  { ...policy, schedule: { ...policy.schedule, weekdays: [], monthDay: 31 } },
  { ...policy, isScheduleOn: false, schedule: { ...policy.schedule, weekdays: [] } },
])("what was saved comes back unchanged", (saved) => {
  const { scheduleDueAt: _due, leavesAt: _leaves, ...asked } = saved;
  expect(messagePolicyInput.parse(policyOfForm(formOfPolicy(saved)))).toEqual(asked);
});

test("a schedule names weekdays or a day of the month, never both or none", () => {
  const form = formOfPolicy(policy);
  expect(policyOfForm({ ...form, every: "month", monthDay: 25 }).schedule).toMatchObject({
    weekdays: [],
    monthDay: 25,
  });
  const none = { ...form, weekdays: [] };
  expect(daysAreMissing(none)).toBe(true);
  expect(messagePolicyInput.safeParse(policyOfForm(none)).success).toBe(false);
  expect(daysAreMissing({ ...none, every: "month" })).toBe(false);
  const both = { ...policy.schedule, monthDay: 3 };
  expect(messagePolicyInput.safeParse({ ...policy, schedule: both }).success).toBe(false);
});
