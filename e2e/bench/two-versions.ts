import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startScript } from "#e2e/delivery/child-process.ts";
import { startFleet } from "#e2e/delivery/drain.ts";
import { startEmulatorProcess } from "#e2e/delivery/emulator-process.ts";
import { billAll, openSeller, pay } from "#e2e/delivery/market.ts";
import { readOutcome } from "#e2e/delivery/outcome.ts";
import { startOwnDatabase } from "#e2e/delivery/own-database.ts";
import { waitUntilEnded } from "#e2e/delivery/wait-until-sent.ts";
import { workerEnvironment } from "#e2e/delivery/worker-fleet.ts";
import { logFileOf } from "./log-files.ts";
import { textOption, wholeOption } from "./options.ts";

const root = path.join(import.meta.dirname, "..", "..");
const jitterMs = 100;

/**
 * A deployment in the middle: the database is migrated, four workers of this version and two of an earlier one send from
 * one queue, at one rate between them.
 *
 *   --before HEAD (or any git ref) --messages 200 --rate 20
 */
export async function twoVersions(): Promise<Record<string, number>> {
  const ref = textOption("before", "HEAD");
  const rate = wholeOption("rate", 20);
  const messages = wholeOption("messages", 200);
  const server = { kind: "sliding" as const, rate, burst: 2 * rate };
  const before = checkOut(ref);
  const database = await startOwnDatabase(logFileOf("postgres"));
  const emulator = await startEmulatorProcess({ logFile: logFileOf("emulator"), limits: server });
  const seller = await openSeller(database, emulator, messages);
  const env = workerEnvironment({
    ...{ databaseUrl: database.url, emulatorUrl: emulator.url, pacing: "strict" as const, rate, jitterMs },
  });
  const older = [0, 1].map(() =>
    startScript({
      args: [path.join(before, "jobs", "worker.ts")],
      env,
      logFile: logFileOf("workers-before"),
      isReady: (line) => line.includes('"msg":"worker ready"'),
    }),
  );
  const fleet = await startFleet(database.url, emulator, {
    ...{ pacing: "strict" as const, server, jitterMs, logFile: logFileOf("workers") },
  });
  try {
    await Promise.all(older.map(({ ready }) => ready));
    await billAll(seller);
    await Promise.all(seller.trades.slice(0, 10).map((trade) => pay(trade)));
    await waitUntilEnded(database);
    const [{ byBefore }] = (await database.sql<{ byBefore: number }>(
      `SELECT count(*)::int AS "byBefore" FROM notification n
       WHERE state = 'SENT' AND NOT EXISTS (SELECT FROM notification_event e WHERE e.notification_id = n.id)`,
    )) as [{ byBefore: number }]; // the version before notes no lives
    const outcome = await readOutcome(database, emulator);
    console.table([{ ...outcome, "sent by the version before": byBefore }]);
    return { refusals: outcome.refusals, lost: outcome.lost, duplicates: outcome.duplicates, byBefore };
  } finally {
    await fleet.stop();
    for (const worker of older) worker.kill("SIGTERM");
    await Promise.all(older.map(({ ended }) => ended));
    await emulator.stop();
    await database.stop();
    rmSync(before, { recursive: true, force: true });
  }
}

/** That version's files in a folder of their own, over this checkout's packages. */
function checkOut(ref: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "sunap-before-"));
  const files = execFileSync("git", ["archive", ref], { cwd: root, maxBuffer: 1 << 30 });
  execFileSync("tar", ["x"], { cwd: folder, input: files });
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  execFileSync(process.execPath, ["scripts/generate-client.mjs"], { cwd: folder, stdio: "ignore" });
  return folder;
}
