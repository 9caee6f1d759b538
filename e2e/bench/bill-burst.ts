import { boundOf } from "#e2e/delivery/drain.ts";
import { type EmulatorProcess, startEmulatorProcess } from "#e2e/delivery/emulator-process.ts";
import { billAll, openSeller, type Seller } from "#e2e/delivery/market.ts";
import { percentile } from "#e2e/delivery/order-waits.ts";
import { type OwnDatabase, startOwnDatabase } from "#e2e/delivery/own-database.ts";
import { waitUntilEnded } from "#e2e/delivery/wait-until-sent.ts";
import { WorkerFleet, workerEnvironment } from "#e2e/delivery/worker-fleet.ts";
import { logFileOf } from "./log-files.ts";

const bills = 30;
const rounds = 3;
const jitterMs = 100;
const server = { kind: "gcra" as const, rate: 5, burst: 10 };

/**
 * Thirty bills issued at once, two worker processes, a Sendbird at its real limit. How long from the commit to the last
 * message, as a ratio of what the pacing allows at best (strict: 29 intervals), and how often the server refused.
 */
export async function billBurst(): Promise<Record<string, number>> {
  const database = await startOwnDatabase(logFileOf("postgres"));
  const emulator = await startEmulatorProcess({ logFile: logFileOf("emulator"), limits: server });
  try {
    return await measure(database, emulator);
  } finally {
    await emulator.stop();
    await database.stop();
  }
}

async function measure(database: OwnDatabase, emulator: EmulatorProcess): Promise<Record<string, number>> {
  const seller = await openSeller(database, emulator, bills);
  const env = workerEnvironment({
    ...{ databaseUrl: database.url, emulatorUrl: emulator.url },
    ...{ pacing: "strict" as const, rate: server.rate, jitterMs },
  });
  const fleet = await WorkerFleet.start([env, env], logFileOf("workers"));
  try {
    const bestMs = ((bills - 1) * 1000) / boundOf({ pacing: "strict", server, jitterMs });
    const tookMs: number[] = [];
    for (let round = 0; round < rounds; round += 1) tookMs.push(await burst(database, seller));
    console.table(
      tookMs.map((ms) => ({
        bills,
        "took ms": Math.round(ms),
        "best ms": Math.round(bestMs),
        ratio: Number((ms / bestMs).toFixed(3)),
      })),
    );
    const { refusals } = await emulator.stats();
    return {
      ratio: Number((percentile(tookMs, 0.5) / bestMs).toFixed(3)),
      refusals: refusals.total,
    };
  } finally {
    await fleet.stop();
  }
}

/** Issues one bill to each store in one transaction; milliseconds from the commit until the last one was sent. */
async function burst(database: OwnDatabase, seller: Seller): Promise<number> {
  await billAll(seller);
  const committedAtMs = Date.now();
  await waitUntilEnded(database);
  const [row] = await database.sql<{ last: Date }>("SELECT max(sent_at) AS last FROM notification");
  return (row?.last.getTime() ?? Number.NaN) - committedAtMs;
}
