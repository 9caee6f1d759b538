import { useTranslations } from "next-intl";
import { useFormat } from "#components/ui/use-format.ts";
import type { NotificationLife } from "./notification.types.ts";

const MINUTE_MS = 60_000;

/** Why a message has not left yet and when it will, in sentences; none when it has ended. */
export function useWaitText(waiting: NotificationLife["waiting"]): string[] {
  const t = useTranslations("notification.wait");
  const format = useFormat();
  if (!waiting) return [];
  const { why, until, expectedMs, stop, stopReason } = waiting;
  if (why === "stopped") {
    const reason = stopReason === null ? [] : [t("stoppedReason", { reason: stopReason })];
    return [t(stop === "own" ? "stopped" : "stoppedAll"), ...reason];
  }
  if (why === "turn") {
    return [
      expectedMs === null ? t("turnUnknown") : t("turn", { minutes: Math.floor(expectedMs / MINUTE_MS) }),
    ];
  }
  if (why === "channel" || why === "sending") return [t(why)];
  return [t(why, { at: until === null ? "–" : format.dateTimeShort(until) })];
}
