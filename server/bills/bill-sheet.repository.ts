import { Prisma } from "#prisma/generated/client.ts";
import type { BillStatus } from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";

/** A bill as it is printed. Days are yyyy-mm-dd. */
export interface BillSheet {
  language: "ko" | "en";
  distributorName: string;
  distributorBusinessNumber: string;
  storeName: string;
  storeBusinessNumber: string | null;
  customerCode: string;
  bankCode: string | null;
  accountNumber: string | null;
  accountHolder: string | null;
  status: BillStatus;
  amountWon: bigint;
  collectedWon: bigint;
  /** Only of an ACTIVE bill (rule R3): what has not been seen to come in, not below 0. */
  remainingWon: bigint | null;
  periodStartOn: string | null;
  periodEndOn: string | null;
  dueOn: string | null;
  memo: string | null;
  issuedAt: Date;
  endedAt: Date | null;
  printedAt: Date;
  /** Linked to it, the newest 40; a reversal has taken its payment back. */
  payments: { tradedAt: Date; amountWon: bigint; reversed: boolean }[];
}

/** Who prints: the bill is found only within it. */
export type SheetScope =
  | { distributorId: string }
  | { ownerPhone: string }
  /** By the link in its message, which opens so long after the bill's end, unless it was revoked. */
  | { openLinkDaysAfterEnd: number };

type SheetRow = Omit<BillSheet, "payments"> & {
  payments: { tradedAt: string; amountWon: string; reversed: boolean }[];
};

export async function findBillSheet(tx: Tx, billId: string, scope: SheetScope): Promise<BillSheet | null> {
  const [row] = await tx.$queryRaw<SheetRow[]>`
    SELECT st.language, d.name AS "distributorName", d.business_number AS "distributorBusinessNumber",
           st.name AS "storeName", st.business_number AS "storeBusinessNumber", t.customer_code AS "customerCode",
           a.bank_code AS "bankCode", a.account_number AS "accountNumber", a.holder_name AS "accountHolder",
           b.status::text AS status, b.amount_won AS "amountWon", c.collected_won AS "collectedWon",
           CASE WHEN b.status = 'ACTIVE' THEN greatest(b.amount_won - c.collected_won, 0) END AS "remainingWon",
           b.period_start_on::text AS "periodStartOn", b.period_end_on::text AS "periodEndOn",
           b.due_on::text AS "dueOn", b.memo, b.issued_at AS "issuedAt", b.ended_at AS "endedAt",
           sunap_now() AS "printedAt",
           coalesce((
             SELECT jsonb_agg(jsonb_build_object('tradedAt', p.traded_at, 'amountWon', p.amount_won::text,
                                                 'reversed', p.payment_reversal_id IS NOT NULL)
                              ORDER BY p.traded_at, p.id)
             FROM (SELECT * FROM payment_with_bill p
                   WHERE p.trade_relationship_id = b.trade_relationship_id AND p.bill_id = b.id
                   ORDER BY p.traded_at DESC, p.id DESC LIMIT 40) p), '[]') AS payments
    FROM bill b
    JOIN distributor d ON d.id = b.distributor_id
    JOIN trade_relationship t ON t.id = b.trade_relationship_id
    JOIN store st ON st.id = b.store_id
    LEFT JOIN virtual_account a ON a.trade_relationship_id = t.id
    CROSS JOIN LATERAL (SELECT bill_collected_won(b) AS collected_won) c
    WHERE b.id = ${billId}::uuid AND ${within(scope)}`;
  if (!row) return null;
  const payments = row.payments.map(({ tradedAt, amountWon, reversed }) => ({
    tradedAt: new Date(tradedAt),
    amountWon: BigInt(amountWon),
    reversed,
  }));
  return { ...row, payments };
}

function within(scope: SheetScope): Prisma.Sql {
  if ("distributorId" in scope) return Prisma.sql`b.distributor_id = ${scope.distributorId}::uuid`;
  if ("ownerPhone" in scope) return Prisma.sql`st.owner_phone = ${scope.ownerPhone}`;
  return Prisma.sql`b.link_revoked_at IS NULL
    AND (b.ended_at IS NULL
         OR b.ended_at > sunap_now() - make_interval(days => ${scope.openLinkDaysAfterEnd}::int))`;
}
