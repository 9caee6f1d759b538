import { randomInt, randomUUID } from "node:crypto";
import { createAdmin, type Distributor } from "#e2e/database/factories.ts";
import type { TestDatabase } from "#e2e/database/use-database.ts";
import type { Opening } from "./history.ts";
import type { Micros } from "./korean-calendar.ts";
import type { Contract, Relationship } from "./reference.types.ts";

type Sql = Pick<TestDatabase, "sql">;

export const bankCode = "004";

export interface TradeOfModel {
  tradeRelationshipId: string;
  clerk: Distributor["clerk"];
}

/** The product's rows of one history, under the names that the model uses. */
export interface ProductWorld {
  sql: Sql["sql"];
  admin: { userId: string };
  distributors: Map<string, Distributor>;
  relationships: Map<string, TradeOfModel>;
  /** Bill names by id, and ids by name. */
  billNames: Map<string, string>;
  billIds: Map<string, string>;
  prefix: string;
}

/** Lets a row of a table say what time it is, for every connection at once. Once a database. */
export async function installClock({ sql }: Sql): Promise<void> {
  await sql("CREATE TABLE IF NOT EXISTS model_clock (at timestamptz NOT NULL)");
  await sql("INSERT INTO model_clock SELECT now() WHERE NOT EXISTS (SELECT FROM model_clock)");
  await sql(`
    CREATE OR REPLACE FUNCTION sunap_now() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
      SELECT at FROM model_clock
    $$`);
}

export async function setClock({ sql }: Sql, at: Micros): Promise<void> {
  await sql("UPDATE model_clock SET at = $1", [isoOf(at)]);
}

/** With microseconds, which a Date does not have. */
export function isoOf(at: Micros): string {
  return `${new Date(Number(at / 1000n)).toISOString().slice(0, -1)}${String(at % 1000n).padStart(3, "0")}Z`;
}

export async function openWorld(database: Sql, opening: Opening, prefix: string): Promise<ProductWorld> {
  await setClock(database, opening.start);
  const distributors = new Map<string, Distributor>();
  for (const [name, contracts] of opening.contracts)
    distributors.set(name, await insertDistributor(database, contracts));
  const relationships = new Map<string, TradeOfModel>();
  for (const relationship of opening.relationships) {
    const distributor = distributors.get(relationship.distributor);
    if (!distributor) throw new Error(`no distributor ${relationship.distributor}`);
    relationships.set(relationship.name, await insertRelationship(database, distributor, relationship));
  }
  await database.sql(
    `INSERT INTO virtual_account (bank_code, account_number, holder_name)
     SELECT $1, number, '예금주' FROM unnest($2::text[]) AS number`,
    [bankCode, opening.freeAccounts],
  );
  return {
    ...{ sql: database.sql, admin: await createAdmin(database), distributors, relationships, prefix },
    ...{ billNames: new Map(), billIds: new Map() },
  };
}

async function insertDistributor({ sql }: Sql, contracts: Contract[]): Promise<Distributor> {
  const key = randomUUID();
  const [row] = await sql<{ distributorId: string; userId: string }>(
    `WITH d AS (
       INSERT INTO distributor (name, business_number, bank_code, chat_sender, notice_channel)
       VALUES ('한빛식자재', $1, $2, 'sender-' || $3, 'notice-' || $3) RETURNING id
     ), u AS (
       INSERT INTO app_user (name, email, role) VALUES ('직원', $3 || '@test', 'DISTRIBUTOR') RETURNING id
     ), s AS (INSERT INTO distributor_staff (user_id, distributor_id) SELECT u.id, d.id FROM u, d)
     SELECT d.id AS "distributorId", u.id AS "userId" FROM d, u`,
    [String(randomInt(1e10)).padStart(10, "0"), bankCode, key],
  );
  if (!row) throw new Error("no distributor was inserted");
  const column = (value: (contract: Contract) => unknown) =>
    contracts.map((contract) => String(value(contract)));
  await sql(
    `INSERT INTO settlement_contract
       (distributor_id, effective_from_on, business_days, cutoff_time, fee_won, fee_rate_bps)
     SELECT $1, from_on, days, make_interval(secs => seconds)::time, won, bps
     FROM unnest($2::date[], $3::int[], $4::int[], $5::bigint[], $6::int[]) AS c (from_on, days, seconds, won, bps)`,
    [
      row.distributorId,
      column(({ effectiveFromOn }) => effectiveFromOn),
      column(({ businessDays }) => businessDays),
      column(({ cutoffSeconds }) => cutoffSeconds),
      column(({ feeWon }) => feeWon),
      column(({ feeRateBps }) => feeRateBps),
    ],
  );
  return { distributorId: row.distributorId, clerk: row };
}

async function insertRelationship(
  { sql }: Sql,
  { distributorId, clerk }: Distributor,
  { account }: Relationship,
): Promise<TradeOfModel> {
  const key = randomUUID();
  const [row] = await sql<{ tradeRelationshipId: string }>(
    `WITH s AS (
       INSERT INTO store (name, owner_name, owner_phone) VALUES ('행복한분식', '김사장', '01000000000') RETURNING id
     ), t AS (
       INSERT INTO trade_relationship (distributor_id, store_id, customer_code, channel)
       SELECT $1, s.id, $2, $2 FROM s RETURNING id
     ), a AS (
       INSERT INTO virtual_account (bank_code, account_number, holder_name, trade_relationship_id, given_at)
       SELECT $3, $4, '예금주', t.id, $5 FROM t WHERE $4::text IS NOT NULL
     )
     SELECT t.id AS "tradeRelationshipId" FROM t`,
    [distributorId, key, bankCode, account?.number ?? null, account ? isoOf(account.givenAt) : null],
  );
  if (!row) throw new Error("no relationship was inserted");
  return { ...row, clerk };
}
