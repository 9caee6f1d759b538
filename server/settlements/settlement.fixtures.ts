import { randomInt, randomUUID } from "node:crypto";
import type { TestDatabase } from "#e2e/database/use-database.ts";
import { type Tx, transaction } from "#server/platform/db.ts";
import { assignPayment } from "./assign-payment.ts";
import { assignReversal } from "./assign-reversal.ts";
import type { Placement } from "./place-item.ts";

// Rows that settlements stand on, for this folder's tests on a real database.

export interface Trade {
  distributorId: string;
  storeId: string;
  tradeRelationshipId: string;
  virtualAccountId: string;
  bankCode: string;
  accountNumber: string;
}

const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join("");

/** A distributor with one store and its account; with terms in force since 2026-01-01 unless told otherwise. */
export async function createTrade(
  database: TestDatabase,
  terms: { businessDays: number; cutoffTime: string; feeWon: number; feeRateBps: number } | null = {
    businessDays: 1,
    cutoffTime: "16:00",
    feeWon: 300,
    feeRateBps: 10,
  },
): Promise<Trade> {
  const accountNumber = digits(14);
  const [row] = await database.sql<Omit<Trade, "bankCode" | "accountNumber">>(
    `WITH d AS (
       INSERT INTO distributor (name, business_number, bank_code, chat_sender, notice_channel)
       VALUES ('한빛유통', $1, '004', $2, $3) RETURNING id
     ), s AS (
       INSERT INTO store (name, owner_name, owner_phone) VALUES ('행복식당', '김사장', '01012345678') RETURNING id
     ), t AS (
       INSERT INTO trade_relationship (distributor_id, store_id, customer_code, channel)
       SELECT d.id, s.id, '00001', $4 FROM d, s RETURNING *
     ), a AS (
       INSERT INTO virtual_account (bank_code, account_number, holder_name, trade_relationship_id, given_at)
       SELECT '004', $5, '한빛유통', t.id, sunap_now() FROM t RETURNING id
     )
     SELECT d.id AS "distributorId", s.id AS "storeId", t.id AS "tradeRelationshipId", a.id AS "virtualAccountId"
     FROM d, s, t, a`,
    [digits(10), randomUUID(), randomUUID(), randomUUID(), accountNumber],
  );
  if (!row) throw new Error("no trade was created");
  if (terms) {
    await database.sql(
      `INSERT INTO settlement_contract
         (distributor_id, effective_from_on, business_days, cutoff_time, fee_won, fee_rate_bps)
       VALUES ($1, '2026-01-01', $2, $3, $4, $5)`,
      [row.distributorId, terms.businessDays, terms.cutoffTime, terms.feeWon, terms.feeRateBps],
    );
  }
  return { ...row, bankCode: "004", accountNumber };
}

export interface RecordedPayment {
  id: string;
  transactionId: string;
  distributorId: string;
  amountWon: bigint;
  tradedAt: Date;
}

/** Deposit and payment, in no settlement yet: what the caller of `assignPayment` has just inserted. */
export async function insertPayment(
  tx: Tx,
  trade: Trade,
  amountWon: bigint,
  tradedAt: Date,
): Promise<RecordedPayment> {
  const transactionId = randomUUID();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH d AS (
      INSERT INTO deposit (kind, bank_code, transaction_id, account_number, depositor_name, amount_won, traded_at, body)
      VALUES ('RECEIVED', ${trade.bankCode}, ${transactionId}, ${trade.accountNumber}, '김사장', ${amountWon},
              ${tradedAt}, '{}')
      RETURNING id
    )
    SELECT id FROM d`;
  const depositId = rows[0]?.id;
  const payments = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO payment (deposit_id, distributor_id, store_id, trade_relationship_id, virtual_account_id, amount_won,
                         depositor_name, traded_at)
    VALUES (${depositId}::uuid, ${trade.distributorId}::uuid, ${trade.storeId}::uuid,
            ${trade.tradeRelationshipId}::uuid, ${trade.virtualAccountId}::uuid, ${amountWon}, '김사장', ${tradedAt})
    RETURNING id`;
  const [payment] = payments;
  if (!payment) throw new Error("no payment was inserted");
  return { id: payment.id, transactionId, distributorId: trade.distributorId, amountWon, tradedAt };
}

export type PlacedPayment = RecordedPayment & Placement;

/** A payment, recorded and settled in one transaction. */
export function pay(trade: Trade, amountWon: bigint, tradedAt: Date): Promise<PlacedPayment> {
  return transaction(async (tx) => {
    const payment = await insertPayment(tx, trade, amountWon, tradedAt);
    return { ...payment, ...(await assignPayment(tx, payment)) };
  });
}

/** Takes a payment back, in one transaction. */
export function reverse(trade: Trade, payment: RecordedPayment, tradedAt: Date): Promise<Placement> {
  return transaction(async (tx) => {
    const { amountWon, distributorId } = payment;
    const deposits = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO deposit (kind, bank_code, transaction_id, original_transaction_id, account_number, amount_won,
                           traded_at, body)
      VALUES ('CANCELED', ${trade.bankCode}, ${randomUUID()}, ${payment.transactionId}, ${trade.accountNumber},
              ${amountWon}, ${tradedAt}, '{}')
      RETURNING id`;
    const reversals = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO payment_reversal (payment_id, distributor_id, deposit_id, amount_won, traded_at)
      VALUES (${payment.id}::uuid, ${distributorId}::uuid, ${deposits[0]?.id}::uuid, ${amountWon}, ${tradedAt})
      RETURNING id`;
    const [reversal] = reversals;
    if (!reversal) throw new Error("no reversal was inserted");
    return assignReversal(tx, { id: reversal.id, paymentId: payment.id, distributorId, amountWon, tradedAt });
  });
}

/** Sets the clock for the rest of one transaction. */
export async function setClock(tx: Tx, now: Date): Promise<void> {
  await tx.$executeRaw`SELECT set_config('sunap.now', ${now.toISOString()}, true)`;
}

/** A promise that a test fulfils, to hold a transaction open until the other one has got where the test wants it. */
export function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: () => resolve() };
}

/** Resolves as soon as some connection of the database waits for a lock that another one holds. */
export async function untilSomeoneWaits(database: TestDatabase): Promise<void> {
  for (;;) {
    const waiting = await database.sql(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    if (waiting.length > 0) return;
  }
}
