import type { BankProvider, BankProviderName } from "#server/bank/bank-provider.ts";
import { niceProvider } from "#server/bank/nice-provider.ts";
import { standardProvider } from "#server/bank/standard-provider.ts";
import { webEnv } from "#server/platform/env.ts";

/** The adapter of that name, as the environment sets it up; null: it is switched off here. */
export function findBankProvider(name: BankProviderName): BankProvider | null {
  const { BANK_WEBHOOK_SECRETS, BANK_NICE_SOURCES, BANK_NICE_BANK_CODE } = webEnv();
  if (name === "standard") return standardProvider(BANK_WEBHOOK_SECRETS);
  if (BANK_NICE_SOURCES.length === 0) return null;
  return niceProvider({ sources: BANK_NICE_SOURCES, bankCode: BANK_NICE_BANK_CODE });
}
