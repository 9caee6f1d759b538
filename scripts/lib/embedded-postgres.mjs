// Starts and stops an embedded Postgres on 127.0.0.1, for `npm start` and for tests. Never for a real deployment.
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./ports.mjs";
import { installPostgresBinaries, postgresAccount } from "./postgres-binaries.mjs";
import { commandOf, folderOf, isAlive, stopProcess } from "./processes.mjs";

const superuser = "sunap";
const startTimeoutMs = 60_000; // recovery after a crash can take a while
const fastShutdown = [
  { signal: "SIGINT", waitMs: 20_000 }, // "fast": rolls back what is open, writes a checkpoint
  { signal: "SIGQUIT", waitMs: 5_000 },
  { signal: "SIGKILL", waitMs: 5_000 },
];

/**
 * @typedef {object} EmbeddedPostgres
 * @property {number} port
 * @property {number} pid
 * @property {string} dataDir
 * @property {(database: string) => string} urlOf the connection address of one of its databases
 * @property {Promise<number | null>} exited resolves with the exit code when Postgres ends, wanted or not
 * @property {() => Promise<void>} stop
 */

/**
 * Starts Postgres over `dataDir`, which is created when missing. A Postgres that survived the death of its launcher is
 * stopped first. A taken port is replaced by a free one, which is remembered beside the data.
 * @param {{dataDir: string, password: string, logFile: string, port?: number, fsync?: boolean, maxConnections?: number}} options
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function startEmbeddedPostgres(options) {
  const { dataDir, password, logFile, fsync = true } = options;
  const account = postgresAccount();
  const binDir = installPostgresBinaries();
  if (existsSync(dataDir)) {
    checkOwner(dataDir, account);
    await stopSurvivor(dataDir);
  } else initialise({ binDir, dataDir, password, account });

  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(rememberedPort(dataDir) ?? options.port ?? 0);
    const server = launch({
      binDir,
      dataDir,
      port,
      fsync,
      account,
      logFile,
      maxConnections: options.maxConnections,
    });
    const urlOf = (database) => `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`;
    if (await readyOrStopped(server, urlOf("postgres"))) {
      writeFileSync(portFile(dataDir), String(port));
      const stop = async () => {
        await stopProcess(server.pid, fastShutdown);
        await server.exited;
      };
      return { ...server, port, dataDir, urlOf, stop };
    }
    // Someone took the port in between, or backends of a killed postmaster still hold its shared memory.
    if (attempt === 5) throw new Error(`Postgres does not start; its log says:\n${lastLines(logFile)}`);
    await sleep(500 * attempt);
  }
}

/** Creates the database unless it exists. */
export async function ensureDatabase(server, database) {
  await withClient(server.urlOf("postgres"), async (client) => {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  });
}

/** Stops the Postgres of this data folder if one runs, whoever started it. */
export async function stopSurvivor(dataDir) {
  const pidFile = path.join(dataDir, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  if (Number.isInteger(pid) && pid > 1 && runsOver(pid, dataDir)) await stopProcess(pid, fastShutdown);
  rmSync(pidFile, { force: true }); // a stale one names a pid that may be someone else's by now
}

// The pid in the file may have been given to another program since, or the folder may be a copy of a live one's.
function runsOver(pid, dataDir) {
  if (!isAlive(pid)) return false;
  const command = commandOf(pid);
  if (!/\bpostgres\b/.test(command)) return false;
  const folder = folderOf(pid);
  return folder === null ? command.includes(`-D ${dataDir} `) : folder === dataDir;
}

function initialise({ binDir, dataDir, password, account }) {
  const parent = path.dirname(dataDir);
  mkdirSync(parent, { recursive: true });
  const draft = `${dataDir}.new`; // an initdb that was interrupted must not pass for a database
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const passwordFile = path.join(parent, `.password.${process.pid}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    if (account) for (const file of [draft, passwordFile]) chownSync(file, account.uid, account.gid);
    const args = ["-D", draft, "-U", superuser, `--pwfile=${passwordFile}`, "-E", "UTF8", "--locale=C"];
    const result = spawnSync(
      path.join(binDir, "initdb"),
      [...args, "-A", "scram-sha-256", "--no-instructions"],
      {
        cwd: "/",
        env: childEnvironment(),
        encoding: "utf8",
        ...identity(account),
      },
    );
    if (result.status !== 0)
      throw new Error(`initdb failed: ${result.error?.message ?? `${result.stdout}${result.stderr}`}`);
    renameSync(draft, dataDir);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

function launch({ binDir, dataDir, port, fsync, account, logFile, maxConnections = 100 }) {
  const settings = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    `max_connections=${maxConnections}`,
    "timezone=UTC",
    "log_timezone=UTC",
    ...(fsync ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
  ];
  mkdirSync(path.dirname(logFile), { recursive: true });
  // A file, not a pipe: Postgres outlives a killed launcher, and must not block or die on a pipe that nobody reads.
  const log = openSync(logFile, "a", 0o600);
  const child = spawn(
    path.join(binDir, "postgres"),
    ["-D", dataDir, ...settings.flatMap((setting) => ["-c", setting])],
    // Its own process group: Ctrl-C in the terminal must not stop the database before those who still write to it.
    { cwd: "/", env: childEnvironment(), stdio: ["ignore", log, log], detached: true, ...identity(account) },
  );
  closeSync(log);
  const exited = new Promise((resolve) => {
    child.once("exit", (code) => resolve(code));
    child.once("error", () => resolve(null));
  });
  if (child.pid === undefined) throw new Error(`Postgres can't be started from ${binDir}`);
  return { pid: child.pid, exited };
}

async function readyOrStopped(server, url) {
  let ready = false;
  try {
    ready = await waitUntilReady(url, server.exited);
  } finally {
    if (!ready) await stopProcess(server.pid, fastShutdown);
  }
  return ready;
}

async function waitUntilReady(url, exited) {
  let ended = false;
  exited.then(() => {
    ended = true;
  });
  const deadline = Date.now() + startTimeoutMs;
  while (!ended && Date.now() < deadline) {
    try {
      await withClient(url, (client) => client.query("SELECT 1"));
      return !ended;
    } catch (error) {
      if (error.code === "28P01" && !ended)
        throw new Error(
          "The kept database does not accept the kept password: .sunap/secrets.json was replaced. Put it back, or delete the .sunap folder (and with it the data).",
        );
      await sleep(20);
    }
  }
  return false;
}

async function withClient(url, use) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return await use(client);
  } finally {
    await client.end();
  }
}

function checkOwner(dataDir, account) {
  const owner = statSync(dataDir).uid;
  const runner = account?.uid ?? process.getuid?.();
  if (runner !== undefined && owner !== runner)
    throw new Error(
      `${dataDir} belongs to user ${owner}, but Postgres would run as user ${runner}. Start as the user who started it first, or delete that folder (and with it the data).`,
    );
}

// Nothing of the caller's environment: PGDATA, PGPORT or LC_ALL would change what initdb and postgres do.
function childEnvironment() {
  return { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
}

const identity = (account) => (account ? { uid: account.uid, gid: account.gid } : {});

const portFile = (dataDir) => `${dataDir}.port`;

function rememberedPort(dataDir) {
  if (!existsSync(portFile(dataDir))) return undefined;
  const port = Number(readFileSync(portFile(dataDir), "utf8"));
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}

function lastLines(file, count = 15) {
  return existsSync(file)
    ? readFileSync(file, "utf8").trimEnd().split("\n").slice(-count).join("\n")
    : "(no log)";
}

/** Makes a folder that the account running Postgres can pass through, whatever the umask. */
export function makePassableFolder(folder) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}
