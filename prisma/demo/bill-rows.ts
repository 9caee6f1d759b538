import { importsOf } from "./imports.ts";
import type { DemoBill, DemoWorld } from "./model.ts";
import type { TableRows } from "./rows.ts";

/** Imports, batches, bills and reminders. */
export async function billRows(world: DemoWorld): Promise<TableRows[]> {
  const { imports, rows } = await importsOf(world);
  return [
    ["bill_import", imports],
    ["bill_import_row", rows],
    [
      "bill_batch",
      world.batches.map((batch) => ({
        id: batch.id,
        distributor_id: batch.distributor.id,
        bill_import_id: batch.upload.importId,
        idempotency_key: world.idAt(batch.issuedAt),
        issued_by: batch.issuedBy.id,
        issued_at: batch.issuedAt,
        bill_count: batch.bills.length,
        total_won: batch.bills.reduce((sum, bill) => sum + bill.amountWon, 0n),
      })),
    ],
    ["bill", world.bills.map(billRow)],
    [
      "unpaid_reminder",
      world.reminders.map(({ id, bill, requestedBy, requestedAt }) => ({
        ...{ id, bill_id: bill.id, requested_by: requestedBy.id, requested_at: requestedAt },
      })),
    ],
  ];
}

function billRow(bill: DemoBill): Record<string, unknown> {
  const { relationship, end } = bill;
  const ended = end?.canceled ? "CANCELED" : "EXPIRED";
  return {
    id: bill.id,
    distributor_id: relationship.distributor.id,
    store_id: relationship.store.id,
    trade_relationship_id: relationship.id,
    bill_batch_id: bill.batch?.id ?? null,
    amount_won: bill.amountWon,
    period_start_on: bill.periodStartOn,
    period_end_on: bill.periodEndOn,
    due_on: bill.dueOn,
    memo: bill.memo,
    status: end ? ended : "ACTIVE",
    issued_at: bill.issuedAt,
    issued_by: bill.issuedBy.id,
    ended_at: end?.at ?? null,
    cancel_reason: end?.canceled?.reason ?? null,
    canceled_by: end?.canceled?.by.id ?? null,
  };
}
