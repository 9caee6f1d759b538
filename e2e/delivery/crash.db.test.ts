import { afterAll, beforeAll, expect, test } from "vitest";
import { crash } from "./crash.ts";
import { type EmulatorProcess, startEmulatorProcess } from "./emulator-process.ts";
import { logFileOf } from "./log-files.ts";
import { type OwnDatabase, startOwnDatabase } from "./own-database.ts";
import { skewedClock, workerEnvironment } from "./worker-fleet.ts";

// Everything that can break, at once. On a Postgres of its own: the one that the other tests share must not be stopped.

const server = { kind: "sliding", rate: 40, burst: 80 } as const;
const kills = 10;
let database: OwnDatabase;
let emulator: EmulatorProcess;

beforeAll(async () => {
  database = await startOwnDatabase(logFileOf("crash-postgres"));
  await database.makeDurable();
  // The harder case: whatever the workers repeat is there twice. What a service that honours `dedup_id` would show
  // follows from the ids.
  emulator = await startEmulatorProcess({ logFile: logFileOf("crash"), limits: server, ignoreDedup: true });
}, 120_000);
afterAll(async () => {
  await emulator?.stop();
  await database?.stop();
});

test("workers are killed, sends go wrong, Postgres crashes, clocks are off: nothing lost, refused or out of order", async () => {
  const worker = workerEnvironment({
    ...{ databaseUrl: database.url, emulatorUrl: emulator.url },
    ...{ pacing: "strict", rate: server.rate, jitterMs: 1_000 },
  } as const);
  const outcome = await crash(database, emulator, {
    ...{ kills, messages: 100, meanPauseMs: 400, seed: 11 },
    workers: [30_000, -30_000, 30_000, -30_000].map((skewMs) => ({ ...worker, ...skewedClock(skewMs) })),
    halfway: () => database.restart("immediate", 1_000),
    logFile: logFileOf("crash"),
  });
  expect(outcome).toMatchObject({ kills, promised: 100, lost: 0, unasked: 0, refusals: 0 });
  expect(outcome.duplicates).toBeLessThanOrEqual(kills);
  expect(outcome).toMatchObject({ undetectableDuplicates: 0, overtakenWithoutFailure: 0 });
  const { faults } = await emulator.stats();
  expect(Object.keys(faults.drawn).length, "faults befell it").toBeGreaterThan(2);
  expect(outcome.looks, "attempts without an answer were looked into").toBeGreaterThan(0);
}, 300_000);
