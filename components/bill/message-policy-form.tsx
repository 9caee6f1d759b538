"use client";

import { Group, NumberInput, SegmentedControl, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { FormActions } from "#components/patterns/form-actions.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import type { MessagePolicy } from "./bill.types.ts";
import { daysAreMissing, formOfPolicy, type PolicyForm, policyOfForm } from "./message-policy-values.ts";
import { ScheduleFields } from "./schedule-fields.tsx";

/** Night, quiet period and schedule of a distributor. */
export function MessagePolicyForm({ policy }: { policy: MessagePolicy }) {
  const t = useTranslations("reminder.settings");
  const [values, setValues] = useState(() => formOfPolicy(policy));
  const { save, pending, error } = useSavePolicy();
  const change = (changes: Partial<PolicyForm>) => setValues((current) => ({ ...current, ...changes }));
  const missing = daysAreMissing(values);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!missing) void save(values);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Card title={t("night")}>
          <NightFields change={change} values={values} />
        </Card>
        <Card title={t("reminders")}>
          <Stack>
            <NumberInput
              allowDecimal={false}
              clampBehavior="strict"
              description={t("quietHoursHint")}
              label={t("quietHours")}
              max={336}
              maw={280}
              min={1}
              onChange={(hours) => change({ quietHours: Number(hours) || 1 })}
              suffix={` ${t("hours")}`}
              value={values.quietHours}
            />
            <Switch
              checked={values.isScheduleOn}
              description={t("scheduleHint")}
              label={t("schedule")}
              onChange={(event) => change({ isScheduleOn: event.currentTarget.checked })}
            />
            {values.isScheduleOn ? (
              <ScheduleFields change={change} missing={missing} values={values} />
            ) : null}
            <NextReminder policy={policy} />
          </Stack>
        </Card>
        <Card title={t("notices")}>
          <NoticeLanguage change={change} values={values} />
        </Card>
        <ErrorNotice error={error} />
      </Stack>
      <FormActions disabled={missing} pending={pending} submitLabel={t("save")} />
    </form>
  );
}

type FieldsProps = { values: PolicyForm; change: (changes: Partial<PolicyForm>) => void };

function NightFields({ values, change }: FieldsProps) {
  const t = useTranslations("reminder.settings");
  return (
    <Stack gap="xs">
      <Text c="dimmed" size="sm">
        {t("nightHint")}
      </Text>
      <Group>
        <TextInput
          label={t("nightFrom")}
          onChange={(event) => change({ nightFrom: event.currentTarget.value })}
          required
          type="time"
          value={values.nightFrom}
        />
        <TextInput
          label={t("nightTo")}
          onChange={(event) => change({ nightTo: event.currentTarget.value })}
          required
          type="time"
          value={values.nightTo}
        />
      </Group>
    </Stack>
  );
}

function NoticeLanguage({ values, change }: FieldsProps) {
  const t = useTranslations("reminder.settings");
  return (
    <Stack align="flex-start" gap="xs">
      <Text c="dimmed" size="sm">
        {t("noticeLanguageHint")}
      </Text>
      <SegmentedControl
        aria-label={t("noticeLanguage")}
        data={[
          { value: "ko", label: t("language.ko") },
          { value: "en", label: t("language.en") },
        ]}
        onChange={(language) => change({ noticeLanguage: language === "en" ? "en" : "ko" })}
        value={values.noticeLanguage}
      />
    </Stack>
  );
}

/** As it was saved last. */
function NextReminder({ policy }: { policy: MessagePolicy }) {
  const t = useTranslations("reminder.settings");
  const format = useFormat();
  if (!policy.scheduleDueAt) return null;
  return <Text fw={600}>{t("next", { at: format.dateTime(policy.scheduleDueAt) })}</Text>;
}

function useSavePolicy() {
  const t = useTranslations("reminder.settings");
  const toast = useToast();
  const utils = trpc.useUtils();
  const { mutateAsync, isPending, error } = trpc.bill.saveMessagePolicy.useMutation();
  const save = async (values: PolicyForm) => {
    try {
      await mutateAsync(policyOfForm(values));
    } catch {
      return; // `error` holds it
    }
    await utils.bill.messagePolicy.invalidate();
    toast.success(t("saved"));
  };
  return { save, pending: isPending, error };
}
