import { Prisma } from "#prisma/generated/client.ts";
import type { MessageMedium } from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";
import { likeContaining, likeStarting } from "./like-pattern.ts";
import type { CreateStoreInput, ListStoresInput } from "./trade-relationship.schema.ts";

/** Null: a store with this business number exists. */
export async function insertStore(tx: Tx, store: CreateStoreInput): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO store (name, business_number, owner_name, owner_phone)
    VALUES (${store.name}, ${store.businessNumber}, ${store.ownerName}, ${store.ownerPhone})
    ON CONFLICT (business_number) WHERE business_number IS NOT NULL DO NOTHING
    RETURNING id`;
  return row?.id ?? null;
}

export async function storeExists(tx: Tx, storeId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT s.id FROM store s WHERE s.id = ${storeId}::uuid`;
  return rows.length > 0;
}

/** Null: no such store. */
export async function lockMedium(tx: Tx, storeId: string): Promise<MessageMedium | null> {
  const [row] = await tx.$queryRaw<{ medium: MessageMedium }[]>`
    SELECT s.medium::text AS medium FROM store s WHERE s.id = ${storeId}::uuid FOR UPDATE`;
  return row?.medium ?? null;
}

export async function setMedium(tx: Tx, storeId: string, medium: MessageMedium): Promise<void> {
  await tx.$executeRaw`UPDATE store SET medium = ${medium}::message_medium WHERE id = ${storeId}::uuid`;
}

/** A store as our operators see it, with all whom it trades with. */
export interface StoreRow {
  id: string;
  name: string;
  businessNumber: string | null;
  ownerName: string;
  ownerPhone: string;
  /** How its messages reach it. */
  medium: MessageMedium;
  createdAt: Date;
  relationships: {
    id: string;
    distributorName: string;
    customerCode: string;
    bankCode: string | null;
    accountNumber: string | null;
    ended: boolean;
  }[];
}

/** One page, newest first; `limit` + 1 rows. */
export function listStores(tx: Tx, input: ListStoresInput): Promise<StoreRow[]> {
  const filters = [Prisma.sql`true`];
  if (input.cursor) filters.push(Prisma.sql`s.id < ${input.cursor}::uuid`);
  if (input.search) {
    const contained = likeContaining(input.search);
    const digits = input.search.replaceAll("-", "");
    const alternatives = [Prisma.sql`s.name ILIKE ${contained}`, Prisma.sql`s.owner_name ILIKE ${contained}`];
    if (/^[0-9]{3,}$/.test(digits)) {
      alternatives.push(Prisma.sql`s.owner_phone LIKE ${likeStarting(digits)}`);
      alternatives.push(Prisma.sql`s.business_number LIKE ${likeStarting(digits)}`);
    }
    filters.push(Prisma.sql`(${Prisma.join(alternatives, " OR ")})`);
  }
  return tx.$queryRaw`
    WITH page AS MATERIALIZED (
      SELECT s.* FROM store s WHERE ${Prisma.join(filters, " AND ")} ORDER BY s.id DESC LIMIT ${input.limit + 1}
    )
    SELECT ${storeColumns} FROM page s ORDER BY s.id DESC`;
}

export async function findStore(tx: Tx, storeId: string): Promise<StoreRow | null> {
  const [row] = await tx.$queryRaw<StoreRow[]>`
    SELECT ${storeColumns} FROM store s WHERE s.id = ${storeId}::uuid`;
  return row ?? null;
}

const storeColumns = Prisma.sql`
  s.id, s.name, s.business_number AS "businessNumber", s.owner_name AS "ownerName", s.owner_phone AS "ownerPhone",
  s.medium::text AS medium,
  s.created_at AS "createdAt",
  (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'id', t.id, 'distributorName', d.name, 'customerCode', t.customer_code, 'bankCode', a.bank_code,
            'accountNumber', a.account_number, 'ended', t.ended_at IS NOT NULL) ORDER BY t.id), '[]')
   FROM trade_relationship t
   JOIN distributor d ON d.id = t.distributor_id
   LEFT JOIN virtual_account a ON a.trade_relationship_id = t.id
   WHERE t.store_id = s.id) AS relationships`;
