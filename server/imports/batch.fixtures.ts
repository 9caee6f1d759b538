import type { TestDatabase } from "#e2e/database/use-database.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { asSeen, insertCustomers, insertStaff, stageCsv } from "./import.fixtures.ts";
import { issueImport } from "./issue-import.ts";

/** A distributor without a night, with the customers A, B, C and D ("가게 A" …). `no` tells several of a file apart. */
export async function insertFourCustomers(database: TestDatabase, no: number): Promise<DistributorActor> {
  const actor = await insertStaff(database, `한빛식자재 ${no}`);
  await database.sql(
    "INSERT INTO message_policy (distributor_id, night_from, night_to) VALUES ($1, '00:00', '00:00')",
    [actor.distributorId],
  );
  const customers = ["A", "B", "C", "D"].map((code) => ({ code, name: `가게 ${code}` }));
  await insertCustomers(database, actor, customers);
  return actor;
}

/** Stages a file with an amount (won) for each of these customers. */
export function stageAmounts(actor: DistributorActor, amounts: Record<string, number>) {
  return stageCsv(
    actor,
    Object.entries(amounts).map(([code, won]) => [code, `가게 ${code}`, won] as const),
  );
}

/** Stages such a file and issues it. */
export async function issueAmounts(actor: DistributorActor, amounts: Record<string, number>) {
  return issueImport(actor, await asSeen(actor, await stageAmounts(actor, amounts)));
}

export const cancellationOf = (billBatchId: string, includePaid = false) => ({
  billBatchId,
  reason: "금액 오류",
  includePaid,
});

/** A distributor's bills in the order of their issue. */
export function billsOf(database: TestDatabase, actor: DistributorActor) {
  return database.sql<{ code: string; status: string; won: string }>(
    `SELECT t.customer_code AS code, b.status, b.amount_won AS won FROM bill b
     JOIN trade_relationship t ON t.id = b.trade_relationship_id
     WHERE b.distributor_id = $1 ORDER BY b.issued_at, t.customer_code`,
    [actor.distributorId],
  );
}
