import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "#prisma/generated/client.ts";
import { databaseEnv } from "./env.ts";
import { closeLeanPool, failedByName, runLean } from "./lean-client.ts";

/** Inside a transaction. */
export type Tx = Prisma.TransactionClient;

const maxConnections = 10; // a process; several processes share the server's max_connections
const held = globalThis as { sunapDb?: PrismaClient }; // next dev re-evaluates modules: one pool all the same

/** The process's one Prisma client, over one pool. */
export function db(): PrismaClient {
  held.sunapDb ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: databaseEnv().DATABASE_URL,
      max: maxConnections,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
    }),
  });
  return held.sunapDb;
}

/** Closes the pool, at the end of a process or a test file. */
export async function closeDb(): Promise<void> {
  await held.sunapDb?.$disconnect();
  held.sunapDb = undefined;
  await closeLeanPool();
}

const maxTries = 4;

/**
 * Runs `work` in one transaction (read committed) and repeats it when Postgres broke it off for reasons that are not
 * the caller's: deadlock, serialization. `work` must therefore have no effect outside the transaction.
 * timeoutMs: how long it may take; Prisma's own default of 5 s is too short for a bulk issue.
 */
export async function transaction<T>(work: (tx: Tx) => Promise<T>, timeoutMs = 15_000): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db().$transaction(work, { timeout: timeoutMs, maxWait: 10_000 });
    } catch (error) {
      if (attempt === maxTries || !isTransient(error)) throw error;
    }
  }
}

/**
 * The same over the driver alone, for the path on which every query's time counts: the webhook. `tx` knows raw queries
 * only; a table's own methods (tx.deposit.findFirst) are not there.
 */
export async function leanTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const errands = new Set<() => void>();
    try {
      const result = await runLean(databaseEnv().DATABASE_URL, (tx) => {
        errandsOf.set(tx, errands);
        return work(tx as Tx);
      });
      for (const errand of errands) errand();
      return result;
    } catch (error) {
      if (failedByName(error)) continue;
      if (attempt === maxTries || !isTransient(error)) throw error;
    }
  }
}

const errandsOf = new WeakMap<object, Set<() => void>>();

/**
 * Has an errand run once a lean transaction has committed, each once; it may get lost with the process. False: this
 * transaction runs none.
 */
export function afterCommit(tx: Tx, errand: () => void): boolean {
  return errandsOf.get(tx)?.add(errand) !== undefined;
}

/** 40P01 deadlock, 40001 serialization failure. */
function isTransient(error: unknown): boolean {
  const { code } = error as { code?: string };
  return ["40P01", "40001"].includes(sqlState(error) ?? code ?? "") || code === "P2034";
}

/** The Postgres error code under a Prisma error, if there is one. */
export function sqlState(error: unknown): string | undefined {
  const known = error as PrismaFailure | null | undefined;
  return known?.meta?.driverAdapterError?.cause?.originalCode ?? known?.cause?.originalCode;
}

interface PrismaFailure {
  meta?: { driverAdapterError?: { cause?: { originalCode?: string } } };
  cause?: { originalCode?: string };
}
