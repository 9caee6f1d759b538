import type { LoggedRequest } from "#jobs/sendbird/emulator/emulator-state.ts";
import type { EmulatorMessage } from "#jobs/sendbird/emulator/records.ts";
import type { EmulatorProcess } from "./emulator-process.ts";
import type { Sql } from "./market.ts";

/** What became of everything that was promised, by what the channels' readers see. */
export interface Outcome {
  promised: number;
  /** Promised, and not to be seen by its reader. */
  lost: number;
  /** Seen once too often. */
  duplicates: number;
  /** Of these, those that a server which honours `dedup_id` would have let through too. */
  undetectableDuplicates: number;
  /** Seen, and promised by nobody. */
  unasked: number;
  /** Messages that a later one of their channel has overtaken. */
  overtaken: number;
  /** Of these, those that had not yet held up their channel for a pause, so that nothing excuses it. */
  overtakenWithoutFailure: number;
  /** Answered with 429. */
  refusals: number;
  /** How often somebody looked into a channel before sending again. */
  looks: number;
  /** What the server had stored before, and so did not store again. */
  suppressedDuplicates: number;
}

interface Promised {
  id: string;
  channel: string;
  seq: string;
  attempts: number;
  state: string;
}

export async function readOutcome(database: Sql, emulator: EmulatorProcess): Promise<Outcome> {
  const promised = await database.sql<Promised>("SELECT id, channel, seq, attempts, state FROM notification");
  const { refusals, suppressedDuplicates } = await emulator.stats();
  const looks = (await emulator.requests()).filter(({ method }) => method === "GET").length;
  return { ...compare(promised, emulator.messages()), refusals: refusals.total, looks, suppressedDuplicates };
}

/** A reader can't tell whether two messages are one; the machine-readable part can. */
export function notificationIdOf(message: EmulatorMessage): string {
  return (JSON.parse(message.data) as { notificationId: string }).notificationId;
}

function compare(promised: Promised[], messages: EmulatorMessage[]) {
  const firstSeen = new Map<string, number>();
  const dedupIds = new Set<string>();
  let duplicates = 0;
  let undetectableDuplicates = 0;
  for (const message of messages) {
    const id = notificationIdOf(message);
    if (firstSeen.has(id)) {
      duplicates += 1;
      if (!dedupIds.has(`${message.channelUrl} ${message.dedupId}`)) undetectableDuplicates += 1;
    } else firstSeen.set(id, message.messageId);
    dedupIds.add(`${message.channelUrl} ${message.dedupId}`);
  }
  const wanted = new Set(promised.map(({ id }) => id));
  return {
    promised: promised.length,
    lost: promised.filter(({ id }) => !firstSeen.has(id)).length,
    duplicates,
    undetectableDuplicates,
    unasked: [...firstSeen.keys()].filter((id) => !wanted.has(id)).length,
    ...countOvertaken(promised, firstSeen),
  };
}

function countOvertaken(promised: Promised[], firstSeen: Map<string, number>) {
  const earliestSeenOf = new Map<string, number>();
  let overtaken = 0;
  let overtakenWithoutFailure = 0;
  // From each channel's last message back: whoever was stored after one that was queued later has been overtaken.
  const latestFirst = promised.toSorted((a, b) => Number(b.seq) - Number(a.seq));
  for (const { id, channel, attempts } of latestFirst) {
    const seen = firstSeen.get(id);
    if (seen === undefined) continue;
    const earliestLater = earliestSeenOf.get(channel) ?? Number.POSITIVE_INFINITY;
    if (seen > earliestLater) {
      overtaken += 1;
      if (attempts < 2) overtakenWithoutFailure += 1;
    }
    earliestSeenOf.set(channel, Math.min(seen, earliestLater));
  }
  return { overtaken, overtakenWithoutFailure };
}

/** Message sends that the server took, in order of arrival, in its monotonic milliseconds. */
export function acceptedAtMs(requests: LoggedRequest[]): number[] {
  return requests
    .filter(({ method, path, status }) => method === "POST" && path.endsWith("/messages") && status === 200)
    .map(({ arrivedAtMs }) => arrivedAtMs);
}

/**
 * Messages a second between the first and the last one that were taken. burst: how many of them the pacing lets go at
 * once after idling; they say nothing about the rate.
 */
export function throughputOf(arrivalsMs: number[], burst = 1): number {
  const [firstMs = 0, lastMs = 0] = [arrivalsMs[0], arrivalsMs.at(-1)];
  return ((arrivalsMs.length - burst) * 1000) / (lastMs - firstMs);
}
