import type { Client } from "pg";
import { billRows } from "./bill-rows.ts";
import type { DemoAudit, DemoWorld } from "./model.ts";
import { notificationsOf } from "./notifications.ts";
import { payOut } from "./payouts.ts";
import { partyRows, paymentRows, type TableRows } from "./rows.ts";
import { type DemoSettlement, settle } from "./settlements.ts";

/**
 * Writes the world, one statement a table, in the caller's transaction; the tables' constraints and triggers check it
 * like anything else. passwordHashes: by user id.
 */
export async function loadWorld(
  client: Client,
  world: DemoWorld,
  passwordHashes: Map<string, string>,
): Promise<void> {
  const settlements = settle(world);
  const tables = [
    ...partyRows(world, passwordHashes),
    ...(await billRows(world)),
    ...paymentRows(world),
    ...settlementRows(settlements),
    ["notification", notificationsOf(world)] as const,
    ["audit_entry", auditRows(world)] as const,
  ];
  for (const [table, rows] of tables) await insert(client, table, rows);
  await closeSettlements(client, settlements);
  await payOut(client, world);
}

/** Into the columns that the rows name; what they do not name takes its default. */
async function insert(client: Client, table: string, rows: TableRows[1]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(", ");
  if (columns === "") return;
  await client.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows, (_key, value) => (typeof value === "bigint" ? String(value) : value))],
  );
}

/** All open at first, as items only get into open ones; the reversals' items after those that they negate. */
function settlementRows(settlements: DemoSettlement[]): TableRows[] {
  const items = settlements.flatMap((settlement) =>
    settlement.items.map(({ id, payment, reversal, amountWon, feeWon, vatWon, reason, createdAt }) => ({
      ...{ id, settlement_id: settlement.id, distributor_id: settlement.distributor.id },
      ...{ payment_id: payment?.id ?? null, payment_reversal_id: reversal?.id ?? null },
      ...{ amount_won: amountWon, fee_won: feeWon, vat_won: vatWon, reason, created_at: createdAt },
    })),
  );
  return [
    [
      "settlement",
      settlements.map(({ id, distributor, payoutOn }) => ({
        ...{ id, distributor_id: distributor.id, payout_on: payoutOn, status: "OPEN" },
      })),
    ],
    ["settlement_item", items.filter((item) => item.payment_id !== null)],
    ["settlement_item", items.filter((item) => item.payment_id === null)],
  ];
}

async function closeSettlements(client: Client, settlements: DemoSettlement[]): Promise<void> {
  const closed = settlements.filter(({ closedAt }) => closedAt);
  await client.query(
    `UPDATE settlement s SET status = 'CLOSED', closed_at = c.closed_at
     FROM unnest($1::uuid[], $2::timestamptz[]) AS c (id, closed_at) WHERE s.id = c.id`,
    [closed.map(({ id }) => id), closed.map(({ closedAt }) => closedAt)],
  );
}

function auditRows(world: DemoWorld): Record<string, unknown>[] {
  const inOrder = world.audits.toSorted((a: DemoAudit, b: DemoAudit) => a.at.getTime() - b.at.getTime());
  return inOrder.map(({ at, actor, distributor, action, subjectId, details }) => ({
    id: world.idAt(at),
    at,
    actor_id: actor?.id ?? null,
    distributor_id: distributor?.id ?? null,
    action,
    subject_id: subjectId,
    details,
  }));
}
