import { createAdmin, createTrade, type Distributor, type Trade } from "#e2e/database/factories.ts";
import type { TestDatabase } from "#e2e/database/use-database.ts";
import type { Opening } from "./history.ts";
import type { Micros } from "./korean-calendar.ts";
import type { Contract } from "./reference.types.ts";

type Sql = Pick<TestDatabase, "sql">;

export const bankCode = "004";

/** The product's rows of one history, under the names that the model uses. */
export interface ProductWorld {
  sql: Sql["sql"];
  admin: { userId: string };
  distributors: Map<string, Distributor>;
  relationships: Map<string, Trade>;
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
  const relationships = new Map<string, Trade>();
  for (const { name, distributor, account } of opening.relationships) {
    const trade = await createTrade(database, distributors.get(distributor));
    relationships.set(name, trade);
    distributors.set(distributor, { distributorId: trade.distributorId, clerk: trade.clerk });
    await setAccount(database, trade, account ? { ...account, number: account.number } : null);
  }
  for (const number of opening.freeAccounts) {
    await database.sql(
      "INSERT INTO virtual_account (bank_code, account_number, holder_name) VALUES ($1, $2, '예금주')",
      [bankCode, number],
    );
  }
  for (const [name, contracts] of opening.contracts) {
    const id = distributors.get(name)?.distributorId;
    await database.sql("DELETE FROM settlement_contract WHERE distributor_id = $1", [id]);
    for (const contract of contracts) await insertContract(database, id ?? "", contract);
  }
  const admin = await createAdmin(database);
  return {
    sql: database.sql,
    admin,
    distributors,
    relationships,
    billNames: new Map(),
    billIds: new Map(),
    prefix,
  };
}

/** Replaces the factory's account, which is fit for every moment, by the history's. */
async function setAccount(
  { sql }: Sql,
  trade: Trade,
  account: { number: string; givenAt: Micros } | null,
): Promise<void> {
  await sql("ALTER TABLE virtual_account DISABLE TRIGGER virtual_account_guard");
  await sql("DELETE FROM virtual_account WHERE id = $1", [trade.virtualAccountId]);
  await sql("ALTER TABLE virtual_account ENABLE TRIGGER virtual_account_guard");
  if (!account) return;
  await sql(
    `INSERT INTO virtual_account (bank_code, account_number, holder_name, trade_relationship_id, given_at)
     VALUES ($1, $2, '예금주', $3, $4)`,
    [bankCode, account.number, trade.tradeRelationshipId, isoOf(account.givenAt)],
  );
}

async function insertContract({ sql }: Sql, distributorId: string, contract: Contract): Promise<void> {
  await sql(
    `INSERT INTO settlement_contract
       (distributor_id, effective_from_on, business_days, cutoff_time, fee_won, fee_rate_bps)
     VALUES ($1, $2, $3, make_interval(secs => $4)::time, $5, $6)`,
    [
      distributorId,
      contract.effectiveFromOn,
      contract.businessDays,
      contract.cutoffSeconds,
      String(contract.feeWon),
      String(contract.feeRateBps),
    ],
  );
}
