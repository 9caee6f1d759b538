import pg from "pg";
import { stackAddress } from "../stack/address.ts";

/** Rows of the stack's database: what a test looks up, or what must (not) have been stored. */
export async function rowsOf<Row extends pg.QueryResultRow>(
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: stackAddress().databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** The first column of the only row. Throws when there is no row. */
export async function soleValue<Value>(sql: string, values: unknown[] = []): Promise<Value> {
  const [row] = await rowsOf(sql, values);
  if (!row) throw new Error(`no row for ${sql}`);
  return Object.values(row)[0] as Value;
}

export interface DemoTrade {
  tradeRelationshipId: string;
  storeName: string;
  channel: string;
  bankCode: string;
  accountNumber: string;
}

/** The trade relationship of a customer code; the codes of the demo's two distributors differ. */
export async function tradeOf(customerCode: string): Promise<DemoTrade> {
  const [trade] = await rowsOf<DemoTrade>(
    `SELECT t.id AS "tradeRelationshipId", s.name AS "storeName", t.channel,
            v.bank_code AS "bankCode", v.account_number AS "accountNumber"
     FROM trade_relationship t
     JOIN store s ON s.id = t.store_id
     JOIN virtual_account v ON v.trade_relationship_id = t.id
     WHERE t.customer_code = $1`,
    [customerCode],
  );
  if (!trade) throw new Error(`the demo has no customer ${customerCode}`);
  return trade;
}
