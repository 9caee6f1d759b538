import type { BankNotice } from "./bank-notice.schema.ts";

/** One POST of a bank or of its payment agent. */
export interface BankRequest {
  headers: Headers;
  body: Uint8Array;
  /** Where it came from, by the proxy in front of us; null: unknown. */
  sourceAddress: string | null;
}

export const bankProviderNames = ["standard", "nice"] as const;
export type BankProviderName = (typeof bankProviderNames)[number];

/** Whether a request is the bank's. A stale one is genuine, but too old to be applied without a person. */
export type Verification =
  | { isGenuine: true; isStale: boolean }
  | { isGenuine: false; verdict: "unsigned" | "bad-signature" | "future" | "unknown-source" };

/**
 * A bank's way of telling us of deposits, in two questions. What follows from a notice is the same for all of them
 * (server/payments), and nothing of it knows a header or an encoding.
 */
export interface BankProvider {
  readonly name: BankProviderName;
  verify(request: BankRequest, now: Date): Verification;
  /** The notices in a body, none when it tells of something other than a deposit; null: not this bank's contract. */
  parse(body: Uint8Array): BankNotice[] | null;
}
