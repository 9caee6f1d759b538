import { Prisma } from "#prisma/generated/client.ts";
import type { BillStatus, NotificationState } from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";
import type { BatchBillFilter, ListBatchBillsInput } from "./import.schema.ts";

/** A bill of a batch: what was issued, what became of its message, what has come in. */
export interface BatchBill {
  billId: string;
  customerCode: string;
  storeName: string;
  status: BillStatus;
  amountWon: bigint;
  /** Linked payments less reversals. */
  collectedWon: bigint;
  periodStartOn: string | null;
  periodEndOn: string | null;
  dueOn: string | null;
  memo: string | null;
  messageState: NotificationState | null;
  sentAt: Date | null;
  dropReason: string | null;
  lastError: string | null;
}

const filters: Record<BatchBillFilter, Prisma.Sql> = {
  all: Prisma.sql`true`,
  active: Prisma.sql`l.status = 'ACTIVE'`,
  canceled: Prisma.sql`l.status = 'CANCELED'`,
  paid: Prisma.sql`c.collected_won > 0`,
  unpaid: Prisma.sql`l.status = 'ACTIVE' AND c.collected_won < l.amount_won`,
  unsent: Prisma.sql`n.state <> 'SENT'`,
};

/** One page in the order of issue; `limit` + 1 rows. */
export function listBatchBills(
  tx: Tx,
  distributorId: string,
  input: ListBatchBillsInput,
): Promise<BatchBill[]> {
  return tx.$queryRaw`
    SELECT l.id AS "billId", t.customer_code AS "customerCode", s.name AS "storeName", l.status::text AS status,
           l.amount_won AS "amountWon", c.collected_won AS "collectedWon", l.period_start_on::text AS "periodStartOn",
           l.period_end_on::text AS "periodEndOn", l.due_on::text AS "dueOn", l.memo, n.state::text AS "messageState",
           n.sent_at AS "sentAt", n.drop_reason AS "dropReason", n.last_error AS "lastError"
    FROM bill l
    JOIN trade_relationship t ON t.id = l.trade_relationship_id
    JOIN store s ON s.id = l.store_id
    LEFT JOIN notification n ON n.kind = 'BILL_ISSUED' AND n.event_id = l.id AND n.recipient = 'STORE'
    CROSS JOIN LATERAL (SELECT bill_collected_won(l) AS collected_won) c
    WHERE l.bill_batch_id = ${input.billBatchId}::uuid AND l.distributor_id = ${distributorId}::uuid
      AND (${input.cursor ?? null}::uuid IS NULL OR l.id > ${input.cursor ?? null}::uuid)
      AND ${filters[input.filter]}
    ORDER BY l.id LIMIT ${input.limit + 1}`;
}

/** How many of a batch's bills money has come in for. */
export interface BatchPayments {
  /** The whole amount, or more. */
  covered: number;
  partly: number;
  untouched: number;
}

export async function countBatchPayments(
  tx: Tx,
  distributorId: string,
  billBatchId: string,
): Promise<BatchPayments> {
  const [row] = await tx.$queryRaw<BatchPayments[]>`
    SELECT count(*) FILTER (WHERE c.collected_won >= l.amount_won)::int AS covered,
           count(*) FILTER (WHERE c.collected_won > 0 AND c.collected_won < l.amount_won)::int AS partly,
           count(*) FILTER (WHERE c.collected_won <= 0)::int AS untouched
    FROM bill l CROSS JOIN LATERAL (SELECT bill_collected_won(l) AS collected_won) c
    WHERE l.bill_batch_id = ${billBatchId}::uuid AND l.distributor_id = ${distributorId}::uuid`;
  return row ?? { covered: 0, partly: 0, untouched: 0 };
}
