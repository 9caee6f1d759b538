import { useTranslations } from "next-intl";
import { useFormat } from "#components/ui/use-format.ts";
import type { Terms } from "./settlement.types.ts";

/** A contract's terms in words. */
export function useTermsText() {
  const t = useTranslations("settlement.contract");
  const format = useFormat();

  const fee = ({ feeWon, feeRateBps }: Terms): string => {
    const texts = { feeWon: format.won(feeWon), feeRate: format.rate(feeRateBps) };
    if (feeWon > 0n && feeRateBps > 0) return t("feeBoth", texts);
    if (feeWon > 0n) return t("feeWon", texts);
    return feeRateBps > 0 ? t("feeRate", texts) : t("feeNone");
  };
  /** In one line: T+1 · 16:00 · 건당 300원. */
  const summary = (terms: Terms): string =>
    t("summary", { businessDays: terms.businessDays, cutoffTime: terms.cutoffTime, fee: fee(terms) });
  return { fee, summary };
}
