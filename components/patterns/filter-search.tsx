"use client";

import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { Icon } from "#components/ui/icon.tsx";

const TYPING_PAUSE_MS = 300;

type FilterSearchProps = {
  label: string;
  placeholder?: string | undefined;
  className?: string | undefined;
  value: string;
  onChange: (value: string) => void;
};

/** Reports what was typed once the typing pauses, and follows the address when that changes elsewhere. */
export function FilterSearch({ label, placeholder, className, value, onChange }: FilterSearchProps) {
  const [draft, setDraft] = useState({ text: value, from: value });
  if (draft.from !== value)
    setDraft({ text: value.trim() === draft.text.trim() ? draft.text : value, from: value });

  useEffect(() => {
    const text = draft.text.trim();
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft.text, value, onChange]);

  return (
    <TextInput
      className={className}
      label={label}
      leftSection={<Icon name="search" size={18} />}
      onChange={(event) => setDraft({ ...draft, text: event.currentTarget.value })}
      placeholder={placeholder}
      type="search"
      value={draft.text}
    />
  );
}
