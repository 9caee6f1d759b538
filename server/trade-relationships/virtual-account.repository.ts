import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import { likeStarting } from "./like-pattern.ts";
import type { AddVirtualAccountsInput, ListVirtualAccountsInput } from "./trade-relationship.schema.ts";

/**
 * Inserts those account numbers that are not known yet, and returns them. In order of the number, so that two
 * overlapping lists wait for each other instead of locking each other out.
 */
export async function insertVirtualAccounts(tx: Tx, accounts: AddVirtualAccountsInput): Promise<string[]> {
  const rows = await tx.$queryRaw<{ accountNumber: string }[]>`
    INSERT INTO virtual_account (bank_code, account_number, holder_name)
    SELECT ${accounts.bankCode}, n.account_number, ${accounts.holderName}
    FROM (SELECT DISTINCT unnest(${accounts.accountNumbers}::text[]) AS account_number) n
    ORDER BY n.account_number
    ON CONFLICT (bank_code, account_number) DO NOTHING
    RETURNING account_number AS "accountNumber"`;
  return rows.map((row) => row.accountNumber);
}

export interface GivenAccount {
  virtualAccountId: string;
  bankCode: string;
  accountNumber: string;
  holderName: string;
}

/**
 * Gives a free account of the bank, the longest in the pool, to a relationship, for good (rule R2). One that another
 * transaction is giving at this moment is passed over, so nobody waits and none is given twice. Null: none is free.
 */
export async function giveFreeAccount(
  tx: Tx,
  bankCode: string,
  tradeRelationshipId: string,
): Promise<GivenAccount | null> {
  const [row] = await tx.$queryRaw<GivenAccount[]>`
    WITH free AS MATERIALIZED (
      SELECT a.id FROM virtual_account a
      WHERE a.bank_code = ${bankCode} AND a.trade_relationship_id IS NULL
      ORDER BY a.id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    UPDATE virtual_account a SET trade_relationship_id = ${tradeRelationshipId}::uuid, given_at = sunap_now()
    FROM free WHERE a.id = free.id
    RETURNING a.id AS "virtualAccountId", a.bank_code AS "bankCode", a.account_number AS "accountNumber",
              a.holder_name AS "holderName"`;
  return row ?? null;
}

/** An account of the pool, and whose it is if it was given. */
export interface VirtualAccountRow {
  id: string;
  bankCode: string;
  accountNumber: string;
  holderName: string;
  createdAt: Date;
  givenAt: Date | null;
  tradeRelationshipId: string | null;
  distributorName: string | null;
  storeName: string | null;
  customerCode: string | null;
}

/** One page, newest first; `limit` + 1 rows. */
export function listVirtualAccounts(tx: Tx, input: ListVirtualAccountsInput): Promise<VirtualAccountRow[]> {
  const filters = [Prisma.sql`true`];
  if (input.cursor) filters.push(Prisma.sql`a.id < ${input.cursor}::uuid`);
  if (input.bankCode) filters.push(Prisma.sql`a.bank_code = ${input.bankCode}`);
  if (input.state === "FREE") filters.push(Prisma.sql`a.trade_relationship_id IS NULL`);
  if (input.state === "GIVEN") filters.push(Prisma.sql`a.trade_relationship_id IS NOT NULL`);
  if (input.search) {
    filters.push(Prisma.sql`a.account_number LIKE ${likeStarting(input.search.replace(/[\s-]/g, ""))}`);
  }
  return tx.$queryRaw`
    SELECT a.id, a.bank_code AS "bankCode", a.account_number AS "accountNumber", a.holder_name AS "holderName",
           a.created_at AS "createdAt", a.given_at AS "givenAt", a.trade_relationship_id AS "tradeRelationshipId",
           d.name AS "distributorName", s.name AS "storeName", t.customer_code AS "customerCode"
    FROM (
      SELECT a.* FROM virtual_account a WHERE ${Prisma.join(filters, " AND ")}
      ORDER BY a.id DESC LIMIT ${input.limit + 1}
    ) a
    LEFT JOIN trade_relationship t ON t.id = a.trade_relationship_id
    LEFT JOIN distributor d ON d.id = t.distributor_id
    LEFT JOIN store s ON s.id = t.store_id
    ORDER BY a.id DESC`;
}

export interface AccountPool {
  bankCode: string;
  freeCount: number;
  givenCount: number;
  /** How many distributors have their stores' accounts at this bank. */
  distributorCount: number;
}

/** Every bank that has accounts, or that a distributor has chosen: those with the fewest free ones first. */
export function countPools(tx: Tx): Promise<AccountPool[]> {
  return tx.$queryRaw`
    WITH pool AS (
      SELECT a.bank_code, count(*) FILTER (WHERE a.trade_relationship_id IS NULL)::int AS free_count,
             count(a.trade_relationship_id)::int AS given_count
      FROM virtual_account a GROUP BY a.bank_code
    ), chosen AS (
      SELECT d.bank_code, count(*)::int AS distributor_count FROM distributor d GROUP BY d.bank_code
    )
    SELECT bank_code AS "bankCode", coalesce(pool.free_count, 0) AS "freeCount",
           coalesce(pool.given_count, 0) AS "givenCount", coalesce(chosen.distributor_count, 0) AS "distributorCount"
    FROM pool FULL JOIN chosen USING (bank_code)
    ORDER BY coalesce(chosen.distributor_count, 0) = 0, coalesce(pool.free_count, 0), bank_code`;
}
