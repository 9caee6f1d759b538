import { Prisma } from "#prisma/generated/client.ts";
import type { BillStatus } from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";
import type { StoreBillsInput } from "./storefront.schema.ts";

/** The account of a trade relationship, to which its store transfers whatever it pays (rule R2). */
export interface StoreAccount {
  bankCode: string;
  accountNumber: string;
  holderName: string;
}

/** One trade of the owner's: a store of theirs with a distributor. */
export interface StoreTrade {
  tradeRelationshipId: string;
  storeId: string;
  storeName: string;
  distributorName: string;
  account: StoreAccount | null;
}

/** A bill as its store sees it. Days are yyyy-mm-dd. */
export interface StoreBill {
  billId: string;
  tradeRelationshipId: string;
  storeName: string;
  distributorName: string;
  status: BillStatus;
  amountWon: bigint;
  /** Linked payments less reversals. */
  collectedWon: bigint;
  /** Only of an ACTIVE bill (rule R3): what has not been seen to come in, not below 0. */
  remainingWon: bigint | null;
  /** What came in above the billed amount: a fact, not a judgement (rule R1). 0 if nothing did. */
  exceedingWon: bigint;
  periodStartOn: string | null;
  periodEndOn: string | null;
  dueOn: string | null;
  memo: string | null;
  issuedAt: Date;
  endedAt: Date | null;
}

const tradeColumns = Prisma.sql`
  t.id AS "tradeRelationshipId", st.id AS "storeId", st.name AS "storeName", d.name AS "distributorName",
  CASE WHEN a.id IS NOT NULL THEN json_build_object(
    'bankCode', a.bank_code, 'accountNumber', a.account_number, 'holderName', a.holder_name) END AS account`;

const tradeTables = Prisma.sql`
  trade_relationship t
  JOIN store st ON st.id = t.store_id
  JOIN distributor d ON d.id = t.distributor_id
  LEFT JOIN virtual_account a ON a.trade_relationship_id = t.id`;

const billColumns = Prisma.sql`
  b.id AS "billId", b.trade_relationship_id AS "tradeRelationshipId", st.name AS "storeName",
  d.name AS "distributorName", b.status::text AS status, b.amount_won AS "amountWon",
  c.collected_won AS "collectedWon",
  CASE WHEN b.status = 'ACTIVE' THEN greatest(b.amount_won - c.collected_won, 0) END AS "remainingWon",
  greatest(c.collected_won - b.amount_won, 0) AS "exceedingWon",
  b.period_start_on::text AS "periodStartOn", b.period_end_on::text AS "periodEndOn", b.due_on::text AS "dueOn",
  b.memo, b.issued_at AS "issuedAt", b.ended_at AS "endedAt"`;

const billTables = Prisma.sql`
  bill b
  JOIN store st ON st.id = b.store_id
  JOIN distributor d ON d.id = b.distributor_id
  CROSS JOIN LATERAL (SELECT bill_collected_won(b) AS collected_won) c`;

/** Every trade of the stores that carry this owner's number; ended ones only while a bill of theirs is active. */
export function listTrades(tx: Tx, ownerPhone: string): Promise<StoreTrade[]> {
  return tx.$queryRaw`
    SELECT ${tradeColumns} FROM ${tradeTables}
    WHERE st.owner_phone = ${ownerPhone}
      AND (t.ended_at IS NULL
           OR EXISTS (SELECT FROM bill b WHERE b.trade_relationship_id = t.id AND b.status = 'ACTIVE'))
    ORDER BY st.name, d.name, t.id`;
}

/** Stores of the owner without any trade count too. */
export function listStores(tx: Tx, ownerPhone: string): Promise<{ storeId: string; storeName: string }[]> {
  return tx.$queryRaw`
    SELECT st.id AS "storeId", st.name AS "storeName" FROM store st
    WHERE st.owner_phone = ${ownerPhone} ORDER BY st.name, st.id`;
}

/** At most one a trade (invariant 2). */
export function listActiveBills(tx: Tx, ownerPhone: string): Promise<StoreBill[]> {
  return tx.$queryRaw`
    SELECT ${billColumns} FROM ${billTables}
    WHERE st.owner_phone = ${ownerPhone} AND b.status = 'ACTIVE'`;
}

export interface ListedStoreBill extends StoreBill {
  cursor: string;
}

/** One page of the owner's bills, newest first; one row more than `limit`. What came in is summed for the page alone. */
export function listStoreBills(
  tx: Tx,
  ownerPhone: string,
  input: StoreBillsInput,
): Promise<ListedStoreBill[]> {
  const filters = [Prisma.sql`b.store_id IN (SELECT id FROM store WHERE owner_phone = ${ownerPhone})`];
  if (input.tradeRelationshipId)
    filters.push(Prisma.sql`b.trade_relationship_id = ${input.tradeRelationshipId}::uuid`);
  if (input.endedOnly) filters.push(Prisma.sql`b.status <> 'ACTIVE'`);
  if (input.cursor) {
    const [issuedAt, id] = input.cursor.split("|");
    filters.push(Prisma.sql`(b.issued_at, b.id) < (${issuedAt}::timestamptz, ${id}::uuid)`);
  }
  return tx.$queryRaw`
    WITH page AS MATERIALIZED (
      SELECT b.id FROM bill b WHERE ${Prisma.join(filters, " AND ")}
      ORDER BY b.issued_at DESC, b.id DESC LIMIT ${input.limit + 1}
    )
    SELECT ${billColumns}, b.issued_at::text || '|' || b.id AS cursor
    FROM ${billTables} JOIN page ON page.id = b.id
    ORDER BY b.issued_at DESC, b.id DESC`;
}

/** One bill with its account, if it is one of the owner's. */
export async function findStoreBill(tx: Tx, ownerPhone: string, billId: string): Promise<StoreBill | null> {
  const [row] = await tx.$queryRaw<StoreBill[]>`
    SELECT ${billColumns} FROM ${billTables}
    WHERE b.id = ${billId}::uuid AND st.owner_phone = ${ownerPhone}`;
  return row ?? null;
}

export async function findTrade(tx: Tx, tradeRelationshipId: string): Promise<StoreTrade | null> {
  const [row] = await tx.$queryRaw<StoreTrade[]>`
    SELECT ${tradeColumns} FROM ${tradeTables} WHERE t.id = ${tradeRelationshipId}::uuid`;
  return row ?? null;
}

/** The bill of a link that opens: not revoked, and active or ended at most `daysAfterEnd` days ago. */
export async function findBillOfOpenLink(
  tx: Tx,
  billId: string,
  daysAfterEnd: number,
): Promise<StoreBill | null> {
  const [row] = await tx.$queryRaw<StoreBill[]>`
    SELECT ${billColumns} FROM ${billTables}
    WHERE b.id = ${billId}::uuid AND b.link_revoked_at IS NULL
      AND (b.ended_at IS NULL OR b.ended_at > sunap_now() - make_interval(days => ${daysAfterEnd}::int))`;
  return row ?? null;
}

/** The active bill of a trade, unless its own link was revoked: another bill's link must not show it then. */
export async function findLinkableActiveBill(tx: Tx, tradeRelationshipId: string): Promise<StoreBill | null> {
  const [row] = await tx.$queryRaw<StoreBill[]>`
    SELECT ${billColumns} FROM ${billTables}
    WHERE b.trade_relationship_id = ${tradeRelationshipId}::uuid AND b.status = 'ACTIVE'
      AND b.link_revoked_at IS NULL`;
  return row ?? null;
}
