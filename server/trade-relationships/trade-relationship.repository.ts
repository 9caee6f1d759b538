import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import { bankCodes } from "./bank-code.schema.ts";
import { likeContaining, likeStarting } from "./like-pattern.ts";
import type { ListRelationshipsInput, OpenTradeRelationshipInput } from "./trade-relationship.schema.ts";

/** Null: the two trade already, or the code is another store's; waits for whoever is inserting either right now. */
export async function insertRelationship(
  tx: Tx,
  relationship: OpenTradeRelationshipInput,
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO trade_relationship (id, distributor_id, store_id, customer_code, channel)
    SELECT new.id, ${relationship.distributorId}::uuid, ${relationship.storeId}::uuid, ${relationship.customerCode},
           'sunap_channel_' || new.id
    FROM (SELECT uuid_v7() AS id) new
    ON CONFLICT DO NOTHING
    RETURNING id`;
  return row?.id ?? null;
}

export async function tradesWith(tx: Tx, distributorId: string, storeId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT t.id FROM trade_relationship t
    WHERE t.distributor_id = ${distributorId}::uuid AND t.store_id = ${storeId}::uuid`;
  return rows.length > 0;
}

/** Locks a relationship, for a change of it. Null: there is none. */
export async function lockRelationship(
  tx: Tx,
  tradeRelationshipId: string,
): Promise<{ distributorId: string; ended: boolean } | null> {
  const [row] = await tx.$queryRaw<{ distributorId: string; ended: boolean }[]>`
    SELECT t.distributor_id AS "distributorId", t.ended_at IS NOT NULL AS ended
    FROM trade_relationship t WHERE t.id = ${tradeRelationshipId}::uuid FOR NO KEY UPDATE`;
  return row ?? null;
}

/** The caller holds the relationship's lock. */
export async function setEnded(tx: Tx, tradeRelationshipId: string, ended: boolean): Promise<void> {
  await tx.$executeRaw`
    UPDATE trade_relationship SET ended_at = CASE WHEN ${ended} THEN sunap_now() END
    WHERE id = ${tradeRelationshipId}::uuid`;
}

/** A trade relationship with its store, its account and how its active bill stands. */
export interface RelationshipRow {
  id: string;
  distributorId: string;
  distributorName: string;
  storeId: string;
  storeName: string;
  ownerName: string;
  ownerPhone: string;
  businessNumber: string | null;
  customerCode: string;
  bankCode: string | null;
  accountNumber: string | null;
  holderName: string | null;
  activeBillId: string | null;
  /** Of the active bill, as the next one. */
  billedWon: bigint | null;
  /** What has not been seen to come in, not below 0. */
  remainingWon: bigint | null;
  /** Of the newest payment that was not reversed. */
  lastPaymentAt: Date | null;
  createdAt: Date;
  endedAt: Date | null;
  cursor: string;
}

/** `page` holds rows of trade_relationship; bills and payments are looked up for these alone. */
const relationshipsOf = (page: Prisma.Sql) => Prisma.sql`
  WITH page AS MATERIALIZED (${page})
  SELECT t.id, t.distributor_id AS "distributorId", d.name AS "distributorName", t.store_id AS "storeId",
         s.name AS "storeName", s.owner_name AS "ownerName", s.owner_phone AS "ownerPhone",
         s.business_number AS "businessNumber", t.customer_code AS "customerCode", a.bank_code AS "bankCode",
         a.account_number AS "accountNumber", a.holder_name AS "holderName", b.id AS "activeBillId",
         b.amount_won AS "billedWon", CASE WHEN b.id IS NOT NULL THEN greatest(b.amount_won - b.collected_won, 0) END AS "remainingWon",
         p.traded_at AS "lastPaymentAt", t.created_at AS "createdAt", t.ended_at AS "endedAt",
         t.distributor_id || '/' || t.customer_code AS cursor
  FROM page t
  JOIN distributor d ON d.id = t.distributor_id
  JOIN store s ON s.id = t.store_id
  LEFT JOIN virtual_account a ON a.trade_relationship_id = t.id
  LEFT JOIN LATERAL (
    SELECT b.id, b.amount_won, bill_collected_won(b) AS collected_won
    FROM bill b WHERE b.trade_relationship_id = t.id AND b.status = 'ACTIVE'
  ) b ON true
  LEFT JOIN LATERAL (
    SELECT p.traded_at FROM payment p
    WHERE p.trade_relationship_id = t.id AND NOT EXISTS (SELECT FROM payment_reversal r WHERE r.payment_id = p.id)
    ORDER BY p.traded_at DESC LIMIT 1
  ) p ON true
  ORDER BY t.distributor_id, t.customer_code`;

/** One page in order of the customer code; `limit` + 1 rows. distributorId null: of all distributors, one after another. */
export function listRelationships(
  tx: Tx,
  distributorId: string | null,
  input: ListRelationshipsInput,
): Promise<RelationshipRow[]> {
  const filters = [Prisma.sql`true`];
  if (distributorId) filters.push(Prisma.sql`t.distributor_id = ${distributorId}::uuid`);
  if (input.state === "OPEN") filters.push(Prisma.sql`t.ended_at IS NULL`);
  if (input.state === "ENDED") filters.push(Prisma.sql`t.ended_at IS NOT NULL`);
  if (input.search) filters.push(matches(input.search));
  if (input.cursor) {
    const slash = input.cursor.indexOf("/");
    filters.push(Prisma.sql`(t.distributor_id, t.customer_code)
                            > (${input.cursor.slice(0, slash)}::uuid, ${input.cursor.slice(slash + 1)})`);
  }
  return tx.$queryRaw(
    relationshipsOf(Prisma.sql`
      SELECT t.* FROM trade_relationship t JOIN store s ON s.id = t.store_id
      WHERE ${Prisma.join(filters, " AND ")}
      ORDER BY t.distributor_id, t.customer_code LIMIT ${input.limit + 1}`),
  );
}

function matches(search: string): Prisma.Sql {
  const contained = likeContaining(search);
  const alternatives = [
    Prisma.sql`s.name ILIKE ${contained}`,
    Prisma.sql`s.owner_name ILIKE ${contained}`,
    Prisma.sql`t.customer_code ILIKE ${likeStarting(search)}`,
  ];
  const digits = search.replace(/[\s-]/g, "");
  if (/^[0-9]{6,20}$/.test(digits)) {
    // By bank and number, which is the index's order.
    alternatives.push(Prisma.sql`t.id IN (
      SELECT a.trade_relationship_id FROM virtual_account a
      WHERE a.bank_code = ANY (${bankCodes}::text[]) AND a.account_number = ${digits})`);
  }
  return Prisma.sql`(${Prisma.join(alternatives, " OR ")})`;
}

export async function findRelationship(
  tx: Tx,
  distributorId: string,
  tradeRelationshipId: string,
): Promise<RelationshipRow | null> {
  const [row] = await tx.$queryRaw<RelationshipRow[]>(
    relationshipsOf(Prisma.sql`
      SELECT t.* FROM trade_relationship t
      WHERE t.id = ${tradeRelationshipId}::uuid AND t.distributor_id = ${distributorId}::uuid`),
  );
  return row ?? null;
}
