import { afterAll, beforeAll, expect, test } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { crash } from "./crash.ts";
import { fleetSize } from "./drain.ts";
import { type EmulatorProcess, startEmulatorProcess } from "./emulator-process.ts";
import { logFileOf } from "./log-files.ts";
import { prepareMarket } from "./market.ts";
import { workerEnvironment } from "./worker-fleet.ts";

const database = useDatabase();
const server = { kind: "gcra", rate: 40, burst: 80 } as const;
const kills = 10;
let emulator: EmulatorProcess;

beforeAll(async () => {
  // The harder case: whatever the workers repeat is there twice. What a service that honours `dedup_id` would show
  // follows from the ids.
  emulator = await startEmulatorProcess({ logFile: logFileOf("crash"), limits: server, ignoreDedup: true });
  await prepareMarket(database);
});
afterAll(() => emulator?.stop());

test("workers killed at random moments, every tenth send goes wrong: nothing lost, order kept", async () => {
  const worker = workerEnvironment({
    ...{ databaseUrl: database.url, emulatorUrl: emulator.url },
    ...{ pacing: "strict", rate: server.rate, jitterMs: 1_000 },
  } as const);
  const outcome = await crash(database, emulator, {
    ...{ kills, messages: 100, meanPauseMs: 400, seed: 11 },
    workers: Array.from({ length: fleetSize }, () => worker),
    logFile: logFileOf("crash"),
  });
  expect(outcome).toMatchObject({ kills, promised: 100, lost: 0, unasked: 0, refusals: 0 });
  expect(outcome.duplicates).toBeLessThanOrEqual(kills);
  expect(outcome).toMatchObject({ undetectableDuplicates: 0, overtakenWithoutFailure: 0 });
  const { faults } = await emulator.stats();
  expect(Object.keys(faults.drawn).length, "faults befell it").toBeGreaterThan(2);
  expect(outcome.looks, "attempts without an answer were looked into").toBeGreaterThan(0);
}, 300_000);
