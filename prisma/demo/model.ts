import type { ContractTerms } from "#server/settlements/settlement.rules.ts";
import type { BillingCycle } from "./calendar.ts";
import type { Random } from "./random.ts";

// The demo's world while it is being made up: objects that refer to each other, later written as rows.

export interface DemoUser {
  id: string;
  name: string;
  email: string;
  password: string;
  role: "DISTRIBUTOR" | "ADMIN";
  distributor: DemoDistributor | null;
}

export interface DemoContract extends Omit<ContractTerms, "vatIncluded" | "rounding"> {
  id: string;
  effectiveFromOn: string;
  createdAt: Date;
}

export interface DemoDistributor {
  id: string;
  name: string;
  businessNumber: string;
  bankCode: string;
  createdAt: Date;
  /** Oldest first. */
  contracts: DemoContract[];
  cycles: BillingCycle[];
  /** HH:MM:SS in Seoul, at which its clerk issues the month's bills. */
  issueTime: string;
}

export interface DemoStore {
  id: string;
  name: string;
  businessNumber: string;
  ownerName: string;
  ownerPhone: string;
  createdAt: Date;
}

export interface DemoAccount {
  id: string;
  bankCode: string;
  accountNumber: string;
  createdAt: Date;
  /** null: in the pool. */
  given: { relationship: DemoRelationship; at: Date } | null;
}

/** How a store usually pays. */
export type Habit = "prompt" | "instalments" | "late" | "short" | "over" | "never";

export interface DemoRelationship {
  id: string;
  distributor: DemoDistributor;
  store: DemoStore;
  customerCode: string;
  account: DemoAccount;
  createdAt: Date;
  endedAt: Date | null;
  habit: Habit;
  /** Place among the distributor's relationships, from 0. */
  index: number;
  /** Of a usual month. */
  tradeWon: number;
  /** Oldest first. */
  bills: DemoBill[];
  payments: DemoPayment[];
}

export interface DemoBatch {
  id: string;
  distributor: DemoDistributor;
  cycle: BillingCycle;
  issuedAt: Date;
  issuedBy: DemoUser;
  bills: DemoBill[];
  /** The file that it was issued from. */
  upload: { importId: string; at: Date };
}

export interface DemoBill {
  id: string;
  relationship: DemoRelationship;
  batch: DemoBatch | null;
  amountWon: bigint;
  periodStartOn: string;
  periodEndOn: string;
  dueOn: string | null;
  memo: string | null;
  issuedAt: Date;
  issuedBy: DemoUser;
  end: { at: Date; canceled: { reason: string; by: DemoUser } | null } | null;
}

export interface DemoReminder {
  id: string;
  bill: DemoBill;
  requestedBy: DemoUser;
  requestedAt: Date;
}

/** What the bank reported: `body` is a notice as its webhook would have posted it. */
export interface DemoDeposit {
  id: string;
  body: string;
  transactionId: string;
  receivedAt: Date;
}

export interface DemoAttribution {
  id: string;
  deposit: DemoDeposit;
  relationship: DemoRelationship;
  by: DemoUser;
  at: Date;
  reason: string;
}

export interface DemoPayment {
  id: string;
  deposit: DemoDeposit;
  relationship: DemoRelationship;
  attribution: DemoAttribution | null;
  amountWon: bigint;
  depositorName: string | null;
  tradedAt: Date;
  recordedAt: Date;
  reversal: DemoReversal | null;
  /** Hand-made links, oldest first; bill null: to none. */
  links: { id: string; bill: DemoBill | null; by: DemoUser; at: Date }[];
}

export interface DemoReversal {
  id: string;
  deposit: DemoDeposit;
  tradedAt: Date;
  recordedAt: Date;
}

export interface DemoHeldNotice {
  id: string;
  kind: "EARLY_CANCELLATION" | "CONFLICT" | "STALE";
  reason: "ORIGINAL_MISSING" | "CONTENT_DIFFERS" | "STALE";
  body: string;
  receivedAt: Date;
  dismissed: { by: DemoUser; at: Date; note: string } | null;
}

export interface DemoAudit {
  at: Date;
  actor: DemoUser | null;
  distributor: DemoDistributor | null;
  action: string;
  subjectId: string | null;
  details: Record<string, unknown>;
}

export interface DemoWorld {
  now: Date;
  /** In Seoul. */
  today: string;
  /** Nothing happens later: a little before now, so that every message about it has been sent. */
  until: Date;
  random: Random;
  idAt: (at: Date) => string;
  users: DemoUser[];
  admin: DemoUser;
  distributors: DemoDistributor[];
  stores: DemoStore[];
  relationships: DemoRelationship[];
  accounts: DemoAccount[];
  batches: DemoBatch[];
  bills: DemoBill[];
  reminders: DemoReminder[];
  deposits: DemoDeposit[];
  attributions: DemoAttribution[];
  payments: DemoPayment[];
  heldNotices: DemoHeldNotice[];
  audits: DemoAudit[];
}
