"use client";

import { Textarea } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { AmountInput } from "#components/patterns/amount-input.tsx";

type Day = string | null;

type BillTermsFieldsProps = {
  amount: Omit<ComponentProps<typeof AmountInput>, "label">;
  period: { value: [Day, Day]; onChange: (period: [Day, Day]) => void; error: string | undefined };
  due: { value: Day; onChange: (on: Day) => void; error: string | undefined };
  memo: ComponentProps<typeof Textarea>;
};

/** Amount, period, due date and memo of a bill. */
export function BillTermsFields({ amount, period, due, memo }: BillTermsFieldsProps) {
  const t = useTranslations();
  const monthLabelFormat = t("common.calendarMonth");
  const clear = { "aria-label": t("common.action.clear") };
  return (
    <>
      <AmountInput
        {...amount}
        description={t("bill.issue.amountHint")}
        label={t("bill.issue.amount")}
        required
      />
      <DatePickerInput
        {...period}
        allowSingleDateInRange
        clearable
        clearButtonProps={clear}
        label={t("bill.issue.period")}
        monthLabelFormat={monthLabelFormat}
        placeholder={t("common.form.optional")}
        type="range"
        valueFormat="YYYY-MM-DD"
      />
      <DatePickerInput
        {...due}
        clearable
        clearButtonProps={clear}
        label={t("bill.issue.due")}
        monthLabelFormat={monthLabelFormat}
        placeholder={t("common.form.optional")}
        valueFormat="YYYY-MM-DD"
      />
      <Textarea
        {...memo}
        autosize
        description={t("bill.issue.memoHint")}
        label={t("bill.issue.memo")}
        maxLength={500}
        minRows={2}
        placeholder={t("common.form.optional")}
      />
    </>
  );
}
