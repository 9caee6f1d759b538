import { type DateValue, formatDateShort } from "./format.ts";
import styles from "./text.module.css";
import { useFormat } from "./use-format.ts";

type DateTextProps = {
  on: DateValue;
  /** `short` 2026-11-22 · `long` 2026년 11월 22일 · `day` 11월 22일 (일). */
  look?: "short" | "long" | "day";
};

const iso = (value: DateValue) => (typeof value === "string" ? value : value.toISOString());

/** A day. */
export function DateText({ on, look = "short" }: DateTextProps) {
  const format = useFormat();
  const text = { short: format.dateShort, long: format.date, day: format.day }[look](on);
  return (
    <time className={styles.number} dateTime={formatDateShort(on)}>
      {text}
    </time>
  );
}

type DateTimeTextProps = {
  at: DateValue;
  /** `short` 2026-11-22 14:05 · `long` 2026년 11월 22일 14:05. */
  look?: "short" | "long";
};

/** An instant, told by the clock in Seoul. */
export function DateTimeText({ at, look = "short" }: DateTimeTextProps) {
  const format = useFormat();
  return (
    <time className={styles.number} dateTime={iso(at)}>
      {look === "short" ? format.dateTimeShort(at) : format.dateTime(at)}
    </time>
  );
}
