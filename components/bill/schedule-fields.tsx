"use client";

import { Checkbox, Group, NumberInput, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { PolicyForm } from "./message-policy-values.ts";

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

type ScheduleFieldsProps = {
  values: PolicyForm;
  /** A weekly schedule without a day: said at the field. */
  missing: boolean;
  change: (changes: Partial<PolicyForm>) => void;
};

/** On which days and at what time stores are reminded by themselves. */
export function ScheduleFields({ values, missing, change }: ScheduleFieldsProps) {
  const t = useTranslations("reminder.settings");
  return (
    <Stack>
      <SegmentedControl
        aria-label={t("every")}
        data={[
          { value: "week", label: t("weekly") },
          { value: "month", label: t("monthly") },
        ]}
        maw={280}
        onChange={(every) => change({ every: every === "month" ? "month" : "week" })}
        value={values.every}
      />
      {values.every === "week" ? (
        <Checkbox.Group
          error={missing ? t("daysMissing") : undefined}
          label={t("weekdays")}
          onChange={(days) => change({ weekdays: days.map(Number) })}
          value={values.weekdays.map(String)}
        >
          <Group mt="xs">
            {weekdays.map((day) => (
              <Checkbox key={day} label={t(`weekday.d${day}`)} value={String(day)} />
            ))}
          </Group>
        </Checkbox.Group>
      ) : (
        <NumberInput
          allowDecimal={false}
          clampBehavior="strict"
          description={t("monthDayHint")}
          label={t("monthDay")}
          max={31}
          maw={280}
          min={1}
          onChange={(day) => change({ monthDay: Number(day) || 1 })}
          suffix={` ${t("day")}`}
          value={values.monthDay}
        />
      )}
      <TextInput
        label={t("at")}
        maw={280}
        onChange={(event) => change({ atTime: event.currentTarget.value })}
        required
        type="time"
        value={values.atTime}
      />
    </Stack>
  );
}
