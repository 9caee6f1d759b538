import { boundOf, fleetSize } from "#e2e/delivery/drain.ts";
import { startEmulatorProcess } from "#e2e/delivery/emulator-process.ts";
import { order } from "#e2e/delivery/order.ts";
import { percentile } from "#e2e/delivery/order-waits.ts";
import { startOwnDatabase } from "#e2e/delivery/own-database.ts";
import { workerEnvironment } from "#e2e/delivery/worker-fleet.ts";
import { logFileOf } from "./log-files.ts";
import { wholeOption } from "./options.ts";

/**
 * A thousand bills of one distributor are queued. How soon do payment messages leave that are committed meanwhile, and
 * another distributor's three bills?
 *
 *   --messages 1000 --payments 60 --rate 10 --jitter-ms 100 --seed 1
 */
export async function notificationOrder(): Promise<Record<string, number>> {
  const rate = wholeOption("rate", 10);
  const jitterMs = wholeOption("jitter-ms", 100);
  const server = { kind: "sliding" as const, rate, burst: 2 * rate };
  const pacePerSecond = boundOf({ pacing: "strict", server, jitterMs });
  const database = await startOwnDatabase(logFileOf("postgres"));
  const emulator = await startEmulatorProcess({ logFile: logFileOf("emulator"), limits: server });
  try {
    const { url: databaseUrl } = database;
    const worker = workerEnvironment({
      ...{ databaseUrl, emulatorUrl: emulator.url },
      ...{ pacing: "strict" as const, rate, jitterMs },
    });
    const { waits, smallSellerSlots, ...outcome } = await order(database, emulator, {
      bills: wholeOption("messages", 1000),
      payments: wholeOption("payments", 60),
      minPauseSlots: 8,
      pacePerSecond,
      seed: wholeOption("seed", 1),
      workers: Array.from({ length: fleetSize }, () => worker),
      logFile: logFileOf("workers"),
    });
    const figures = (values: number[]) => ({
      median: percentile(values, 0.5),
      p99: percentile(values, 0.99),
      max: Math.max(...values),
    });
    console.table({
      "slots from the commit to a payment message": figures(waits.map(({ slots }) => slots)),
      "of these, for messages it had no need to wait for": figures(waits.map(({ foreign }) => foreign)),
      "waited ms": figures(waits.map(({ waitedMs }) => waitedMs)),
    });
    console.table([{ ...outcome, "slots until another's 3 bills": smallSellerSlots, "fair share": 6 }]);
    return {
      p99ForeignSlots: percentile(
        waits.map(({ foreign }) => foreign),
        0.99,
      ),
      ofFairShare: Number((smallSellerSlots / 6).toFixed(2)),
      refusals: outcome.refusals,
      lost: outcome.lost,
      duplicates: outcome.duplicates,
    };
  } finally {
    await emulator.stop();
    await database.stop();
  }
}
