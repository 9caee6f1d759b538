"use client";

import { useNow } from "next-intl";
import type { DateValue } from "./format.ts";
import { useFormat } from "./use-format.ts";

const ONE_MINUTE_MS = 60_000;

/** `3분 전`, kept current; the exact time on hover. */
export function RelativeTime({ at }: { at: DateValue }) {
  const format = useFormat();
  const now = useNow({ updateInterval: ONE_MINUTE_MS });
  return (
    <time dateTime={typeof at === "string" ? at : at.toISOString()} title={format.dateTime(at)}>
      {format.relative(at, now)}
    </time>
  );
}
