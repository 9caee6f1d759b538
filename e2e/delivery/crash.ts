import { setTimeout as sleep } from "node:timers/promises";
import type { Faults } from "#jobs/sendbird/emulator/settings.ts";
import { createRandom } from "#prisma/demo/random.ts";
import type { EmulatorProcess } from "./emulator-process.ts";
import { billAll, openSeller, pay, type Seller, type Sql, type Trade } from "./market.ts";
import { type Outcome, readOutcome } from "./outcome.ts";
import { waitUntilEnded } from "./wait-until-sent.ts";
import { WorkerFleet } from "./worker-fleet.ts";

/** One in ten sends goes wrong, in each way that it can. */
export const tenPercentFaults: Faults["probabilities"] = {
  "timeout-after-commit": 0.02,
  "timeout-before-commit": 0.01,
  "reset-after-commit": 0.02,
  "reset-before-commit": 0.015,
  "internal-error": 0.02,
  "internal-error-after-commit": 0.005,
  unavailable: 0.01,
};

export interface CrashSettings {
  kills: number;
  /** Half of them bills, half of them about payments. */
  messages: number;
  /** Between two kills: 0 … twice this. */
  meanPauseMs: number;
  /** Something else that breaks, halfway. */
  halfway?: () => Promise<void>;
  seed: number;
  workers: Record<string, string>[];
  logFile: string;
}

/**
 * Kills workers at random moments while messages keep coming and the chat fails every tenth time. Killed workers are
 * started again. Returns when every message has come to its end.
 */
export async function crash(
  database: Sql,
  emulator: EmulatorProcess,
  settings: CrashSettings,
): Promise<Outcome & { kills: number }> {
  const random = createRandom(settings.seed).next;
  const latency = { latencyMs: 50, latencyJitterMs: 150 }; // so that at any moment some have left without an answer
  await emulator.setFaults({ probabilities: tenPercentFaults, seed: settings.seed, ...latency });
  const work = await planWork(database, emulator, settings);
  const fleet = await WorkerFleet.start(settings.workers, settings.logFile);
  let kills = 0;
  try {
    for (const portion of work) {
      await portion();
      await sleep(random() * 2 * settings.meanPauseMs);
      while (!(await fleet.killOne(random()))) await sleep(20);
      kills += 1;
      if (kills === Math.ceil(work.length / 2)) await settings.halfway?.();
    }
    await waitUntilEnded(database);
  } finally {
    await fleet.stop();
  }
  return { ...(await readOutcome(database, emulator)), kills };
}

/** What is queued before each kill: in all half as many bills as messages, and payments, which cause two each. */
async function planWork(
  database: Sql,
  emulator: EmulatorProcess,
  { kills, messages }: CrashSettings,
): Promise<(() => Promise<void>)[]> {
  const sellers: Seller[] = [];
  const perSeller = Math.max(1, Math.round(messages / 2 / 25));
  for (let left = Math.floor(messages / 2); left > 0; left -= perSeller)
    sellers.push(await openSeller(database, emulator, Math.min(perSeller, left)));
  const bills = sellers.flatMap((seller) => seller.trades.map((trade) => ({ seller, trade })));
  // A few stores pay again and again, so that there is an order to keep in their channels too.
  const payers = sellers.flatMap((seller) => seller.trades.slice(0, 4));
  const payments = Math.floor((messages - bills.length) / 2);
  return Array.from({ length: kills }, (_, kill) => {
    const share = <T>(all: T[]) => all.slice((kill * all.length) / kills, ((kill + 1) * all.length) / kills);
    const billsNow = share(bills);
    const paymentsNow = share(Array.from({ length: payments }, (_, n) => payers[n % payers.length] as Trade));
    return async () => {
      for (const { seller, trade } of billsNow) await billAll(seller, [trade]);
      for (const trade of paymentsNow) await pay(trade);
    };
  });
}
