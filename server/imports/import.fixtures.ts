import { readFileSync } from "node:fs";
import path from "node:path";
import type { TestDatabase } from "#e2e/database/use-database.ts";
import { db } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { getPreview } from "./get-preview.ts";
import { type IssueImportInput, listRowsInput } from "./import.schema.ts";
import { listRows, type PreviewRow } from "./preview.repository.ts";
import { stageImport } from "./stage-import.ts";

/** The bytes of one of the ERP exports in e2e/fixtures/erp. */
export function erpFile(name: string): Uint8Array {
  return readFileSync(path.join(import.meta.dirname, "../../e2e/fixtures/erp", name));
}

/** A distributor and one of its staff. */
export async function insertStaff(database: TestDatabase, name: string): Promise<DistributorActor> {
  const [staff] = await database.sql<DistributorActor>(
    `WITH employer AS (
       INSERT INTO distributor (name, business_number, bank_code, chat_sender, notice_channel)
       VALUES ($1, lpad((random() * 1e9)::bigint::text, 10, '0'), '004', $1 || '-sender', $1 || '-notice') RETURNING id
     ),
     clerk AS (INSERT INTO app_user (name, email, role) VALUES ($1, $1 || '@sunap.test', 'DISTRIBUTOR') RETURNING id)
     INSERT INTO distributor_staff (user_id, distributor_id) SELECT clerk.id, employer.id FROM clerk, employer
     RETURNING user_id AS "userId", distributor_id AS "distributorId"`,
    [name],
  );
  if (!staff) throw new Error("no staff");
  return staff;
}

interface Customer {
  code: string;
  name: string;
  businessNumber?: string;
  account?: boolean;
  ended?: boolean;
}

/** Stores that trade with the distributor; each with a virtual account, unless it says otherwise. */
export async function insertCustomers(
  database: TestDatabase,
  actor: DistributorActor,
  customers: readonly Customer[],
): Promise<void> {
  await database.sql(
    `WITH wanted AS (
       SELECT *, uuid_v7() AS store_id, uuid_v7() AS relationship_id
       FROM unnest($2::text[], $3::text[], $4::text[], $5::bool[], $6::bool[])
         AS w (code, name, business_number, account, ended)
     ),
     stores AS (
       INSERT INTO store (id, name, business_number, owner_name, owner_phone)
       SELECT store_id, name, business_number, '김사장', '01012345678' FROM wanted
     ),
     relationships AS (
       INSERT INTO trade_relationship (id, distributor_id, store_id, customer_code, channel, ended_at)
       SELECT relationship_id, $1, store_id, code, 'channel-' || relationship_id, CASE WHEN ended THEN sunap_now() END
       FROM wanted
     )
     INSERT INTO virtual_account (bank_code, account_number, holder_name, trade_relationship_id, given_at)
     SELECT '004', lpad((abs(hashtextextended(relationship_id::text, 0)) % 1e15::bigint)::text, 15, '0'), name,
            relationship_id, sunap_now()
     FROM wanted WHERE account`,
    [
      actor.distributorId,
      customers.map((c) => c.code),
      customers.map((c) => c.name),
      customers.map((c) => c.businessNumber ?? null),
      customers.map((c) => c.account ?? true),
      customers.map((c) => c.ended ?? false),
    ],
  );
}

/** A CSV of code, name and amount. */
export function csv(
  rows: readonly (readonly [code: string, name: string, amount: string | number])[],
): Uint8Array {
  const lines = rows.map((cells) => cells.join(","));
  return new TextEncoder().encode(["거래처코드,거래처명,청구금액", ...lines].join("\r\n"));
}

/** Uploads a CSV of code, name and amount. */
export async function stageCsv(
  actor: DistributorActor,
  rows: Parameters<typeof csv>[0],
  fileName = "청구.csv",
): Promise<string> {
  return (await stageImport(actor, { fileName, bytes: csv(rows) })).importId;
}

/** What a clerk who looks at the preview now would confirm. */
export async function asSeen(actor: DistributorActor, importId: string): Promise<IssueImportInput> {
  const { version, totals } = await getPreview(actor, importId);
  return {
    importId,
    version,
    expectedCount: totals.toBillCount,
    expectedTotalWon: totals.toBillWon,
    idempotencyKey: crypto.randomUUID(),
  };
}

/** The first page of an import's rows, by line. */
export async function rowsByLine(
  actor: DistributorActor,
  importId: string,
): Promise<Map<number, PreviewRow>> {
  const rows = await listRows(db(), actor.distributorId, listRowsInput.parse({ importId }));
  return new Map(rows.map((row) => [row.lineNo, row]));
}

export async function problemCodes(
  actor: DistributorActor,
  importId: string,
  lineNo: number,
): Promise<string[]> {
  const row = (await rowsByLine(actor, importId)).get(lineNo);
  if (!row) throw new Error(`no line ${lineNo}`);
  return row.problems.map((problem) => problem.code);
}

/** Customer codes and amounts of a distributor's active bills. */
export function activeBills(
  database: TestDatabase,
  actor: DistributorActor,
): Promise<{ code: string; won: string }[]> {
  return database.sql(
    `SELECT t.customer_code AS code, b.amount_won AS won FROM bill b
     JOIN trade_relationship t ON t.id = b.trade_relationship_id
     WHERE b.distributor_id = $1 AND b.status = 'ACTIVE' ORDER BY 1`,
    [actor.distributorId],
  );
}
