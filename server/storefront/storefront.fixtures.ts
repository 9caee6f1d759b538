import { pino } from "pino";
import { issueSingleBill } from "#server/bills/issue-single-bill.ts";
import { recordNotice } from "#server/payments/record-notice.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { createCallerFactory } from "#server/trpc/init.ts";
import { storefrontRouter } from "./storefront.router.ts";

type Sql = <T extends Record<string, unknown>>(text: string, params?: unknown[]) => Promise<T[]>;

export interface Trade {
  tradeRelationshipId: string;
  accountNumber: string;
  distributor: DistributorActor;
}

const bankCode = "004";
const createCaller = createCallerFactory(storefrontRouter);
const log = pino({ enabled: false });
let made = 0;

/** Digits that no other call gives. */
function freshDigits(length: number): string {
  made += 1;
  return String(made).padStart(length, "9");
}

async function idOf(rows: Promise<{ id: string }[]>): Promise<string> {
  const [row] = await rows;
  if (!row) throw new Error("nothing was inserted");
  return row.id;
}

export async function insertDistributor(sql: Sql, name: string): Promise<DistributorActor> {
  const distributorId = await idOf(
    sql(
      `INSERT INTO distributor (name, business_number, bank_code, chat_sender, notice_channel)
       VALUES ($1, $2, '004', $1 || '-sender', $1 || '-notice') RETURNING id`,
      [name, freshDigits(10)],
    ),
  );
  await sql(
    `INSERT INTO settlement_contract
       (distributor_id, effective_from_on, business_days, cutoff_time, fee_won, fee_rate_bps)
     VALUES ($1, '2026-01-01', 2, '16:00', 200, 0)`,
    [distributorId],
  );
  const userId = await idOf(
    sql(
      "INSERT INTO app_user (name, email, role) VALUES ('직원', $1 || '@test', 'DISTRIBUTOR') RETURNING id",
      [distributorId],
    ),
  );
  return { userId, distributorId };
}

export function insertStore(sql: Sql, name: string, ownerPhone: string): Promise<string> {
  return idOf(
    sql("INSERT INTO store (name, owner_name, owner_phone) VALUES ($1, '사장', $2) RETURNING id", [
      name,
      ownerPhone,
    ]),
  );
}

export async function insertTrade(sql: Sql, distributor: DistributorActor, storeId: string): Promise<Trade> {
  const accountNumber = freshDigits(14);
  const tradeRelationshipId = await idOf(
    sql(
      `INSERT INTO trade_relationship (distributor_id, store_id, customer_code, channel)
       VALUES ($1, $2, $3, 'channel-' || $3) RETURNING id`,
      [distributor.distributorId, storeId, accountNumber],
    ),
  );
  await sql(
    `INSERT INTO virtual_account (bank_code, account_number, holder_name, trade_relationship_id, given_at)
     VALUES ($1, $2, '예금주', $3, '2020-01-01')`,
    [bankCode, accountNumber, tradeRelationshipId],
  );
  return { tradeRelationshipId, accountNumber, distributor };
}

/** Issues a bill as the distributor does; what is not said is left out. */
export async function issue(trade: Trade, amountWon: bigint, dueOn: string | null = null): Promise<string> {
  const { billId } = await issueSingleBill(trade.distributor, {
    tradeRelationshipId: trade.tradeRelationshipId,
    amountWon,
    periodStartOn: null,
    periodEndOn: null,
    dueOn,
    memo: null,
  });
  return billId;
}

/** Reports a transfer as the bank does. Returns what takes it back. */
export async function deposit(
  trade: Trade,
  amountWon: bigint,
  tradedAt: string,
): Promise<(canceledAt: string) => Promise<void>> {
  const about = { bankCode, accountNumber: trade.accountNumber, amountWon, body: "{}" };
  const transactionId = freshDigits(9);
  await recordNotice({
    ...about,
    kind: "RECEIVED",
    transactionId,
    originalTransactionId: null,
    depositorName: "김사장",
    tradedAt: new Date(tradedAt),
  });
  return async (canceledAt) => {
    await recordNotice({
      ...about,
      kind: "CANCELED",
      transactionId: freshDigits(9),
      originalTransactionId: transactionId,
      depositorName: null,
      tradedAt: new Date(canceledAt),
    });
  };
}

/** The procedures as a signed-in owner reaches them. */
export function asOwner(phoneNumber: string) {
  return createCaller({
    viewer: { userId: "0193ffff-0000-7000-8000-000000000001", name: "사장", role: "STORE", phoneNumber },
    log,
  });
}

/** The procedures without a session. */
export function asAnyone() {
  return createCaller({ viewer: null, log });
}
