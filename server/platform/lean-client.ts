import { createHash } from "node:crypto";
import pg from "pg";
import { Prisma } from "#prisma/generated/client.ts";

// What Prisma's raw queries do, over the driver alone: the same SQL, the same values, a tenth of the processor's time
// (0.1 instead of 0.5 ms a query, measured with Prisma 7.10). For the one path that is measured in deposits a second.

const maxConnections = 8;
const timeoutMs = 15_000;
const held = globalThis as { sunapLeanPool?: pg.Pool };

function pool(connectionString: string): pg.Pool {
  if (!held.sunapLeanPool) {
    held.sunapLeanPool = new pg.Pool({
      ...{ connectionString, max: maxConnections, keepAlive: true, query_timeout: timeoutMs },
      ...{ connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000 },
    });
    held.sunapLeanPool.on("error", () => undefined); // an idle connection that the server ended is replaced
    // One that breaks under a query rejects that query; the event besides would end the process, if nobody listened.
    held.sunapLeanPool.on("connect", (client) => client.on("error", () => undefined));
  }
  return held.sunapLeanPool;
}

export async function closeLeanPool(): Promise<void> {
  const closing = held.sunapLeanPool;
  delete held.sunapLeanPool;
  await closing?.end();
}

/** The part of a Prisma transaction that repositories and pg-boss use. */
export type LeanTx = Pick<Prisma.TransactionClient, "$queryRaw" | "$executeRaw" | "$queryRawUnsafe">;

/** One transaction (read committed). A failure's SQLSTATE stands in its `code`, as the driver has it. */
export async function runLean<T>(url: string, work: (tx: LeanTx) => Promise<T>): Promise<T> {
  const client = await pool(url).connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(leanTx(client));
    await client.query("COMMIT");
    return result;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    // A connection that cannot even roll back is of no use to anyone.
    await client.query("ROLLBACK").then(
      () => {
        broken = undefined;
      },
      () => undefined,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}

function leanTx(client: pg.PoolClient): LeanTx {
  const run = (text: string, values: readonly unknown[]) =>
    client.query({ ...nameOf(text), text, values: [...values], types: { getTypeParser } });
  const raw = (query: TemplateStringsArray | Prisma.Sql, values: unknown[]) => {
    const { text, values: flat } = isSql(query) ? query : Prisma.sql(query, ...values);
    return run(text, flat);
  };
  const tx = {
    $queryRaw: async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await raw(query, values)).rows,
    $executeRaw: async (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await raw(query, values)).rowCount ?? 0,
    $queryRawUnsafe: async (text: string, ...values: unknown[]) => (await run(text, values)).rows,
  };
  return tx as unknown as LeanTx; // Prisma's own promises carry more than a repository asks of them
}

// A named statement is parsed and planned once a connection, which is half of Postgres's work here. A transaction pooler
// may hand a statement's name to a connection that does not know it: from then on this process names none.
const names = new Map<string, string>();
const maxNames = 100; // of one path; a text that is made up anew each time must not fill the server
const nameFailures = ["26000", "42P05", "0A000"]; // unknown, given twice, planned for columns that have changed since
let usesNames = true;

function nameOf(text: string): { name?: string } {
  if (!usesNames) return {};
  // By content, as the connections outlive this module where modules are evaluated anew.
  if (!names.has(text) && names.size < maxNames) {
    names.set(text, `lean_${createHash("sha256").update(text).digest("hex").slice(0, 32)}`);
  }
  const name = names.get(text);
  return name === undefined ? {} : { name };
}

/** Whether a transaction failed for its statements' names alone; if so none are given any more, and it can be repeated. */
export function failedByName(error: unknown): boolean {
  const failed = usesNames && nameFailures.includes((error as { code?: string }).code ?? "");
  if (failed) usesNames = false;
  return failed;
}

const isSql = (query: TemplateStringsArray | Prisma.Sql): query is Prisma.Sql => "text" in query;

const int8 = 20; // the only type that Prisma reads otherwise than the driver, of those that we store
const getTypeParser: pg.CustomTypesConfig["getTypeParser"] = (oid, format) =>
  oid === int8 ? BigInt : pg.types.getTypeParser(oid, format as "text");
