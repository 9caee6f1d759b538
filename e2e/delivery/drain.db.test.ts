import { afterAll, beforeAll, expect, test } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { billAndWait, type Drain, startFleet } from "./drain.ts";
import { type EmulatorProcess, startEmulatorProcess } from "./emulator-process.ts";
import { logFileOf } from "./log-files.ts";
import { prepareMarket } from "./market.ts";

// Four real worker processes and a real server that refuses what is one too many. The jitter that the workers reckon
// with is large, so that a stall of a busy machine stays inside it: this is about refusals, not about speed.

const database = useDatabase();
const [messages, jitterMs, server] = [60, 1_000, { rate: 40, burst: 80 }];
const clean = { refusals: 0, lost: 0, duplicates: 0, unasked: 0, overtaken: 0 };
let emulator: EmulatorProcess;

beforeAll(async () => {
  emulator = await startEmulatorProcess({
    logFile: logFileOf("drain"),
    limits: { kind: "sliding", ...server },
  });
  await prepareMarket(database);
});
afterAll(() => emulator?.stop());

const drainOf = (pacing: Drain["pacing"], kind: Drain["server"]["kind"]): Drain => ({
  ...{ pacing, server: { kind, ...server }, jitterMs },
  ...{ networkJitterMs: 20, messages, sellers: 3 },
});

test("strict pacing: no limiter kind refuses anything, every message arrives once", async () => {
  const kinds = ["sliding", "fixed", "gcra"] as const;
  const fleet = await startFleet(database.url, emulator, {
    ...drainOf("strict", "sliding"),
    logFile: logFileOf("drain"),
  });
  try {
    for (const [n, kind] of kinds.entries()) {
      const outcome = await billAndWait(database, emulator, drainOf("strict", kind));
      expect(outcome, kind).toMatchObject({ ...clean, promised: (n + 1) * messages });
    }
  } finally {
    await fleet.stop();
  }
}, 240_000);

test("gcra pacing, its burst below the server's by rate × J: a token bucket refuses nothing", async () => {
  const settings = drainOf("gcra", "gcra");
  const before = await database.sql("SELECT FROM notification");
  const fleet = await startFleet(database.url, emulator, { ...settings, logFile: logFileOf("drain") });
  try {
    const outcome = await billAndWait(database, emulator, settings);
    expect(outcome).toMatchObject({ ...clean, promised: before.length + messages });
  } finally {
    await fleet.stop();
  }
}, 240_000);

test("the server is as strict as it says: workers that think it takes more are refused", async () => {
  const believed = drainOf("strict", "sliding");
  const real: Drain = { ...believed, messages: 8, server: { kind: "sliding", rate: 2, burst: 4 } };
  const fleet = await startFleet(database.url, emulator, { ...believed, logFile: logFileOf("drain") });
  try {
    const outcome = await billAndWait(database, emulator, real);
    expect(outcome.refusals).toBeGreaterThan(0);
    expect(outcome).toMatchObject({ lost: 0, duplicates: 0 });
  } finally {
    await fleet.stop();
  }
}, 240_000);
