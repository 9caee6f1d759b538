import { Prisma } from "#prisma/generated/client.ts";
import { db, type Tx } from "#server/platform/db.ts";
import type { StatementLine, StatementParties } from "./statement.rules.ts";

/** Whose statement: the distributor's own, or a store owner's. */
export type StatementReader = { distributorId: string } | { ownerPhone: string };

export interface StatementScope {
  distributorId: string;
  tradeRelationshipId: string | null;
  fromOn: string;
  toOn: string;
}

export type ListedLine = StatementLine & { cursor: string };

/** Reads that must fit together see one state of the tables. */
export function readTogether<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return db().$transaction(work, {
    isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead,
    timeout: 30_000,
  });
}

/** The two parties, if the reader is one of them; null else. tradeRelationshipId null: all of a distributor's stores. */
export async function findParties(
  tx: Tx,
  reader: StatementReader,
  tradeRelationshipId: string | null,
): Promise<StatementParties | null> {
  const own =
    "distributorId" in reader
      ? Prisma.sql`d.id = ${reader.distributorId}::uuid`
      : Prisma.sql`st.owner_phone = ${reader.ownerPhone}`;
  const [row] = await tx.$queryRaw<
    (Omit<StatementParties, "store"> & NonNullable<StatementParties["store"]>)[]
  >`
    SELECT d.id AS "distributorId", d.name AS "distributorName", d.business_number AS "distributorBusinessNumber",
           t.id AS "tradeRelationshipId", t.store_id AS "storeId", st.name AS "storeName",
           t.customer_code AS "customerCode"
    FROM distributor d
    LEFT JOIN trade_relationship t ON t.distributor_id = d.id AND t.id = ${tradeRelationshipId}::uuid
    LEFT JOIN store st ON st.id = t.store_id
    WHERE ${own} AND (t.id = ${tradeRelationshipId}::uuid OR ${tradeRelationshipId}::uuid IS NULL)
    LIMIT 1`;
  if (!row) return null;
  const { distributorId, distributorName, distributorBusinessNumber, ...store } = row;
  return {
    distributorId,
    distributorName,
    distributorBusinessNumber,
    store: tradeRelationshipId === null ? null : store,
  };
}

/** A period's payments and reversals in the order of the transfers, after the cursor; at most `limit`. */
export function listLines(
  tx: Tx,
  scope: StatementScope,
  page: { cursor?: string | null | undefined; limit: number },
): Promise<ListedLine[]> {
  return tx.$queryRaw`
    WITH e AS MATERIALIZED (${entriesOf(scope, page)})
    SELECT e.id, e.kind, e.traded_at AS "tradedAt", st.name AS "storeName", t.customer_code AS "customerCode",
           p.depositor_name AS "depositorName", p.amount_won AS "amountWon", p.bill_id AS "billId",
           b.issued_at AS "billIssuedAt", b.amount_won AS "billAmountWon",
           e.traded_at::text || '|' || e.id AS cursor
    FROM e
    JOIN payment_with_bill p ON p.id = e.payment_id
    JOIN trade_relationship t ON t.id = p.trade_relationship_id
    JOIN store st ON st.id = p.store_id
    LEFT JOIN bill b ON b.id = p.bill_id
    ORDER BY e.traded_at, e.id`;
}

/** The same entries as one text, for hashing: what each is, when, how much, and its bill. */
export async function readLineKeys(tx: Tx, scope: StatementScope, limit: number): Promise<string> {
  const [row] = await tx.$queryRaw<{ keys: string }[]>`
    WITH e AS MATERIALIZED (${entriesOf(scope, { limit })})
    SELECT coalesce(string_agg(
             concat_ws('|', e.id, e.kind, (extract(epoch FROM e.traded_at) * 1000000)::bigint, p.amount_won,
                       coalesce(p.bill_id::text, '-')),
             E'\n' ORDER BY e.traded_at, e.id), '') AS keys
    FROM e JOIN payment_with_bill p ON p.id = e.payment_id`;
  return row?.keys ?? "";
}

/** Cut from the bare tables, along their indexes, so that a page costs what a page holds. */
function entriesOf(
  scope: StatementScope,
  page: { cursor?: string | null | undefined; limit: number },
): Prisma.Sql {
  const branch = (kind: StatementLine["kind"]) => entryBranch(kind, scope, page);
  return Prisma.sql`
    (${branch("PAYMENT")}) UNION ALL (${branch("REVERSAL")}) ORDER BY traded_at, id LIMIT ${page.limit}`;
}

function entryBranch(
  kind: StatementLine["kind"],
  { distributorId, tradeRelationshipId, fromOn, toOn }: StatementScope,
  { cursor, limit }: { cursor?: string | null | undefined; limit: number },
): Prisma.Sql {
  const e = kind === "PAYMENT" ? Prisma.sql`p` : Prisma.sql`r`;
  const filters = [
    Prisma.sql`${e}.distributor_id = ${distributorId}::uuid`,
    Prisma.sql`${e}.traded_at >= (${fromOn}::date)::timestamp AT TIME ZONE 'Asia/Seoul'`,
    Prisma.sql`${e}.traded_at < (${toOn}::date + 1)::timestamp AT TIME ZONE 'Asia/Seoul'`,
  ];
  if (tradeRelationshipId)
    filters.push(Prisma.sql`${e}.trade_relationship_id = ${tradeRelationshipId}::uuid`);
  if (cursor) {
    const [tradedAt, id] = cursor.split("|");
    filters.push(Prisma.sql`(${e}.traded_at, ${e}.id) > (${tradedAt}::timestamptz, ${id}::uuid)`);
  }
  return Prisma.sql`
    SELECT ${e}.id, ${kind} AS kind, ${kind === "PAYMENT" ? Prisma.sql`p.id` : Prisma.sql`r.payment_id`} AS payment_id,
           ${e}.traded_at
    FROM ${kind === "PAYMENT" ? Prisma.sql`payment p` : Prisma.sql`payment_reversal r`} WHERE ${Prisma.join(filters, " AND ")}
    ORDER BY ${e}.traded_at, ${e}.id LIMIT ${limit}`;
}

export interface NewStatement extends StatementScope {
  code: string;
  storeId: string | null;
  issuedAt: Date;
  issuedBy: string;
  entryCount: number;
  paymentWon: bigint;
  reversalWon: bigint;
  linesSha256: string;
  snapshot: string;
}

/** Stores a statement unless the very same one exists; returns the one that stands. */
export async function insertStatement(
  tx: Tx,
  s: NewStatement,
): Promise<{ snapshot: string; isNew: boolean }> {
  const inserted = await tx.$executeRaw`
    INSERT INTO statement (code, distributor_id, trade_relationship_id, store_id, from_on, to_on, issued_at, issued_by,
                           entry_count, payment_won, reversal_won, lines_sha256, snapshot)
    VALUES (${s.code}, ${s.distributorId}::uuid, ${s.tradeRelationshipId}::uuid, ${s.storeId}::uuid,
            ${s.fromOn}::date, ${s.toOn}::date, ${s.issuedAt}, ${s.issuedBy}::uuid, ${s.entryCount},
            ${s.paymentWon}, ${s.reversalWon}, ${s.linesSha256}, ${s.snapshot})
    ON CONFLICT (distributor_id, trade_relationship_id, from_on, to_on, lines_sha256) DO NOTHING`;
  if (inserted === 1) return { snapshot: s.snapshot, isNew: true };
  const [row] = await tx.$queryRaw<{ snapshot: string }[]>`
    SELECT x.snapshot FROM statement x
    WHERE x.distributor_id = ${s.distributorId}::uuid
      AND x.trade_relationship_id IS NOT DISTINCT FROM ${s.tradeRelationshipId}::uuid
      AND x.from_on = ${s.fromOn}::date AND x.to_on = ${s.toOn}::date AND x.lines_sha256 = ${s.linesSha256}`;
  if (!row) throw new Error("the statement was not stored");
  return { snapshot: row.snapshot, isNew: false };
}

export interface StoredStatement extends StatementScope {
  entryCount: number;
  paymentWon: bigint;
  reversalWon: bigint;
  linesSha256: string;
  snapshot: string;
}

export async function findStatement(tx: Tx, code: string): Promise<StoredStatement | null> {
  const [row] = await tx.$queryRaw<StoredStatement[]>`
    SELECT s.distributor_id AS "distributorId", s.trade_relationship_id AS "tradeRelationshipId",
           s.from_on::text AS "fromOn", s.to_on::text AS "toOn", s.entry_count AS "entryCount",
           s.payment_won AS "paymentWon", s.reversal_won AS "reversalWon", s.lines_sha256 AS "linesSha256", s.snapshot
    FROM statement s WHERE s.code = ${code}`;
  return row ?? null;
}

const checkIntervalUs = 1_000_000;
const checkBurst = 20;

/**
 * Whether one more check may be made from this address. Addresses share 4,096 buckets, so that the table stays small
 * whoever asks.
 */
export async function takeCheck(tx: Tx, clientAddress: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ granted: boolean }[]>`
    SELECT slot_at IS NOT NULL AS granted
    FROM take_slot('statement-check:' || (hashtext(${clientAddress}) & 4095), ${checkIntervalUs}::bigint,
                   ${checkBurst}::int, interval '0')`;
  return row?.granted ?? false;
}
