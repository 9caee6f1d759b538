import { startFleet } from "#e2e/delivery/drain.ts";
import { type EmulatorProcess, startEmulatorProcess } from "#e2e/delivery/emulator-process.ts";
import { billAll, openSeller, pay } from "#e2e/delivery/market.ts";
import { readOutcome } from "#e2e/delivery/outcome.ts";
import { type OwnDatabase, startOwnDatabase } from "#e2e/delivery/own-database.ts";
import { waitUntilEnded } from "#e2e/delivery/wait-until-sent.ts";
import { logFileOf } from "./log-files.ts";
import { wholeOption } from "./options.ts";
import { findPgbouncer, type Pooler, startPgbouncer } from "./pgbouncer-process.ts";

const serverConnections = 10;
const jitterMs = 100;

/**
 * Everything through a pgbouncer in transaction mode: the operations that queue messages, and four workers. First with a
 * direct connection for LISTEN, as it should be; then with that through the pooler too, which hears nothing, so that the
 * workers have to poll.
 *
 *   --messages 200 --rate 20
 */
export async function pgbouncerBench(): Promise<Record<string, number>> {
  if (!findPgbouncer()) {
    process.stderr.write(
      "This needs pgbouncer, which is not installed here. On Debian or Ubuntu: apt-get install pgbouncer\n",
    );
    process.exit(1);
  }
  const rate = wholeOption("rate", 20);
  const server = { kind: "sliding" as const, rate, burst: 2 * rate };
  const database = await startOwnDatabase(logFileOf("postgres"));
  const emulator = await startEmulatorProcess({ logFile: logFileOf("emulator"), limits: server });
  const pooler = await startPgbouncer({
    databaseUrl: database.url,
    serverConnections,
    logFile: logFileOf("pgbouncer"),
  });
  process.env.DATABASE_URL = pooler.url; // for the operations in this process, which have not connected yet
  try {
    const place = { database, emulator, pooler, server };
    const direct = await run(place, { directUrl: database.url });
    const polling = await run(place, { directUrl: pooler.url });
    console.table({ "LISTEN on a direct connection": direct, "LISTEN through the pooler": polling });
    console.log(`${pooler.version}, transaction mode, at most ${serverConnections} server connections`);
    return {
      refusals: direct.refusals + polling.refusals,
      lost: direct.lost + polling.lost,
      duplicates: direct.duplicates + polling.duplicates,
    };
  } finally {
    await pooler.stop();
    await emulator.stop();
    await database.stop();
  }
}

interface Place {
  database: OwnDatabase;
  emulator: EmulatorProcess;
  pooler: Pooler;
  server: { kind: "sliding"; rate: number; burst: number };
}

async function run({ database, emulator, pooler, server }: Place, { directUrl }: { directUrl: string }) {
  const messages = wholeOption("messages", 200);
  await database.renew();
  await emulator.clear();
  const seller = await openSeller(database, emulator, messages);
  const settings = { pacing: "strict" as const, server, jitterMs, logFile: logFileOf("workers"), directUrl };
  const fleet = await startFleet(pooler.url, emulator, settings);
  try {
    const startedMs = performance.now();
    await billAll(seller);
    await Promise.all(seller.trades.slice(0, 10).map((trade) => pay(trade)));
    await waitUntilEnded(database);
    const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
    return { ...(await readOutcome(database, emulator)), seconds };
  } finally {
    await fleet.stop();
  }
}
