import { useNow } from "next-intl";
import { formatDateShort } from "#components/ui/format.ts";

const TEN_MINUTES_MS = 600_000;

/** Today in Seoul as yyyy-mm-dd, also when the page stays open past midnight. */
export function useTodayOn(): string {
  return formatDateShort(useNow({ updateInterval: TEN_MINUTES_MS }));
}
