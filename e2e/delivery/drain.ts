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

/** Four worker processes that know this server's limit. */
export function startFleet(
  databaseUrl: string,
  emulator: EmulatorProcess,
  settings: Pick<Drain, "pacing" | "server" | "jitterMs"> & { logFile: string; directUrl?: string },
): Promise<WorkerFleet> {
  const { pacing, jitterMs, server, logFile, directUrl } = settings;
  const env = workerEnvironment({
    ...{ databaseUrl, emulatorUrl: emulator.url, ...(directUrl ? { directUrl } : {}) },
    ...{ pacing, jitterMs, rate: server.rate, burst: clientBurst(settings) },
  });
  return WorkerFleet.start(
    Array.from({ length: fleetSize }, () => env),
    logFile,
  );
}

/** Bills many stores of several distributors at once; returns when the workers have sent all of it. */
export async function billAndWait(
  database: Sql,
  emulator: EmulatorProcess,
  settings: Drain,
): Promise<Outcome> {
  const { messages, sellers: count, server, networkJitterMs } = settings;
  await emulator.setLimits(server);
  await emulator.setFaults({ latencyMs: 0, latencyJitterMs: networkJitterMs });
  const perSeller = Math.ceil(messages / count);
  const sellers = await Promise.all(
    Array.from({ length: count }, (_, n) =>
      openSeller(database, emulator, Math.min(perSeller, messages - n * perSeller)),
    ),
  );
  await Promise.all(sellers.map((seller) => billAll(seller)));
  await waitUntilEnded(database);
  return readOutcome(database, emulator);
}

/** The same from a cold start, with the rate at which messages left. */
export async function drain(
  database: Sql & { url: string },
  emulator: EmulatorProcess,
  settings: Drain & { logFile: string },
): Promise<Outcome & { throughput: number }> {
  const fleet = await startFleet(database.url, emulator, settings);
  let outcome: Outcome;
  try {
    outcome = await billAndWait(database, emulator, settings);
  } finally {
    await fleet.stop();
  }
  const burst = settings.pacing === "gcra" ? clientBurst(settings) : 1;
  return { ...outcome, throughput: throughputOf(acceptedAtMs(await emulator.requests()), burst) };
}
