import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import { likeContaining, likeStarting } from "./like-pattern.ts";
import type { CreateDistributorInput, ListDistributorsInput } from "./trade-relationship.schema.ts";

/** Inserts a distributor with its chat user and notice channel. Null: one with this business number exists. */
export async function insertDistributor(
  tx: Tx,
  distributor: Pick<CreateDistributorInput, "name" | "businessNumber" | "bankCode">,
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO distributor (id, name, business_number, bank_code, chat_sender, notice_channel)
    SELECT new.id, ${distributor.name}, ${distributor.businessNumber}, ${distributor.bankCode},
           'sunap_' || new.id, 'sunap_notice_' || new.id
    FROM (SELECT uuid_v7() AS id) new
    ON CONFLICT (business_number) DO NOTHING
    RETURNING id`;
  return row?.id ?? null;
}

/**
 * The terms that a new distributor begins with, in force from today. (Settlements know trade relationships, not the
 * other way round; later contracts are theirs.)
 */
export async function insertFirstContract(
  tx: Tx,
  distributorId: string,
  terms: Pick<CreateDistributorInput, "businessDays" | "cutoffTime" | "feeWon" | "feeRateBps">,
  createdBy: string | null,
): Promise<{ contractId: string; effectiveFromOn: string }> {
  const [row] = await tx.$queryRaw<{ contractId: string; effectiveFromOn: string }[]>`
    INSERT INTO settlement_contract
      (distributor_id, effective_from_on, business_days, cutoff_time, fee_won, fee_rate_bps, created_by)
    VALUES (${distributorId}::uuid, (sunap_now() AT TIME ZONE 'Asia/Seoul')::date, ${terms.businessDays},
            ${terms.cutoffTime}::time, ${terms.feeWon}, ${terms.feeRateBps}, ${createdBy}::uuid)
    RETURNING id AS "contractId", effective_from_on::text AS "effectiveFromOn"`;
  if (!row) throw new Error("the contract was not inserted");
  return row;
}

/** The bank at which a distributor's stores have their accounts. Null: there is no such distributor. */
export async function findDistributorBank(tx: Tx, distributorId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ bankCode: string }[]>`
    SELECT d.bank_code AS "bankCode" FROM distributor d WHERE d.id = ${distributorId}::uuid`;
  return row?.bankCode ?? null;
}

/** A distributor as our operators see it. */
export interface DistributorRow {
  id: string;
  name: string;
  businessNumber: string;
  bankCode: string;
  chatSender: string;
  noticeChannel: string;
  createdAt: Date;
  /** Trade relationships that have not ended. */
  relationshipCount: number;
  staffCount: number;
}

/** One page, newest first; `limit` + 1 rows. Counted for the page's rows alone. */
export function listDistributors(tx: Tx, input: ListDistributorsInput): Promise<DistributorRow[]> {
  const filters = [Prisma.sql`true`];
  if (input.cursor) filters.push(Prisma.sql`d.id < ${input.cursor}::uuid`);
  if (input.search) {
    const digits = input.search.replaceAll("-", "");
    filters.push(Prisma.sql`(d.name ILIKE ${likeContaining(input.search)}
                             OR d.business_number LIKE ${likeStarting(digits)})`);
  }
  return tx.$queryRaw`
    WITH page AS MATERIALIZED (
      SELECT d.* FROM distributor d WHERE ${Prisma.join(filters, " AND ")} ORDER BY d.id DESC LIMIT ${input.limit + 1}
    )
    SELECT ${distributorColumns} FROM page d ORDER BY d.id DESC`;
}

export async function findDistributor(tx: Tx, distributorId: string): Promise<DistributorRow | null> {
  const [row] = await tx.$queryRaw<DistributorRow[]>`
    SELECT ${distributorColumns} FROM distributor d WHERE d.id = ${distributorId}::uuid`;
  return row ?? null;
}

const distributorColumns = Prisma.sql`
  d.id, d.name, d.business_number AS "businessNumber", d.bank_code AS "bankCode", d.chat_sender AS "chatSender",
  d.notice_channel AS "noticeChannel", d.created_at AS "createdAt",
  (SELECT count(*)::int FROM trade_relationship t
   WHERE t.distributor_id = d.id AND t.ended_at IS NULL) AS "relationshipCount",
  (SELECT count(*)::int FROM distributor_staff s WHERE s.distributor_id = d.id) AS "staffCount"`;
