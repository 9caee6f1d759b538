"use client";

import { Button, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { useSchemaForm } from "#components/patterns/use-schema-form.ts";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { DateText } from "#components/ui/date-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { calendarDayInput } from "#server/settlements/settlement.schema.ts";
import styles from "./settlement.module.css";
import type { CalendarDay } from "./settlement.types.ts";
import { useAsPages } from "./use-as-pages.ts";

/** Admin: days on which banks are closed or open against the published calendar. */
export function CalendarDays() {
  const t = useTranslations("payout.calendar");
  const format = useFormat();
  const toast = useToast();
  const utils = trpc.useUtils();
  const [removed, setRemoved] = useState<CalendarDay | null>(null);
  const days = trpc.settlement.calendarDays.useQuery();
  const set = trpc.settlement.setCalendarDay.useMutation();
  const remove = async () => {
    if (!removed) return;
    const { movedCount } = await set.mutateAsync({ onDay: removed.onDay, state: null, name: removed.name });
    await utils.settlement.invalidate();
    toast.success(t("saved", { count: movedCount }));
  };
  return (
    <>
      <div className={styles.list}>
        <Card title={t("add")}>
          <CalendarDayForm />
        </Card>
      </div>
      <DataList
        columns={useColumns(setRemoved)}
        empty={<EmptyState body={t("emptyBody")} icon="calendar" title={t("emptyTitle")} />}
        label={t("title")}
        query={useAsPages(days)}
        rowKey={({ onDay }) => onDay}
      />
      <ConfirmDialog
        confirmLabel={t("remove")}
        onClose={() => setRemoved(null)}
        onConfirm={remove}
        opened={removed !== null}
        title={t("removeTitle")}
      >
        {removed ? t("removeBody", { day: format.date(removed.onDay) }) : null}
      </ConfirmDialog>
    </>
  );
}

function useColumns(onRemove: (day: CalendarDay) => void): DataListColumn<CalendarDay>[] {
  const t = useTranslations("payout.calendar");
  return [
    { id: "day", header: t("day"), card: "title", cell: ({ onDay }) => <DateText look="long" on={onDay} /> },
    { id: "state", header: t("state"), cell: ({ closed }) => t(closed ? "CLOSED" : "OPEN") },
    { id: "name", header: t("name"), cell: ({ name }) => name },
    { id: "by", header: t("by"), cell: ({ setByName }) => setByName },
    {
      id: "remove",
      header: t("remove"),
      align: "end",
      card: "figure",
      cell: (day) => (
        <Button onClick={() => onRemove(day)} size="xs" variant="default">
          {t("remove")}
        </Button>
      ),
    },
  ];
}

function CalendarDayForm() {
  const t = useTranslations("payout.calendar");
  const common = useTranslations("common");
  const toast = useToast();
  const utils = trpc.useUtils();
  const set = trpc.settlement.setCalendarDay.useMutation();
  const form = useSchemaForm({
    schema: calendarDayInput,
    initialValues: { onDay: null as string | null, state: "CLOSED" as "CLOSED" | "OPEN", name: "" },
    fieldOfCode: { CALENDAR_DAY_PAST: "onDay" },
    onSubmit: async (input) => {
      const { movedCount } = await set.mutateAsync(input);
      await utils.settlement.invalidate();
      toast.success(t("saved", { count: movedCount }));
      form.reset();
    },
  });
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack maw={420}>
        <DatePickerInput
          {...form.field("onDay")}
          label={t("day")}
          monthLabelFormat={common("calendarMonth")}
          required
          valueFormat="YYYY-MM-DD"
        />
        <SegmentedControl
          aria-label={t("state")}
          data={(["CLOSED", "OPEN"] as const).map((value) => ({ value, label: t(value) }))}
          onChange={(value) => form.setValue("state", value === "OPEN" ? "OPEN" : "CLOSED")}
          value={form.values.state}
        />
        <TextInput {...form.textField("name")} label={t("name")} required />
        <ErrorNotice error={form.error} />
        <Button loading={form.pending} type="submit">
          {t("save")}
        </Button>
      </Stack>
    </form>
  );
}
