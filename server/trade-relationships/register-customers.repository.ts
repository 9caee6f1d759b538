import type { Tx } from "#server/platform/db.ts";
import type { NewCustomer } from "./trade-relationship.schema.ts";

/** Registrations of one distributor follow one another. */
export async function lockDistributor(tx: Tx, distributorId: string): Promise<void> {
  await tx.$executeRaw`SELECT FROM distributor WHERE id = ${distributorId}::uuid FOR NO KEY UPDATE`;
}

export interface JudgedCustomer {
  customerCode: string;
  name: string;
  ownerName: string;
  ownerPhone: string;
  businessNumber: string | null;
  /** The store that has the business number already. */
  storeId: string | null;
  verdict: "NEW" | "KNOWN" | "PHONE_DIFFERS" | "TRADES_ALREADY" | "NUMBER_TWICE";
}

/** Whether each can be registered. Of entries with the same code the first counts. */
export function judgeCustomers(
  tx: Tx,
  distributorId: string,
  customers: readonly NewCustomer[],
): Promise<JudgedCustomer[]> {
  return tx.$queryRaw`
    WITH asked AS (
      SELECT DISTINCT ON (a.customer_code) a.*
      FROM unnest(${customers.map((c) => c.customerCode)}::text[], ${customers.map((c) => c.name)}::text[],
                  ${customers.map((c) => c.ownerName)}::text[], ${customers.map((c) => c.ownerPhone)}::text[],
                  ${customers.map((c) => c.businessNumber)}::text[])
        WITH ORDINALITY AS a (customer_code, name, owner_name, owner_phone, business_number, ordinal)
      ORDER BY a.customer_code, a.ordinal
    )
    SELECT a.customer_code AS "customerCode", a.name, a.owner_name AS "ownerName", a.owner_phone AS "ownerPhone",
           a.business_number AS "businessNumber", s.id AS "storeId",
           CASE
             WHEN by_code.id IS NOT NULL THEN 'KNOWN'
             WHEN by_store.id IS NOT NULL THEN 'TRADES_ALREADY'
             WHEN s.owner_phone <> a.owner_phone THEN 'PHONE_DIFFERS'
             WHEN a.business_number IS NOT NULL
                  AND row_number() OVER (PARTITION BY a.business_number ORDER BY a.ordinal) > 1 THEN 'NUMBER_TWICE'
             ELSE 'NEW'
           END AS verdict
    FROM asked a
    LEFT JOIN trade_relationship by_code
      ON by_code.distributor_id = ${distributorId}::uuid AND by_code.customer_code = a.customer_code
    LEFT JOIN store s ON s.business_number = a.business_number
    LEFT JOIN trade_relationship by_store
      ON by_store.distributor_id = ${distributorId}::uuid AND by_store.store_id = s.id
    ORDER BY a.ordinal`;
}

export interface OpenedCustomer {
  tradeRelationshipId: string;
  storeId: string;
  customerCode: string;
  isNewStore: boolean;
}

/**
 * Inserts stores where there are none, and relationships, in order of their keys, so that two distributors with the
 * same stores wait for each other instead of locking each other out. Fewer rows than asked for: somebody else took a
 * code or a business number since.
 */
export function insertCustomers(
  tx: Tx,
  distributorId: string,
  customers: readonly JudgedCustomer[],
): Promise<OpenedCustomer[]> {
  return tx.$queryRaw`
    WITH asked AS MATERIALIZED (
      SELECT a.*, coalesce(a.known_store_id, uuid_v7()) AS store_id, uuid_v7() AS relationship_id
      FROM unnest(${customers.map((c) => c.customerCode)}::text[], ${customers.map((c) => c.name)}::text[],
                  ${customers.map((c) => c.ownerName)}::text[], ${customers.map((c) => c.ownerPhone)}::text[],
                  ${customers.map((c) => c.businessNumber)}::text[], ${customers.map((c) => c.storeId)}::uuid[])
        AS a (customer_code, name, owner_name, owner_phone, business_number, known_store_id)
    ),
    stores AS (
      INSERT INTO store (id, name, business_number, owner_name, owner_phone)
      SELECT a.store_id, a.name, a.business_number, a.owner_name, a.owner_phone
      FROM asked a WHERE a.known_store_id IS NULL
      ORDER BY a.business_number, a.customer_code
      ON CONFLICT (business_number) WHERE business_number IS NOT NULL DO NOTHING
      RETURNING id
    ),
    relationships AS (
      INSERT INTO trade_relationship (id, distributor_id, store_id, customer_code, channel)
      SELECT a.relationship_id, ${distributorId}::uuid, a.store_id, a.customer_code, 'sunap_channel_' || a.relationship_id
      FROM asked a
      WHERE a.known_store_id IS NOT NULL OR a.store_id IN (SELECT id FROM stores)
      ORDER BY a.customer_code
      ON CONFLICT DO NOTHING
      RETURNING id, store_id, customer_code
    )
    SELECT r.id AS "tradeRelationshipId", r.store_id AS "storeId", r.customer_code AS "customerCode",
           a.known_store_id IS NULL AS "isNewStore"
    FROM relationships r JOIN asked a ON a.relationship_id = r.id`;
}

/**
 * Gives each relationship a free account of the bank (rule R2), those longest in the pool first; accounts that another
 * transaction is giving at this moment are passed over. Returns how many got one.
 */
export function giveFreeAccounts(tx: Tx, bankCode: string, tradeRelationshipIds: string[]): Promise<number> {
  return tx.$executeRaw`
    WITH free AS MATERIALIZED (
      SELECT a.id FROM virtual_account a
      WHERE a.bank_code = ${bankCode} AND a.trade_relationship_id IS NULL
      ORDER BY a.id LIMIT ${tradeRelationshipIds.length} FOR UPDATE SKIP LOCKED
    ),
    numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM free),
    receiver AS (
      SELECT r.id, r.n FROM unnest(${tradeRelationshipIds}::uuid[]) WITH ORDINALITY AS r (id, n)
    )
    UPDATE virtual_account a SET trade_relationship_id = receiver.id, given_at = sunap_now()
    FROM numbered JOIN receiver USING (n) WHERE a.id = numbered.id`;
}
