import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { freePort } from "../../scripts/lib/ports.mjs";
import { postgresAccount } from "../../scripts/lib/postgres-binaries.mjs";

const startTimeoutMs = 20_000;

export interface Pooler {
  url: string;
  version: string;
  stop(): Promise<void>;
}

/** The pgbouncer that is installed, or null. Debian puts it where an ordinary user's PATH does not lead. */
export function findPgbouncer(): { binary: string; version: string } | null {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin", "/usr/local/sbin"];
  const binary = folders.map((folder) => path.join(folder, "pgbouncer")).find((file) => existsSync(file));
  if (!binary) return null;
  const { stdout } = spawnSync(binary, ["--version"], { encoding: "utf8" });
  return { binary, version: stdout.split("\n")[0] ?? "" };
}

/** A pgbouncer in transaction mode before one database, with fewer server connections than it has clients. */
export async function startPgbouncer(options: {
  databaseUrl: string;
  serverConnections: number;
  logFile: string;
}): Promise<Pooler> {
  const found = findPgbouncer();
  if (!found) throw new Error("pgbouncer is not installed");
  const server = new URL(options.databaseUrl);
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), "sunap-pgbouncer-"));
  const configuration = path.join(folder, "pgbouncer.ini");
  writeFileSync(configuration, iniFor(server, port, options.serverConnections));
  const account = postgresAccount(); // as root pgbouncer refuses to run
  if (account) for (const file of [folder, configuration]) chownSync(file, account.uid, account.gid);
  const log = openSync(options.logFile, "a");
  const child = spawn(found.binary, [configuration], {
    cwd: "/",
    stdio: ["ignore", log, log],
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = async () => {
    child.kill("SIGQUIT"); // at once, whoever is connected
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  server.port = String(port);
  try {
    await waitUntilAnswers(server.href);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: server.href, version: found.version, stop };
}

function iniFor(server: URL, port: number, serverConnections: number): string {
  const database = server.pathname.slice(1);
  const target = `host=${server.hostname} port=${server.port} dbname=${database}`;
  return `[databases]
${database} = ${target} user=${server.username} password=${server.password}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${serverConnections}
max_client_conn = 500
`;
}

async function waitUntilAnswers(url: string): Promise<void> {
  const deadline = performance.now() + startTimeoutMs;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.query("SELECT 1");
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await sleep(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
