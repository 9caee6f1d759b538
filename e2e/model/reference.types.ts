import type { Micros } from "./korean-calendar.ts";

// What the reference model speaks of. Everything has a short name of its own (r0, b3, t7): the product's ids stay in
// the part that drives the product.

export interface Contract {
  effectiveFromOn: string;
  businessDays: number;
  /** Seconds since midnight, Seoul. */
  cutoffSeconds: number;
  feeWon: bigint;
  feeRateBps: bigint;
}

export interface Relationship {
  name: string;
  distributor: string;
  /** null: it has none yet. */
  account: { number: string; givenAt: Micros } | null;
  isEnded: boolean;
}

export interface Bill {
  name: string;
  relationship: string;
  amountWon: bigint;
  issuedAt: Micros;
  endedAt: Micros | null;
  status: "ACTIVE" | "EXPIRED" | "CANCELED";
}

export interface Notice {
  kind: "RECEIVED" | "CANCELED";
  transactionId: string;
  originalTransactionId: string | null;
  accountNumber: string;
  amountWon: bigint;
  tradedAt: Micros;
}

export interface HeldNotice {
  notice: Notice;
  kind: "EARLY_CANCELLATION" | "CONFLICT" | "STALE";
  reason: string;
  resolution: "APPLIED" | "DISMISSED" | null;
}

export interface Payment {
  transactionId: string;
  relationship: string;
  amountWon: bigint;
  tradedAt: Micros;
  byHand: boolean;
  /** Hand-made links, oldest first; null: to no bill. */
  links: (string | null)[];
  /** The cancellation that took it back. */
  reversedBy: string | null;
}

/** A line of a settlement, by the transaction id of its payment or of its reversal. */
export interface Item {
  transactionId: string;
  distributor: string;
  payoutOn: string;
  grossWon: bigint;
  feeWon: bigint;
  vatWon: bigint;
  reason: "IN_TIME" | "AFTER_CUTOFF" | "LATE_NOTICE";
}

/** Everything that can happen. */
export type Action =
  | { do: "advance"; to: Micros }
  | { do: "issue"; relationships: string[]; amountsWon: bigint[]; names: string[] }
  | { do: "cancel-bill"; bill: string }
  | { do: "deliver"; notice: Notice; isStale: boolean }
  | { do: "attribute"; transactionId: string; relationship: string }
  | { do: "link"; transactionId: string; to: "active-bill" | "none" }
  | { do: "resolve"; held: Notice; resolution: "APPLIED" | "DISMISSED" }
  | { do: "close" }
  | { do: "give-account"; relationship: string; number: string }
  | { do: "end" | "resume"; relationship: string };
