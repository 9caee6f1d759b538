import { crash } from "#e2e/delivery/crash.ts";
import { fleetSize } from "#e2e/delivery/drain.ts";
import { startEmulatorProcess } from "#e2e/delivery/emulator-process.ts";
import { type OwnDatabase, startOwnDatabase } from "#e2e/delivery/own-database.ts";
import { workerEnvironment } from "#e2e/delivery/worker-fleet.ts";
import { logFileOf } from "./log-files.ts";
import { wholeOption } from "./options.ts";

/**
 * Workers are killed (SIGKILL) at random moments while every tenth send goes wrong: once with a chat service that
 * honours `dedup_id`, once with one that ignores it.
 *
 *   --kills 200 --messages 2000 --rate 50 --pause-ms 600 --seed 1
 */
export async function crashBench(): Promise<Record<string, number>> {
  const database = await startOwnDatabase(logFileOf("postgres"));
  try {
    const honoured = await run(database, { ignoreDedup: false });
    const ignored = await run(database, { ignoreDedup: true });
    console.table({ "dedup_id honoured": honoured, "dedup_id ignored": ignored });
    return {
      kills: honoured.kills,
      lost: honoured.lost + ignored.lost,
      duplicatesWithDedup: honoured.duplicates,
      duplicatesWithoutDedup: ignored.duplicates,
      overtakenWithoutFailure: honoured.overtakenWithoutFailure + ignored.overtakenWithoutFailure,
      refusals: honoured.refusals + ignored.refusals,
    };
  } finally {
    await database.stop();
  }
}

async function run(database: OwnDatabase, { ignoreDedup }: { ignoreDedup: boolean }) {
  await database.renew();
  const rate = wholeOption("rate", 50);
  const emulator = await startEmulatorProcess({
    logFile: logFileOf("emulator"),
    ignoreDedup,
    limits: { kind: "gcra", rate, burst: 2 * rate },
  });
  const worker = workerEnvironment({
    ...{ databaseUrl: database.url, emulatorUrl: emulator.url },
    ...{ pacing: "strict" as const, rate, jitterMs: 300 },
  });
  try {
    const startedMs = performance.now();
    const outcome = await crash(database, emulator, {
      kills: wholeOption("kills", 200),
      messages: wholeOption("messages", 2000),
      meanPauseMs: wholeOption("pause-ms", 600),
      seed: wholeOption("seed", 1),
      workers: Array.from({ length: fleetSize }, () => worker),
      logFile: logFileOf("workers"),
    });
    return { ...outcome, seconds: Math.round((performance.now() - startedMs) / 1000) };
  } finally {
    await emulator.stop();
  }
}
