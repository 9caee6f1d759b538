import { randomInt, randomUUID } from "node:crypto";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { TestDatabase } from "./use-database.ts";

// Rows that tests stand on, written by plain SQL: what is under test is never used to set a test up.

/** One distributor × one store, with its account; the distributor has a clerk and settlement terms. */
export interface Trade {
  distributorId: string;
  storeId: string;
  tradeRelationshipId: string;
  virtualAccountId: string;
  bankCode: string;
  accountNumber: string;
  channel: string;
  noticeChannel: string;
  sender: string;
  clerk: DistributorActor;
}

const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join("");

export interface Distributor {
  distributorId: string;
  clerk: DistributorActor;
}

type Sql = Pick<TestDatabase, "sql">;

export async function createAdmin(database: Sql): Promise<{ userId: string }> {
  return {
    userId: await insert(
      database,
      "INSERT INTO app_user (name, email, role) VALUES ('운영자', $1, 'ADMIN')",
      [`${randomUUID()}@test`],
    ),
  };
}

export async function createDistributor(database: Sql): Promise<Distributor> {
  const key = randomUUID();
  const distributorId = await insert(
    database,
    `INSERT INTO distributor (name, business_number, bank_code, chat_sender, notice_channel)
     VALUES ('한빛식자재', $1, '004', 'sender-' || $2, 'notice-' || $2)`,
    [digits(10), key],
  );
  await database.sql(
    `INSERT INTO settlement_contract
       (distributor_id, effective_from_on, business_days, cutoff_time, fee_won, fee_rate_bps)
     VALUES ($1, '2020-01-01', 2, '16:00', 200, 10)`,
    [distributorId],
  );
  // Tests run at any hour: no night, unless a test sets one.
  await database.sql(
    "INSERT INTO message_policy (distributor_id, night_from, night_to) VALUES ($1, '00:00', '00:00')",
    [distributorId],
  );
  const userId = await insert(
    database,
    "INSERT INTO app_user (name, email, role) VALUES ('직원', $1, 'DISTRIBUTOR')",
    [`${key}@test`],
  );
  await database.sql("INSERT INTO distributor_staff (user_id, distributor_id) VALUES ($1, $2)", [
    userId,
    distributorId,
  ]);
  return { distributorId, clerk: { userId, distributorId } };
}

/** A new store that trades with `distributor` (a new one, unless given). */
export async function createTrade(database: Sql, distributor?: Distributor): Promise<Trade> {
  const { distributorId, clerk } = distributor ?? (await createDistributor(database));
  const storeId = await insert(
    database,
    "INSERT INTO store (name, owner_name, owner_phone) VALUES ('행복한분식', '김사장', $1)",
    [`010${digits(8)}`],
  );
  const channel = `channel-${randomUUID()}`;
  const tradeRelationshipId = await insert(
    database,
    "INSERT INTO trade_relationship (distributor_id, store_id, customer_code, channel) VALUES ($1, $2, $3, $4)",
    [distributorId, storeId, digits(8), channel],
  );
  const accountNumber = digits(14);
  const virtualAccountId = await insert(
    database,
    `INSERT INTO virtual_account (bank_code, account_number, holder_name, trade_relationship_id, given_at)
     VALUES ('004', $1, '한빛식자재', $2, '2020-01-01')`,
    [accountNumber, tradeRelationshipId],
  );
  const [names] = await database.sql<{ sender: string; notice: string }>(
    "SELECT chat_sender AS sender, notice_channel AS notice FROM distributor WHERE id = $1",
    [distributorId],
  );
  if (!names) throw new Error("no distributor");
  return {
    distributorId,
    storeId,
    tradeRelationshipId,
    virtualAccountId,
    bankCode: "004",
    accountNumber,
    channel,
    noticeChannel: names.notice,
    sender: names.sender,
    clerk,
  };
}

async function insert(database: Sql, statement: string, params: unknown[]): Promise<string> {
  const [row] = await database.sql<{ id: string }>(`${statement} RETURNING id`, params);
  if (!row) throw new Error("nothing was inserted");
  return row.id;
}

/** A deposit notice for a trade's account, as the bank reports it. */
export function depositBody(
  trade: { bankCode: string; accountNumber: string },
  deposit: {
    transactionId?: string;
    amountWon: bigint;
    tradedAt?: Date;
  },
): string {
  const tradedAt = (deposit.tradedAt ?? new Date()).toISOString();
  return JSON.stringify({
    type: "deposit.received",
    timestamp: tradedAt,
    data: {
      bankCode: trade.bankCode,
      transactionId: deposit.transactionId ?? randomUUID(),
      accountNumber: trade.accountNumber,
      depositorName: "김사장",
      amount: Number(deposit.amountWon),
      tradedAt,
    },
  });
}

/** The notice that takes a deposit back. */
export function cancellationBody(
  trade: { bankCode: string; accountNumber: string },
  cancellation: {
    transactionId?: string;
    originalTransactionId: string;
    amountWon: bigint;
    tradedAt?: Date;
  },
): string {
  const tradedAt = (cancellation.tradedAt ?? new Date()).toISOString();
  return JSON.stringify({
    type: "deposit.canceled",
    timestamp: tradedAt,
    data: {
      bankCode: trade.bankCode,
      transactionId: cancellation.transactionId ?? randomUUID(),
      originalTransactionId: cancellation.originalTransactionId,
      accountNumber: trade.accountNumber,
      amount: Number(cancellation.amountWon),
      tradedAt,
    },
  });
}
