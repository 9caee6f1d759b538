import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import type { BankProviderName } from "./bank-provider.ts";

export interface NewBankRequest {
  provider: BankProviderName;
  sourceAddress: string | null;
  headers: Record<string, string>;
  /** As much of it as is to be kept. */
  body: Uint8Array;
  bodyBytes: number;
  isGenuine: boolean;
  isStale: boolean;
  verdict: string;
  status: number;
  durationMs: number;
  replayOf: string | null;
  replayedBy: string | null;
}

export async function insertBankRequest(tx: Tx, request: NewBankRequest): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO bank_request (provider, source_address, headers, body, body_bytes, is_genuine, is_stale, verdict,
                              status, duration_ms, replay_of, replayed_by)
    VALUES (${request.provider}, ${request.sourceAddress}, ${JSON.stringify(request.headers)}::jsonb,
            ${Buffer.from(request.body)}, ${request.bodyBytes}, ${request.isGenuine}, ${request.isStale},
            ${request.verdict}, ${request.status}, ${request.durationMs}, ${request.replayOf}::uuid,
            ${request.replayedBy}::uuid)`;
}

/** A request as an operator sees it in the list. */
export interface BankRequestRow {
  id: string;
  receivedAt: Date;
  provider: BankProviderName;
  sourceAddress: string | null;
  verdict: string;
  status: number;
  isGenuine: boolean;
  durationMs: number;
  replayOf: string | null;
  replayedByName: string | null;
}

const rowColumns = Prisma.sql`
  r.id, r.received_at AS "receivedAt", r.provider, r.source_address AS "sourceAddress", r.verdict, r.status,
  r.is_genuine AS "isGenuine", r.duration_ms AS "durationMs", r.replay_of AS "replayOf", u.name AS "replayedByName"`;

/** One page, newest first; `limit` + 1 rows. */
export function listRequests(
  tx: Tx,
  page: { cursor?: string | null | undefined; limit: number; refusedOnly: boolean },
): Promise<BankRequestRow[]> {
  const filters = [Prisma.sql`true`];
  if (page.cursor) filters.push(Prisma.sql`r.id < ${page.cursor}::uuid`);
  if (page.refusedOnly) filters.push(Prisma.sql`r.status <> 200`);
  return tx.$queryRaw`
    SELECT ${rowColumns} FROM bank_request r LEFT JOIN app_user u ON u.id = r.replayed_by
    WHERE ${Prisma.join(filters, " AND ")} ORDER BY r.id DESC LIMIT ${page.limit + 1}`;
}

/** All of a request. */
export interface StoredBankRequest extends BankRequestRow {
  headers: Record<string, string>;
  body: Uint8Array;
  bodyBytes: number;
  isStale: boolean;
}

export async function findRequest(tx: Tx, id: string): Promise<StoredBankRequest | null> {
  const [row] = await tx.$queryRaw<StoredBankRequest[]>`
    SELECT ${rowColumns}, r.headers, r.body, r.body_bytes AS "bodyBytes", r.is_stale AS "isStale"
    FROM bank_request r LEFT JOIN app_user u ON u.id = r.replayed_by
    WHERE r.id = ${id}::uuid`;
  return row ?? null;
}

/** Deletes at most `limit` requests older than their time. Returns how many. */
export function deleteRequests(
  tx: Tx,
  keep: { genuineDays: number; refusedDays: number; limit: number },
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM bank_request WHERE id IN (
      SELECT r.id FROM bank_request r
      WHERE r.received_at < sunap_now() - make_interval(days => ${keep.refusedDays}::int)
        AND (NOT r.is_genuine OR r.received_at < sunap_now() - make_interval(days => ${keep.genuineDays}::int))
      LIMIT ${keep.limit} FOR UPDATE SKIP LOCKED
    )`;
}
