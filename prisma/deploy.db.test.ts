import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { applyMigrations, deploy, pendingMigrations } from "./deploy.ts";

const database = useDatabase();
const silent = { log: () => undefined };
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "sunap-migrations-"));
  await database.sql("DROP TABLE IF EXISTS crate, _prisma_migrations");
});

afterEach(() => rm(directory, { recursive: true }));

async function writeMigration(name: string, sql: string): Promise<void> {
  await mkdir(path.join(directory, name), { recursive: true });
  await writeFile(path.join(directory, name, "migration.sql"), sql);
}

const apply = () => applyMigrations(database.url, { ...silent, directory });
const pending = () => pendingMigrations((text) => database.sql(text), directory);

describe("applyMigrations", () => {
  it("applies what is missing, in order, and records it as prisma migrate deploy does", async () => {
    const first = "CREATE TABLE crate (id int); INSERT INTO crate VALUES (1);";
    await writeMigration("2_second", "UPDATE crate SET id = id + 1");
    await writeMigration("1_first", first);
    expect(await pending()).toEqual(["1_first", "2_second"]);

    expect(await apply()).toEqual(["1_first", "2_second"]);

    expect(await database.sql("SELECT id FROM crate")).toEqual([{ id: 2 }]);
    const [row] = await database.sql(
      "SELECT *, finished_at >= started_at AS in_order FROM _prisma_migrations WHERE migration_name = '1_first'",
    );
    expect(row).toMatchObject({
      checksum: createHash("sha256").update(first).digest("hex"),
      applied_steps_count: 1,
      rolled_back_at: null,
      logs: null,
      in_order: true,
    });
    expect(row?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await pending()).toEqual([]);
    expect(await apply()).toEqual([]);
  });

  it("refuses a migration that was edited after it had been applied, naming it", async () => {
    await writeMigration("1_first", "CREATE TABLE crate (id int)");
    await apply();
    await writeMigration("1_first", "CREATE TABLE crate (id bigint)");
    await writeMigration("2_second", "DROP TABLE crate");

    await expect(apply()).rejects.toThrow(/1_first was edited/);
    await expect(pending()).rejects.toThrow(/1_first was edited/);
    expect(await database.sql("SELECT id FROM crate")).toEqual([]);
  });

  it("leaves nothing of a failing migration, and says where it failed", async () => {
    await writeMigration("1_first", "CREATE TABLE crate (id int);\nINSERT INTO box VALUES (1);");

    await expect(apply()).rejects.toThrow(/1_first failed.*"box" does not exist.*line 2/);

    expect(await database.sql("SELECT to_regclass('crate') AS crate")).toEqual([{ crate: null }]);
    expect(await pending()).toEqual(["1_first"]);
  });

  it("names a failure that another tool left in the history", async () => {
    await writeMigration("1_first", "CREATE TABLE crate (id int)");
    await apply();
    await database.sql("UPDATE _prisma_migrations SET finished_at = NULL");

    await expect(apply()).rejects.toThrow(/1_first was started by another tool and has failed/);
  });

  it("ignores what only the history knows: a newer version has been here", async () => {
    await writeMigration("1_first", "CREATE TABLE crate (id int)");
    await apply();
    await rm(path.join(directory, "1_first"), { recursive: true });

    expect(await apply()).toEqual([]);
  });

  it("applies each migration once when two instances start together", async () => {
    await writeMigration("1_first", "CREATE TABLE crate (id int); SELECT pg_sleep(0.2);");
    const applied = await Promise.all([apply(), apply(), apply()]);

    expect(applied.flat()).toEqual(["1_first"]);
  });
});

describe("deploy", () => {
  it("finds the template database up to date, queues included", async () => {
    expect(await deploy(inject("testPostgres").templateUrl, silent)).toEqual([]);
  });
});

describe("useDatabase", () => {
  it("holds the database clock of a connection, or of all of them", async () => {
    const instant = new Date("2026-11-22T01:00:03.000Z");
    const setting = "SELECT sunap_now() AS now";
    const held = await database.connect({ now: instant });
    expect((await held.query(setting)).rows).toEqual([{ now: instant }]);

    await database.setNow(instant);
    expect(await database.sql(setting)).toEqual([{ now: instant }]);
    await database.setNow(null);
    expect(await database.sql(setting)).not.toEqual([{ now: instant }]);
  });
});
