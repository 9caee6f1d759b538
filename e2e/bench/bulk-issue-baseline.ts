import { once } from "node:events";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import type { OwnDatabase } from "#e2e/delivery/own-database.ts";

/** What the same bills cost when nothing is done but writing them. */
export interface Baseline {
  /** COPY of one active bill a store into an empty copy of the bill table, all indexes, keys and triggers in place. */
  copyMs(): Promise<number>;
  /** Prisma's createMany of as many bills, for comparison. */
  createManyMs(): Promise<number>;
  close(): Promise<void>;
}

/** Takes the active bills of a distributor as they are; they are read before the clock runs. */
export async function createBaseline(database: OwnDatabase, distributorId: string): Promise<Baseline> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const columns = await columnsOf(client);
  const lines = await readBills(client, columns, distributorId);
  return {
    copyMs: async () => {
      await makeEmptyCopy(client);
      const startedAt = performance.now();
      const stream = client.query(copyFrom(`COPY bill_copy (${columns}) FROM STDIN`));
      stream.end(lines);
      await once(stream, "finish");
      return performance.now() - startedAt;
    },
    createManyMs: () => createMany(client, distributorId),
    close: () => client.end(),
  };
}

async function columnsOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute
     WHERE attrelid = 'bill'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
  );
  return rows.map((row) => row.name).join(", ");
}

async function readBills(client: pg.Client, columns: string, distributorId: string): Promise<string> {
  const stream = client.query(
    copyTo(
      `COPY (SELECT ${columns} FROM bill WHERE distributor_id = '${distributorId}' AND status = 'ACTIVE') TO STDOUT`,
    ),
  );
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}

/** LIKE brings the checks and the indexes, the exclusion constraint among them; keys and triggers come from the catalog. */
async function makeEmptyCopy(client: pg.Client): Promise<void> {
  await client.query("DROP TABLE IF EXISTS bill_copy");
  await client.query("CREATE TABLE bill_copy (LIKE bill INCLUDING ALL)");
  const { rows } = await client.query<{ statement: string }>(
    `SELECT format('ALTER TABLE bill_copy ADD %s', pg_get_constraintdef(oid)) AS statement
     FROM pg_constraint WHERE conrelid = 'bill'::regclass AND contype = 'f'
     UNION ALL
     SELECT replace(pg_get_triggerdef(oid), ' ON public.bill ', ' ON bill_copy ')
     FROM pg_trigger WHERE tgrelid = 'bill'::regclass AND NOT tgisinternal`,
  );
  for (const { statement } of rows) await client.query(statement);
}

let lifeNo = 0;

/** Bills of long ago, each with a life of its own, as a store has one active bill at most. */
async function createMany(client: pg.Client, distributorId: string): Promise<number> {
  lifeNo += 1;
  const issuedAt = new Date(Date.UTC(2000, 0, 2 * lifeNo));
  const endedAt = new Date(Date.UTC(2000, 0, 2 * lifeNo + 1));
  const { rows } = await client.query<{ storeId: string; tradeRelationshipId: string; issuedBy: string }>(
    `SELECT store_id AS "storeId", trade_relationship_id AS "tradeRelationshipId", issued_by AS "issuedBy"
     FROM bill WHERE distributor_id = $1 AND status = 'ACTIVE'`,
    [distributorId],
  );
  const { db } = await import("#server/platform/db.ts");
  const data = rows.map((row) => ({
    ...row,
    distributorId,
    amountWon: 1000n,
    status: "EXPIRED" as const,
    issuedAt,
    endedAt,
  }));
  const startedAt = performance.now();
  await db().bill.createMany({ data });
  return performance.now() - startedAt;
}
