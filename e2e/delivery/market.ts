import { randomUUID } from "node:crypto";
import { createDistributor, type Distributor, depositBody } from "#e2e/database/factories.ts";
import type { TestDatabase } from "#e2e/database/use-database.ts";
import type { EmulatorProcess } from "./emulator-process.ts";

// Many stores at once, and what the product does with them; rows by plain SQL, messages by the real operations.
// These are imported on first use: they read DATABASE_URL, which is known only when the database runs.

export type Sql = Pick<TestDatabase, "sql">;

/** One store's trade with the distributor. */
export interface Trade {
  tradeRelationshipId: string;
  storeId: string;
  channel: string;
  bankCode: string;
  accountNumber: string;
}

export interface Seller extends Distributor {
  sender: string;
  noticeChannel: string;
  trades: Trade[];
}

/** A distributor with `stores` stores, whose channels and users the chat knows. */
export async function openSeller(database: Sql, emulator: EmulatorProcess, stores: number): Promise<Seller> {
  const distributor = await createDistributor(database);
  const [names] = await database.sql<{ sender: string; noticeChannel: string }>(
    `SELECT chat_sender AS sender, notice_channel AS "noticeChannel" FROM distributor WHERE id = $1`,
    [distributor.distributorId],
  );
  if (!names) throw new Error("no distributor");
  const trades = await insertTrades(database, distributor.distributorId, stores);
  const seller = { ...distributor, ...names, trades };
  await openChannels(emulator, seller);
  return seller;
}

function insertTrades(database: Sql, distributorId: string, stores: number): Promise<Trade[]> {
  return database.sql<Trade>(
    `WITH wanted AS (
       SELECT n, gen_random_uuid() AS store_id, gen_random_uuid() AS trade_id,
              lpad((90000000000000 + nextval('proof_account'))::text, 14, '0') AS account_number
       FROM generate_series(1, $2::int) AS n
     ),
     store AS (
       INSERT INTO store (id, name, owner_name, owner_phone)
       SELECT store_id, '행복한분식 ' || n, '김사장', '010' || right(account_number, 8) FROM wanted
       RETURNING id
     ),
     trade AS (
       INSERT INTO trade_relationship (id, distributor_id, store_id, customer_code, channel)
       SELECT trade_id, $1, store_id, 'C' || account_number, 'channel-' || trade_id FROM wanted
       WHERE EXISTS (SELECT FROM store)
       RETURNING id
     ),
     account AS (
       INSERT INTO virtual_account (bank_code, account_number, holder_name, trade_relationship_id, given_at)
       SELECT '004', account_number, '한빛식자재', trade_id, sunap_now() FROM wanted WHERE EXISTS (SELECT FROM trade)
       RETURNING id
     )
     SELECT trade_id AS "tradeRelationshipId", store_id AS "storeId", 'channel-' || trade_id AS channel,
            '004' AS "bankCode", account_number AS "accountNumber"
     FROM wanted WHERE EXISTS (SELECT FROM account) ORDER BY n`,
    [distributorId, stores],
  );
}

/** What `openSeller` counts account numbers with; once a database. */
export async function prepareMarket(database: Sql): Promise<void> {
  await database.sql("CREATE SEQUENCE IF NOT EXISTS proof_account");
}

async function openChannels(
  emulator: EmulatorProcess,
  { sender, noticeChannel, trades }: Seller,
): Promise<void> {
  const storeUser = ({ storeId }: Trade) => `store-${storeId}`;
  await emulator.provision({
    users: [
      { userId: sender, nickname: "한빛식자재" },
      ...trades.map((trade) => ({ userId: storeUser(trade), nickname: "행복한분식" })),
    ],
    channels: [
      { channelUrl: noticeChannel, name: "수납 알림", userIds: [sender] },
      ...trades.map((trade) => ({
        channelUrl: trade.channel,
        name: "행복한분식",
        userIds: [sender, storeUser(trade)],
      })),
    ],
  });
}

/** One bill to each of these stores, in one transaction; answers when it is committed. */
export async function billAll(seller: Seller, trades: Trade[] = seller.trades): Promise<void> {
  const { Prisma } = await import("#prisma/generated/client.ts");
  const { issueBills } = await import("#server/bills/issue-bills.ts");
  const { transaction } = await import("#server/platform/db.ts");
  const ids = trades.map((trade) => trade.tradeRelationshipId);
  const source = Prisma.sql`
    SELECT id AS trade_relationship_id, 1000000::bigint AS amount_won, NULL::date AS period_start_on,
           NULL::date AS period_end_on, NULL::date AS due_on, NULL::text AS memo
    FROM unnest(${ids}::uuid[]) AS id`;
  await transaction((tx) =>
    issueBills(tx, seller.clerk, { source, expectedCount: ids.length, billBatchId: null }),
  );
}

/** A deposit arrives from a store: a message to its channel, one to the distributor's notice channel. */
export async function pay(trade: Trade, amountWon = 10_000n): Promise<{ transactionId: string }> {
  const { parseBankNotice } = await import("#server/bank/bank-notice.schema.ts");
  const { recordNotice } = await import("#server/payments/record-notice.ts");
  const transactionId = randomUUID();
  await recordNotice(parseBankNotice(depositBody(trade, { transactionId, amountWon })));
  return { transactionId };
}
