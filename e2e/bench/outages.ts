import { startEmulatorProcess } from "#e2e/delivery/emulator-process.ts";
import { outages } from "#e2e/delivery/outages.ts";
import { startOwnDatabase } from "#e2e/delivery/own-database.ts";
import { skewedClock, workerEnvironment } from "#e2e/delivery/worker-fleet.ts";
import { logFileOf } from "./log-files.ts";
import { wholeOption } from "./options.ts";

/**
 * Postgres is restarted under load, every second time by a crash, while the clocks of two workers run 30 s ahead and
 * those of the two others 30 s behind.
 *
 *   --restarts 5 --messages 600 --rate 20 --jitter-ms 100 --seed 1
 */
export async function outagesBench(): Promise<Record<string, number>> {
  const rate = wholeOption("rate", 20);
  const database = await startOwnDatabase(logFileOf("postgres"));
  const emulator = await startEmulatorProcess({
    logFile: logFileOf("emulator"),
    limits: { kind: "sliding", rate, burst: 2 * rate },
  });
  try {
    const worker = workerEnvironment({
      ...{ databaseUrl: database.url, emulatorUrl: emulator.url },
      ...{ pacing: "strict" as const, rate, jitterMs: wholeOption("jitter-ms", 100) },
    });
    const outcome = await outages(database, emulator, {
      restarts: wholeOption("restarts", 5),
      messages: wholeOption("messages", 600),
      maxAwayMs: 3_000,
      seed: wholeOption("seed", 1),
      workers: [30_000, -30_000, 30_000, -30_000].map((skewMs) => ({ ...worker, ...skewedClock(skewMs) })),
      logFile: logFileOf("workers"),
    });
    console.table([outcome]);
    const { refusals, lost, duplicates, overtakenWithoutFailure, listeners } = outcome;
    return { refusals, lost, duplicates, overtakenWithoutFailure, listeners };
  } finally {
    await emulator.stop();
    await database.stop();
  }
}
