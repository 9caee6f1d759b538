"use client";

import { Select } from "@mantine/core";
import type { ReactNode } from "react";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { type BankCode, bankCodes } from "#server/trade-relationships/bank-code.schema.ts";

type BankSelectProps = {
  name: string;
  label: string;
  description?: string;
  value: BankCode;
  error: ReactNode;
  onChange: (bankCode: BankCode) => void;
};

export function BankSelect({ onChange, ...rest }: BankSelectProps) {
  const bankName = useBankName();
  return (
    <Select
      {...rest}
      allowDeselect={false}
      data={bankCodes.map((value) => ({ value, label: bankName(value) }))}
      onChange={(value) => {
        const chosen = bankCodes.find((code) => code === value);
        if (chosen) onChange(chosen);
      }}
      required
      searchable
    />
  );
}
