import { afterAll, beforeAll, expect, test } from "vitest";
import { fleetSize } from "./drain.ts";
import { type EmulatorProcess, startEmulatorProcess } from "./emulator-process.ts";
import { logFileOf } from "./log-files.ts";
import { outages } from "./outages.ts";
import { type OwnDatabase, startOwnDatabase } from "./own-database.ts";
import { skewedClock, workerEnvironment } from "./worker-fleet.ts";

// On a Postgres of its own: the one that the other tests share must not be stopped.

const server = { kind: "sliding", rate: 40, burst: 80 } as const;
let database: OwnDatabase;
let emulator: EmulatorProcess;

beforeAll(async () => {
  database = await startOwnDatabase(logFileOf("outages-postgres"));
  emulator = await startEmulatorProcess({ logFile: logFileOf("outages"), limits: server });
}, 120_000);
afterAll(async () => {
  await emulator?.stop();
  await database?.stop();
});

test("Postgres crashes under load, workers' clocks are half a minute off: nothing refused, nothing lost", async () => {
  const worker = workerEnvironment({
    ...{ databaseUrl: database.url, emulatorUrl: emulator.url },
    ...{ pacing: "strict", rate: server.rate, jitterMs: 1_000 },
  } as const);
  const outcome = await outages(database, emulator, {
    ...{ restarts: 1, messages: 100, maxAwayMs: 2_000, seed: 5 },
    workers: [30_000, -30_000, 30_000, -30_000].map((skewMs) => ({ ...worker, ...skewedClock(skewMs) })),
    logFile: logFileOf("outages"),
  });
  expect(outcome).toMatchObject({ promised: 100, refusals: 0, lost: 0, duplicates: 0, unasked: 0 });
  expect(outcome.listeners, "one connection a worker").toBeLessThanOrEqual(fleetSize);
}, 300_000);
