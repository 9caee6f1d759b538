import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "#prisma/generated/client.ts";
import { databaseEnv } from "./env.ts";

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

/** 40P01 deadlock, 40001 serialization failure. */
function isTransient(error: unknown): boolean {
  return ["40P01", "40001"].includes(sqlState(error) ?? "") || (error as { code?: string }).code === "P2034";
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
