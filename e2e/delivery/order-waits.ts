import type { EmulatorProcess } from "./emulator-process.ts";
import type { Sql } from "./market.ts";
import { notificationIdOf } from "./outcome.ts";

/** Messages that one commit queued. */
export interface Commit {
  kind: "payment" | "bills";
  /** Epoch milliseconds at which the commit was known. */
  atMs: number;
  notificationIds: string[];
}

/** How a message about a payment got through a queue full of bills. */
export interface PaymentWait {
  /** Messages that the server took from the commit on until this one, itself included. */
  slots: number;
  /**
   * Those before it that it had no need to wait for: neither of the same payment nor ahead of one of these in its
   * channel. "Within two slots" is at most one of them.
   */
  foreign: number;
  waitedMs: number;
}

/** A message as the server took it, in that order. */
interface Sent {
  id: string;
  kind: string;
  channel: string;
  seq: number;
  takenAtMs: number;
}

export async function readSent(database: Sql, emulator: EmulatorProcess): Promise<Sent[]> {
  const rows = await database.sql<{ id: string; kind: string; channel: string; seq: string }>(
    "SELECT id, kind, channel, seq FROM notification",
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return emulator.messages().flatMap((message) => {
    const row = known.get(notificationIdOf(message));
    return row ? [{ ...row, seq: Number(row.seq), takenAtMs: message.createdAtMs }] : [];
  });
}

export function waitsOf(commit: Commit, sent: Sent[]): PaymentWait[] {
  const after = sent.filter(({ takenAtMs }) => takenAtMs > commit.atMs);
  const own = after.filter(({ id }) => commit.notificationIds.includes(id));
  const isNeeded = (message: Sent) =>
    own.some(({ channel, seq }) => message.channel === channel && message.seq <= seq);
  return own.map((message) => {
    const until = after.slice(0, after.indexOf(message) + 1);
    return {
      slots: until.length,
      foreign: until.filter((other) => !isNeeded(other)).length,
      waitedMs: message.takenAtMs - commit.atMs,
    };
  });
}

/** How many bill messages the server took from the commit to the last message of it. */
export function billSlotsUntilLast(commit: Commit, sent: Sent[]): number {
  const after = sent.filter(({ takenAtMs, kind }) => takenAtMs > commit.atMs && kind === "BILL_ISSUED");
  return after.findLastIndex(({ id }) => commit.notificationIds.includes(id)) + 1;
}

/** The smallest value that at least this share of the values does not exceed. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
