import { setTimeout as sleep } from "node:timers/promises";
import { createRandom } from "#prisma/demo/random.ts";
import type { EmulatorProcess } from "./emulator-process.ts";
import { billAll, openSeller } from "./market.ts";
import { type Outcome, readOutcome } from "./outcome.ts";
import type { OwnDatabase } from "./own-database.ts";
import { waitUntilEnded } from "./wait-until-sent.ts";
import { WorkerFleet } from "./worker-fleet.ts";

export interface OutageSettings {
  restarts: number;
  messages: number;
  /** How long Postgres stays away: 0 … this. */
  maxAwayMs: number;
  seed: number;
  workers: Record<string, string>[];
  logFile: string;
}

export interface OutageOutcome extends Outcome {
  /** Connections that listen at the end: one a worker, however often they had to connect anew. */
  listeners: number;
}

/** Postgres is restarted again and again, every second time by a crash, while the workers send. */
export async function outages(
  database: OwnDatabase,
  emulator: EmulatorProcess,
  settings: OutageSettings,
): Promise<OutageOutcome> {
  const { restarts, messages, maxAwayMs } = settings;
  const random = createRandom(settings.seed).next;
  await database.makeDurable();
  const seller = await openSeller(database, emulator, messages);
  const fleet = await WorkerFleet.start(settings.workers, settings.logFile);
  let listeners: number;
  try {
    await billAll(seller);
    for (let n = 0; n < restarts; n += 1) {
      await waitUntilTaken(emulator, Math.floor(((n + random()) * messages) / restarts));
      await database.restart(n % 2 === 0 ? "immediate" : "fast", random() * maxAwayMs);
    }
    await waitUntilEnded(database);
    listeners = await countListeners(database);
  } finally {
    await fleet.stop();
  }
  return { ...(await readOutcome(database, emulator)), listeners };
}

async function waitUntilTaken(emulator: EmulatorProcess, count: number): Promise<void> {
  while ((await emulator.stats()).messages < count) await sleep(20);
}

async function countListeners(database: OwnDatabase): Promise<number> {
  const [row] = await database.sql<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE query ILIKE 'LISTEN %'",
  );
  return row?.count ?? 0;
}
