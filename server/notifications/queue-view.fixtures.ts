import { randomUUID } from "node:crypto";
import type { Trade } from "#e2e/database/factories.ts";
import type { TestDatabase } from "#e2e/database/use-database.ts";

/** Columns of a notification, in SQL; what is left out has its default. */
export type Columns = Record<string, string>;

/** A notification to a trade's store, in any state, written by plain SQL. */
export async function insertNotification(
  database: TestDatabase,
  trade: Trade,
  columns: Columns = {},
): Promise<string> {
  const all = { kind: "'BILL_ISSUED'", channel: `'${trade.channel}'`, priority: "200000000", ...columns };
  const [row] = await database.sql<{ id: string }>(
    `INSERT INTO notification (event_id, recipient, distributor_id, trade_relationship_id, sender, ${Object.keys(all).join(", ")})
     VALUES ('${randomUUID()}', 'STORE', $1, $2, $3, ${Object.values(all).join(", ")}) RETURNING id`,
    [trade.distributorId, trade.tradeRelationshipId, trade.sender],
  );
  if (!row) throw new Error("nothing was inserted");
  return row.id;
}

/** The columns of one that was given up, of an error as the worker notes it. */
export const failedOf = (error: string): Columns => ({
  state: "'FAILED'",
  ended_at: "now()",
  attempts: "8",
  last_error: `'${error}'`,
});
