import { type BankNotice, parseBankNotice } from "./bank-notice.schema.ts";
import type { BankProvider } from "./bank-provider.ts";
import { checkSignature } from "./webhook-signature.ts";

/** Our own contract: JSON, signed as in Standard Webhooks. Several secrets are live at once while one is replaced. */
export function standardProvider(secrets: readonly string[]): BankProvider {
  return {
    name: "standard",
    verify({ headers, body }, now) {
      const verdict = checkSignature(headers, body, secrets, now);
      if (verdict === "valid" || verdict === "stale")
        return { isGenuine: true, isStale: verdict === "stale" };
      return { isGenuine: false, verdict };
    },
    parse: readJson,
  };
}

function readJson(body: Uint8Array): BankNotice[] | null {
  try {
    return [parseBankNotice(new TextDecoder().decode(body))];
  } catch {
    return null; // not JSON, or not our contract: the bank's mistake either way
  }
}
