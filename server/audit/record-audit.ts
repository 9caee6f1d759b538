import type { Tx } from "#server/platform/db.ts";

export interface AuditRecord {
  /** The user who did it; null: the product itself. */
  actorId: string | null;
  /** The tenant that it concerns, if one. */
  distributorId: string | null;
  /** `<noun>.<verb>`, e.g. `bill.cancel`; the page's text stands under this name. */
  action: string;
  subjectId: string | null;
  /** Ids, codes, counts and amounts (a bigint is stored as its digits); no names, phone numbers or secrets. */
  details: Record<string, AuditDetail>;
}

export type AuditDetail =
  | string
  | number
  | bigint
  | boolean
  | null
  | AuditDetail[]
  | { [key: string]: AuditDetail };

/** Writes one entry of the audit trail in the caller's transaction: it stands if, and only if, the deed does. */
export async function recordAudit(tx: Tx, record: AuditRecord): Promise<void> {
  await recordAudits(tx, [record]);
}

/** The same for many entries at once, in one statement. */
export async function recordAudits(tx: Tx, records: AuditRecord[]): Promise<void> {
  if (records.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO audit_entry (actor_id, distributor_id, action, subject_id, details)
    SELECT * FROM unnest(
      ${records.map((r) => r.actorId)}::uuid[],
      ${records.map((r) => r.distributorId)}::uuid[],
      ${records.map((r) => r.action)}::text[],
      ${records.map((r) => r.subjectId)}::uuid[],
      ${records.map((r) => toJson(r.details))}::jsonb[]
    )`;
}

function toJson(details: Record<string, AuditDetail>): string {
  return JSON.stringify(details, (_key, value) => (typeof value === "bigint" ? String(value) : value));
}
