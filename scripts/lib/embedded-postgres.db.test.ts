import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  type EmbeddedPostgres,
  ensureDatabase,
  makePassableFolder,
  startEmbeddedPostgres,
} from "./embedded-postgres.mjs";

let folder: string;
let running: EmbeddedPostgres | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "sunap-embedded-"));
  makePassableFolder(folder);
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
  await rm(folder, { recursive: true, force: true });
});

const options = () => ({
  dataDir: path.join(folder, "postgres"),
  password: "a password of the test",
  logFile: path.join(folder, "postgres.log"),
});

async function start(): Promise<EmbeddedPostgres> {
  running = await startEmbeddedPostgres(options());
  return running;
}

async function ask(server: EmbeddedPostgres, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.urlOf("sunap") });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

it("keeps its data and its port from one start to the next", async () => {
  const first = await start();
  await ensureDatabase(first, "sunap");
  await ensureDatabase(first, "sunap");
  await ask(first, "CREATE TABLE crate AS SELECT 7 AS id");
  await first.stop();

  const second = await start();
  expect(second.port).toBe(first.port);
  expect(await ask(second, "SELECT id FROM crate")).toEqual([{ id: 7 }]);
});

it("takes another port when someone else has its own, and remembers that one", async () => {
  const first = await start();
  await first.stop();
  const intruder = createServer().listen(first.port, "127.0.0.1");
  await once(intruder, "listening");

  const second = await start();
  expect(second.port).not.toBe(first.port);
  expect(await readFile(path.join(folder, "postgres.port"), "utf8")).toBe(String(second.port));
  await new Promise((resolve) => intruder.close(resolve));
});

it("stops a Postgres that outlived its launcher, and takes over its data", async () => {
  const survivor = await start();
  await ensureDatabase(survivor, "sunap");

  const successor = await start();
  expect(await survivor.exited).toBe(0);
  expect(successor.pid).not.toBe(survivor.pid);
  expect(await ask(successor, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

it("recovers after Postgres itself was killed", async () => {
  const killed = await start();
  await ensureDatabase(killed, "sunap");
  await ask(killed, "CREATE TABLE crate AS SELECT 7 AS id");
  process.kill(killed.pid, "SIGKILL");
  await killed.exited;

  expect(await ask(await start(), "SELECT id FROM crate")).toEqual([{ id: 7 }]);
});

it("leaves a process alone that merely has the pid of a Postgres of the past", async () => {
  await (await start()).stop();
  const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await writeFile(path.join(folder, "postgres", "postmaster.pid"), `${stranger.pid}\n${folder}/postgres\n`);

  await start();
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  stranger.kill();
});

it("says so when the kept password is not the database's", async () => {
  await (await start()).stop();
  await expect(startEmbeddedPostgres({ ...options(), password: "another" })).rejects.toThrow(
    /secrets\.json was replaced/,
  );
});
