import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { afterCommit, db, leanTransaction, type Tx, transaction } from "./db.ts";

const database = useDatabase();

beforeAll(() =>
  database.sql(`CREATE TABLE kept (id uuid PRIMARY KEY, won bigint, at timestamptz, bytes bytea, facts jsonb,
                                   names text[], n int, yes boolean, day date)`),
);

/** Writes and reads a value of each kind that repositories use. */
async function throughAll(tx: Tx) {
  const id = randomUUID();
  const names = ["a", null, 'with "quotes", and \\'];
  const count = await tx.$executeRaw`
    INSERT INTO kept SELECT ${id}::uuid, ${2n ** 53n + 1n}::bigint, ${new Date("2026-11-22T01:02:03.004Z")},
      ${Buffer.from([0, 255])}, ${JSON.stringify({ a: [1] })}::jsonb, ${names}::text[], ${7}::int, ${true}, ${null}::date`;
  const where = Prisma.sql`WHERE id = ${id}::uuid`;
  const [row] = await tx.$queryRaw<{ bytes: Uint8Array }[]>`
    SELECT won, at, bytes, facts, names, n, yes, day, n::float8 AS "asFloat" FROM kept ${where}`;
  return { count, ...row, bytes: [...(row?.bytes ?? [])] };
}

describe("the driver alone answers as Prisma's raw queries do", () => {
  test("values and results of every kind", async () => {
    const lean = await leanTransaction(throughAll);
    expect(lean).toEqual(await transaction(throughAll));
    expect(lean).toMatchObject({
      count: 1,
      won: 9_007_199_254_740_993n,
      at: new Date("2026-11-22T01:02:03.004Z"),
    });
  });

  test("a failure rolls everything back, carries its SQLSTATE, and the connection lives on", async () => {
    const id = randomUUID();
    const twice = leanTransaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO kept (id) VALUES (${id}::uuid)`;
      await tx.$executeRaw`INSERT INTO kept (id) VALUES (${id}::uuid)`;
    });
    await expect(twice).rejects.toMatchObject({ code: "23505" });
    expect(await leanTransaction((tx) => tx.$queryRaw`SELECT id FROM kept WHERE id = ${id}::uuid`)).toEqual(
      [],
    );
  });

  test("a deadlock is repeated until it is through", async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    await database.sql("INSERT INTO kept (id, n) VALUES ($1, 0), ($2, 0)", [a, b]);
    let waiting = 2;
    const { promise: bothHold, resolve } = Promise.withResolvers<void>();
    const raise = (first: string, second: string) =>
      leanTransaction(async (tx) => {
        await tx.$executeRaw`UPDATE kept SET n = n + 1 WHERE id = ${first}::uuid`;
        waiting -= 1;
        if (waiting === 0) resolve();
        await bothHold;
        await tx.$executeRaw`UPDATE kept SET n = n + 1 WHERE id = ${second}::uuid`;
      });
    await Promise.all([raise(a, b), raise(b, a)]);
    const rows = await database.sql("SELECT n FROM kept WHERE id = ANY ($1)", [[a, b]]);
    expect(rows).toEqual([{ n: 2 }, { n: 2 }]);
  });

  test("a connection that the server ends fails its transaction, and the next one gets another", async () => {
    const ended = leanTransaction(async (tx) => {
      const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      await database.sql("SELECT pg_terminate_backend($1)", [row?.pid]);
      return tx.$queryRaw`SELECT 1`;
    });
    await expect(ended).rejects.toThrow();
    expect(await leanTransaction((tx) => tx.$queryRaw`SELECT 1::int AS one`)).toEqual([{ one: 1 }]);
  });
});

test("behind a pooler that mixes connections up, statements lose their names and the transaction is repeated", async () => {
  let runs = 0;
  const work = (tx: Tx) => tx.$queryRaw<{ n: number }[]>`SELECT ${5}::int AS n`;
  await leanTransaction(work);
  const rows = await leanTransaction(async (tx) => {
    runs += 1;
    await work(tx); // by its name
    await tx.$queryRawUnsafe("DEALLOCATE ALL"); // what another client's connection would look like
    return work(tx);
  });
  expect(rows).toEqual([{ n: 5 }]);
  expect(runs).toBe(2);
});

describe("errands", () => {
  test("run once after the commit, not after a failure, and not for Prisma's transactions", async () => {
    const ran: string[] = [];
    const errand = () => {
      ran.push("ran");
    };
    await leanTransaction(async (tx) => {
      expect([afterCommit(tx, errand), afterCommit(tx, errand)]).toEqual([true, true]);
      expect(ran).toEqual([]);
    });
    expect(ran).toEqual(["ran"]);
    const failed = leanTransaction(async (tx) => {
      afterCommit(tx, errand);
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    await transaction(async (tx) => expect(afterCommit(tx, errand)).toBe(false));
    expect(afterCommit(db(), errand)).toBe(false);
    expect(ran).toEqual(["ran"]);
  });
});
