import { setTimeout as sleep } from "node:timers/promises";
import { createRandom } from "#prisma/demo/random.ts";
import type { EmulatorProcess } from "./emulator-process.ts";
import { billAll, openSeller, pay, type Sql } from "./market.ts";
import { billSlotsUntilLast, type Commit, type PaymentWait, readSent, waitsOf } from "./order-waits.ts";
import { type Outcome, readOutcome } from "./outcome.ts";
import { countOpen, waitUntilEnded } from "./wait-until-sent.ts";
import { WorkerFleet } from "./worker-fleet.ts";

export interface OrderSettings {
  /** Of one distributor, queued at once. */
  bills: number;
  /** Deposits, at random moments while the bills are sent; each causes two messages. */
  payments: number;
  /** The pauses between them: so many slots to twice as many, so that each one's messages stand alone. */
  minPauseSlots: number;
  /** Messages a second that the workers send. */
  pacePerSecond: number;
  seed: number;
  workers: Record<string, string>[];
  logFile: string;
}

export interface OrderOutcome extends Outcome {
  waits: PaymentWait[];
  /** Bill messages that the server took from the commit of another distributor's three bills to the last of them. */
  smallSellerSlots: number;
}

const smallSellerBills = 3;

/**
 * One distributor bills many stores at once. While that is sent, deposits arrive at random moments, half of them from
 * stores whose bill is still waiting, and another distributor issues three bills.
 */
export async function order(
  database: Sql,
  emulator: EmulatorProcess,
  settings: OrderSettings,
): Promise<OrderOutcome> {
  const { bills, payments, logFile, workers } = settings;
  const busy = await openSeller(database, emulator, bills);
  const calm = await openSeller(database, emulator, smallSellerBills + Math.ceil(payments / 2));
  const fleet = await WorkerFleet.start(workers, logFile);
  const commits: Commit[] = [];
  try {
    await billAll(busy);
    const random = createRandom(settings.seed).next;
    // Stores at the end of the queue: their bill waits, and must go before the payment message.
    const payers = [...busy.trades.slice(-Math.floor(payments / 2)), ...calm.trades.slice(smallSellerBills)];
    const half = Math.floor(payers.length / 2);
    for (const [n, payer] of shuffled(payers, random).entries()) {
      await sleep(pauseMs(settings, random()));
      if (n === half)
        commits.push(
          await committed(database, "bills", () => billAll(calm, calm.trades.slice(0, smallSellerBills))),
        );
      else commits.push(await committed(database, "payment", () => pay(payer)));
    }
    if ((await countOpen(database)) === 0)
      throw new Error("the bills were sent before the last payment: too few");
    await waitUntilEnded(database);
  } finally {
    await fleet.stop();
  }
  const sent = await readSent(database, emulator);
  const [smallSeller] = commits.filter(({ kind }) => kind === "bills");
  return {
    ...(await readOutcome(database, emulator)),
    waits: commits.filter(({ kind }) => kind === "payment").flatMap((commit) => waitsOf(commit, sent)),
    smallSellerSlots: smallSeller ? billSlotsUntilLast(smallSeller, sent) : 0,
  };
}

function pauseMs({ minPauseSlots, pacePerSecond }: OrderSettings, random: number): number {
  return (minPauseSlots * (1 + random) * 1000) / pacePerSecond;
}

function shuffled<T>(items: T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Runs one operation and notes which messages it queued. Nobody else may queue any meanwhile. */
async function committed(
  database: Sql,
  kind: Commit["kind"],
  operation: () => Promise<unknown>,
): Promise<Commit> {
  const [before] = await database.sql<{ seq: string }>(
    "SELECT coalesce(max(seq), 0) AS seq FROM notification",
  );
  await operation();
  const atMs = Date.now();
  const queued = await database.sql<{ id: string }>("SELECT id FROM notification WHERE seq > $1", [
    before?.seq,
  ]);
  return { kind, atMs, notificationIds: queued.map(({ id }) => id) };
}
