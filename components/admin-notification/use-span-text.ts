import { useTranslations } from "next-intl";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Below twice the larger unit the smaller one tells more. */
const FEW = 2;

/** About how long, in the largest unit that still says something: `약 40초`, `약 12분`, `약 3시간 20분`. */
export function useSpanText(): (spanMs: number) => string {
  const t = useTranslations("adminNotification.rate");
  return (spanMs) => {
    if (spanMs < FEW * MINUTE_MS) return t("seconds", { count: Math.ceil(spanMs / SECOND_MS) });
    if (spanMs < FEW * HOUR_MS) return t("minutes", { count: Math.ceil(spanMs / MINUTE_MS) });
    const minutes = Math.round(spanMs / MINUTE_MS);
    return t("hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  };
}
