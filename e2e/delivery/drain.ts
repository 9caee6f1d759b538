import type { EmulatorProcess, ServerLimits } from "./emulator-process.ts";
import { billAll, openSeller, type Sql } from "./market.ts";
import { acceptedAtMs, type Outcome, readOutcome, throughputOf } from "./outcome.ts";
import { waitUntilEnded } from "./wait-until-sent.ts";
import { WorkerFleet, workerEnvironment } from "./worker-fleet.ts";

export const fleetSize = 4;

export interface Drain {
  pacing: "strict" | "gcra";
  server: ServerLimits;
  /** J: what the workers are told that network and lateness come to at most. */
  jitterMs: number;
  /** The part of J that the network takes: each request is delayed by 0 … this. */
  networkJitterMs: number;
  messages: number;
  /** Distributors that share them. */
  sellers: number;
}

/** The largest burst that stays clean against this server: below its own by rate × J. */
export function clientBurst({ server, jitterMs }: Pick<Drain, "server" | "jitterMs">): number {
  return Math.max(1, Math.floor(server.burst - (server.rate * jitterMs) / 1000));
}

/** What the mode allows at best, in messages a second. */
export function boundOf({ pacing, server, jitterMs }: Pick<Drain, "pacing" | "server" | "jitterMs">): number {
  return pacing === "gcra" ? server.rate : server.rate / (1 + jitterMs / 1000);
}

/** Bills many stores at once while four worker processes wait for work; returns when all is sent. */
export async function drain(
  database: Sql & { url: string },
  emulator: EmulatorProcess,
  settings: Drain & { logFile: string },
): Promise<Outcome & { throughput: number }> {
  const { messages, sellers: count, logFile } = settings;
  await emulator.setLimits(settings.server);
  await emulator.setFaults({ latencyMs: 0, latencyJitterMs: settings.networkJitterMs });
  const fleet = await WorkerFleet.start(
    Array.from({ length: fleetSize }, () =>
      workerEnvironment(workerSettings(database.url, emulator, settings)),
    ),
    logFile,
  );
  try {
    const stores = Math.ceil(messages / count);
    const sellers = await Promise.all(
      Array.from({ length: count }, (_, n) =>
        openSeller(database, emulator, Math.min(stores, messages - n * stores)),
      ),
    );
    await Promise.all(sellers.map((seller) => billAll(seller)));
    await waitUntilEnded(database);
  } finally {
    await fleet.stop();
  }
  const outcome = await readOutcome(database, emulator);
  const burst = settings.pacing === "gcra" ? clientBurst(settings) : 1;
  return { ...outcome, throughput: throughputOf(acceptedAtMs(await emulator.requests()), burst) };
}

function workerSettings(databaseUrl: string, emulator: EmulatorProcess, settings: Drain) {
  const { pacing, jitterMs, server } = settings;
  const burst = clientBurst(settings);
  return { databaseUrl, emulatorUrl: emulator.url, pacing, jitterMs, rate: server.rate, burst };
}
