import { useLocale } from "next-intl";
import { bankNameOf } from "#server/trade-relationships/bank-code.schema.ts";

/** A bank's name in the reader's language, by its code. */
export function useBankName(): (bankCode: string) => string {
  const locale = useLocale();
  return (bankCode) => bankNameOf(bankCode, locale);
}
