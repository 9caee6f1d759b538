import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Tone } from "#components/theme/tokens.ts";
import type { HistoryEntry } from "#components/ui/history-timeline.tsx";
import { stateTones } from "./delivery.ts";
import { endWithoutEvent } from "./life-end.ts";
import styles from "./notification.module.css";
import type { NotificationLife } from "./notification.types.ts";
import { slotTime } from "./slot-time.ts";

type LifeEvent = NotificationLife["events"][number];
type Todo = (trouble: NotificationLife["trouble"]) => ReactNode;

const tones: Record<string, Tone> = {
  SENT: "positive",
  FOUND: "positive",
  RETRYING: "warning",
  POSTPONED: "neutral",
  DROPPED: "neutral",
  FAILED: "danger",
  LEASE_LOST: "warning",
  REQUEUED: "info",
  REROUTED: "info",
};

/** A message's life as entries of a timeline, the latest first, down to its being queued. */
export function useLifeEntries(life: NotificationLife, todo?: Todo): HistoryEntry[] {
  const t = useTranslations("notification");
  const entryOf = useEventEntry(life, todo);
  const queued: HistoryEntry = { id: "queued", at: life.queuedAt, title: t("life.queued"), tone: "info" };
  return [...endWithoutEvent(life), ...life.events].map(entryOf).concat(life.hasEarlierEvents ? [] : queued);
}

function useEventEntry(life: NotificationLife, todo?: Todo): (event: LifeEvent) => HistoryEntry {
  const t = useTranslations("notification");
  const titleOf = ({ outcome, attempt }: LifeEvent) => {
    const key = `life.${outcome}` as "life.RETRYING";
    return t.has(key) ? t(key, { attempt }) : t("life.other");
  };
  const dropText = () => {
    const key = `drop.${life.dropReason}` as "drop.other";
    return t.has(key) ? t(key) : t("drop.other");
  };
  return (event) => {
    const { id, at, outcome, slotAt, detail, trouble } = event;
    const lines: { name: string; text: ReactNode }[] = [];
    if (outcome === "DROPPED") lines.push({ name: "drop", text: dropText() });
    if (trouble !== null) lines.push({ name: "trouble", text: t(`trouble.${trouble}`) });
    if (outcome === "FAILED" && todo) lines.push({ name: "todo", text: todo(trouble) });
    if (slotAt !== null) {
      lines.push({
        name: "slot",
        text: <span className={styles.technical}>{t("life.slot", { time: slotTime(slotAt) })}</span>,
      });
    }
    if (detail !== null && outcome !== "DROPPED")
      lines.push({ name: "detail", text: <code className={styles.technical}>{detail}</code> });
    return {
      id,
      at,
      title: titleOf(event),
      detail: lines.length > 0 ? <Lines lines={lines} /> : null,
      tone: tones[outcome] ?? stateTones[life.state],
    };
  };
}

function Lines({ lines }: { lines: readonly { name: string; text: ReactNode }[] }) {
  return (
    <div className={styles.lines}>
      {lines.map(({ name, text }) => (
        <div key={name}>{text}</div>
      ))}
    </div>
  );
}
