import { db, type Tx } from "#server/platform/db.ts";

/**
 * Reads as of one moment: a sum and the payments that it is made of agree, though deposits arrive between two
 * statements. For reading only: a repeatable-read transaction that writes may have to be repeated.
 */
export function readSnapshot<T>(read: (tx: Tx) => Promise<T>): Promise<T> {
  return db().$transaction(read, { isolationLevel: "RepeatableRead", maxWait: 10_000 });
}
