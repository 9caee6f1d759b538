"use client";

import { TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { formatCount } from "#components/ui/format.ts";

/** Enough for any bill, and far below 2^63. */
const MAX_DIGITS = 15;

type AmountInputProps = {
  label: string;
  description?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  /** Whole won; null while empty. */
  value: bigint | null;
  onChange: (amountWon: bigint | null) => void;
};

/** Whole won, with separators as one types; anything but digits (as in a pasted "1,234,000원") is dropped. */
export function AmountInput({ value, onChange, ...rest }: AmountInputProps) {
  const t = useTranslations("common.form");
  const input = useRef<HTMLInputElement>(null);
  const digitsAfterCaret = useRef<number | null>(null);
  const text = value === null ? "" : formatCount(value);

  // Separators come and go while typing, so the caret is kept by the digits that stand after it.
  useLayoutEffect(() => {
    if (digitsAfterCaret.current === null || input.current === null) return;
    let at = text.length;
    for (let left = digitsAfterCaret.current; left > 0 && at > 0; at -= 1) {
      if (text[at - 1] !== ",") left -= 1;
    }
    digitsAfterCaret.current = null;
    input.current.setSelectionRange(at, at);
  }, [text]);

  return (
    <TextInput
      {...rest}
      inputMode="numeric"
      onChange={({ currentTarget }) => {
        const caret = currentTarget.selectionStart ?? currentTarget.value.length;
        digitsAfterCaret.current = currentTarget.value.slice(caret).replace(/\D/g, "").length;
        const digits = currentTarget.value.replace(/\D/g, "").slice(0, MAX_DIGITS);
        onChange(digits === "" ? null : BigInt(digits));
      }}
      ref={input}
      rightSection={t("amountUnit")}
      rightSectionPointerEvents="none"
      rightSectionWidth={44}
      styles={{ input: { fontVariantNumeric: "tabular-nums", textAlign: "end" } }}
      value={text}
    />
  );
}
