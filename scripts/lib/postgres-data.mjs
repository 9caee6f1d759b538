// Where the embedded Postgres keeps its data: in the checkout's .sunap folder, unless root starts it in a place that the
// account running Postgres can't reach (a 0700 home); then under /var/lib/sunap, and .sunap remembers where.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makePassableFolder, startEmbeddedPostgres, stopSurvivor } from "./embedded-postgres.mjs";
import { postgresAccount } from "./postgres-binaries.mjs";
import { commandOf, isAlive } from "./processes.mjs";

const outsideHome = "/var/lib/sunap";

/** The data folder of this checkout; `stateDir` is its .sunap folder. */
export function checkoutDataDir(stateDir) {
  const state = realpathSync(stateDir);
  const inside = path.join(state, "postgres");
  const recorded = readRecord(state);
  if (recorded) return recorded;
  if (existsSync(inside) || canReach(state)) return inside;
  const name = `${path.basename(path.dirname(state))}-${randomBytes(4).toString("hex")}`;
  const outside = path.join(outsideHome, name, "postgres");
  makePassableFolder(outsideHome);
  makePassableFolder(path.dirname(outside));
  writeFileSync(
    recordFile(state),
    `${JSON.stringify({ dataDir: outside, checkout: path.dirname(state) })}\n`,
  );
  return outside;
}

const recordFile = (state) => path.join(state, "postgres-data.json");

function readRecord(state) {
  if (!existsSync(recordFile(state))) return null;
  const { dataDir, checkout } = JSON.parse(readFileSync(recordFile(state), "utf8"));
  // A moved checkout keeps its data; a copied one must not share the original's.
  const copied = checkout !== path.dirname(state) && existsSync(path.join(checkout, ".sunap"));
  return copied ? null : dataDir;
}

function canReach(folder) {
  const account = postgresAccount();
  if (!account) return true;
  const result = spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", folder], {
    cwd: "/",
    uid: account.uid,
    gid: account.gid,
  });
  return result.status === 0;
}

const testPrefix = "sunap-test-postgres-";

/**
 * A Postgres for one test run: new, in a temporary folder, without fsync; `stop` removes the folder. Those left behind
 * by test runs that were killed are stopped and removed first.
 * @param {{logFile: string, maxConnections?: number}} options
 */
export async function startTestPostgres({ logFile, maxConnections = 200 }) {
  const home = [tmpdir(), "/tmp", "/var/tmp"].find((folder) => existsSync(folder) && canReach(folder));
  if (!home) throw new Error("Postgres can reach no temporary folder");
  await removeAbandoned(home);
  const folder = mkdtempSync(path.join(realpathSync(home), testPrefix));
  makePassableFolder(folder);
  writeFileSync(path.join(folder, "launcher.pid"), String(process.pid));
  try {
    const server = await startEmbeddedPostgres({
      dataDir: path.join(folder, "postgres"),
      password: randomBytes(12).toString("hex"),
      logFile,
      maxConnections,
      fsync: false,
    });
    const stop = async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    };
    return { ...server, stop };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function removeAbandoned(home) {
  for (const name of readdirSync(home).filter((entry) => entry.startsWith(testPrefix))) {
    const folder = path.join(home, name);
    const pidFile = path.join(folder, "launcher.pid");
    try {
      if (statSync(folder).uid !== process.getuid?.()) continue;
      const launcher = Number(readFileSync(pidFile, "utf8"));
      if (!launcher || (isAlive(launcher) && commandOf(launcher).includes("node"))) continue;
      await stopSurvivor(path.join(folder, "postgres"));
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== "ENOENT") throw error; // being removed right now
    }
  }
}
