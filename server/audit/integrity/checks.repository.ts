import { Prisma } from "#prisma/generated/client.ts";
import { db } from "#server/platform/db.ts";

/**
 * What must always hold, recomputed from what the bank reported. Each returns the rows that break it, as `subject`
 * (which row) and `found` (what is wrong with it); none, as long as all is well. The database refuses most of this at
 * the door; here it is looked for all the same, because a door can be taken off its hinges (a migration, a restore, a
 * hand in the database).
 */
export const checks = {
  /** A deposit is a payment, or unmatched, or cancelled before it was either. */
  depositInOnePlace: Prisma.sql`
    SELECT d.id::text AS subject, 'in ' || places.n || ' places' AS found
    FROM deposit d
    CROSS JOIN LATERAL (
      SELECT (EXISTS (SELECT FROM payment p WHERE p.deposit_id = d.id))::int
             + (EXISTS (SELECT FROM unmatched_deposit u WHERE u.deposit_id = d.id))::int AS n,
             EXISTS (SELECT FROM deposit c WHERE c.kind = 'CANCELED' AND c.bank_code = d.bank_code
                                             AND c.original_transaction_id = d.transaction_id) AS canceled
    ) places
    WHERE d.kind = 'RECEIVED' AND NOT (places.n = 1 OR (places.n = 0 AND places.canceled))`,

  /** A payment says what its deposit says. */
  paymentIsItsDeposit: Prisma.sql`
    SELECT p.id::text AS subject, p.amount_won || ' instead of ' || coalesce(d.amount_won::text, 'nothing') AS found
    FROM payment p LEFT JOIN deposit d ON d.id = p.deposit_id
    WHERE d.id IS NULL OR d.kind <> 'RECEIVED' OR (d.amount_won, d.traded_at) IS DISTINCT FROM (p.amount_won, p.traded_at)`,

  /** A cancellation has its deposit, of the same account and amount, and takes it back. */
  cancellationIsApplied: Prisma.sql`
    SELECT c.id::text AS subject,
           CASE WHEN d.id IS NULL THEN 'no deposit fits' ELSE 'its payment was not reversed' END AS found
    FROM deposit c
    LEFT JOIN deposit d ON d.kind = 'RECEIVED' AND d.bank_code = c.bank_code
                       AND d.transaction_id = c.original_transaction_id
                       AND d.account_number = c.account_number AND d.amount_won = c.amount_won
    LEFT JOIN payment p ON p.deposit_id = d.id
    LEFT JOIN payment_reversal r ON r.payment_id = p.id AND r.deposit_id = c.id AND r.amount_won = c.amount_won
    WHERE c.kind = 'CANCELED' AND (d.id IS NULL OR (p.id IS NOT NULL AND r.id IS NULL))`,

  /** A reversal has a cancellation by the bank behind it. */
  reversalIsCanceled: Prisma.sql`
    SELECT r.id::text AS subject, 'no cancellation of ' || r.amount_won AS found
    FROM payment_reversal r
    JOIN payment p ON p.id = r.payment_id
    JOIN deposit d ON d.id = p.deposit_id
    LEFT JOIN deposit c ON c.id = r.deposit_id AND c.kind = 'CANCELED'
                       AND c.original_transaction_id = d.transaction_id AND c.bank_code = d.bank_code
    WHERE c.id IS NULL OR c.amount_won <> r.amount_won OR r.amount_won <> p.amount_won
       OR r.distributor_id <> p.distributor_id`,

  /** Relationship, distributor, store and account of a payment agree; only an attribution differs from the account. */
  paymentPartiesAgree: Prisma.sql`
    SELECT p.id::text AS subject, 'recorded for relationship ' || p.trade_relationship_id AS found
    FROM payment p
    JOIN deposit d ON d.id = p.deposit_id
    JOIN trade_relationship t ON t.id = p.trade_relationship_id
    LEFT JOIN virtual_account a ON a.bank_code = d.bank_code AND a.account_number = d.account_number
    LEFT JOIN deposit_attribution x ON x.deposit_id = d.id
    WHERE (t.distributor_id, t.store_id) IS DISTINCT FROM (p.distributor_id, p.store_id)
       OR coalesce(x.trade_relationship_id, a.trade_relationship_id) IS DISTINCT FROM p.trade_relationship_id`,

  /** A bill lives until the next one: never two at once. */
  oneBillAtATime: Prisma.sql`
    SELECT b.id::text AS subject, 'overlaps ' || n.id AS found
    FROM (
      SELECT id, trade_relationship_id, ended_at,
             lead(id) OVER w AS next_id, lead(issued_at) OVER w AS next_at
      FROM bill WINDOW w AS (PARTITION BY trade_relationship_id ORDER BY issued_at)
    ) b JOIN bill n ON n.id = b.next_id
    WHERE b.ended_at IS NULL OR b.ended_at > b.next_at`,

  /** A payment belongs to a bill of its own relationship: by hand, else the one that lived when it was made. */
  paymentLinkIsDerived: Prisma.sql`
    SELECT w.id::text AS subject, 'bill ' || coalesce(w.bill_id::text, 'none') AS found
    FROM payment_with_bill w
    LEFT JOIN (
      SELECT DISTINCT ON (payment_id) payment_id, bill_id, seq FROM payment_link ORDER BY payment_id, seq DESC
    ) hand ON hand.payment_id = w.id
    LEFT JOIN bill b ON hand.seq IS NULL AND b.trade_relationship_id = w.trade_relationship_id
                    AND b.issued_at <= w.traded_at AND (b.ended_at IS NULL OR b.ended_at > w.traded_at)
    LEFT JOIN bill linked ON linked.id = w.bill_id
    WHERE w.bill_id IS DISTINCT FROM CASE WHEN hand.seq IS NULL THEN b.id ELSE hand.bill_id END
       OR linked.trade_relationship_id <> w.trade_relationship_id`,

  /** What has come in for an active bill, from its payments one by one. */
  billCollected: Prisma.sql`
    SELECT b.id::text AS subject, bill_collected_won(b) || ' instead of ' || coalesce(counted.won, 0) AS found
    FROM bill b
    LEFT JOIN (
      SELECT w.bill_id, sum(w.amount_won)::bigint AS won FROM payment_with_bill w
      WHERE w.payment_reversal_id IS NULL AND w.bill_id IS NOT NULL GROUP BY w.bill_id
    ) counted ON counted.bill_id = b.id
    WHERE b.status = 'ACTIVE' AND bill_collected_won(b) <> coalesce(counted.won, 0)`,

  /** Every payment and every reversal is in exactly one settlement item, with its amount. */
  settledOnce: Prisma.sql`
    SELECT e.id::text AS subject, e.items || ' items' AS found
    FROM (
      SELECT p.id, count(i.id) AS items FROM payment p
      LEFT JOIN settlement_item i ON i.payment_id = p.id AND i.gross_won = p.amount_won
                                 AND i.distributor_id = p.distributor_id
      GROUP BY p.id
      UNION ALL
      SELECT r.id, count(i.id) FROM payment_reversal r
      LEFT JOIN settlement_item i ON i.payment_reversal_id = r.id AND i.gross_won = -r.amount_won
                                 AND i.distributor_id = r.distributor_id
      GROUP BY r.id
    ) e WHERE e.items <> 1`,

  /** Net is gross less fee and VAT; a reversal's item negates its payment's. */
  itemFigures: Prisma.sql`
    SELECT i.id::text AS subject, i.gross_won || ' − ' || i.fee_won || ' − ' || i.vat_won || ' = ' || i.net_won AS found
    FROM settlement_item i
    LEFT JOIN payment_reversal r ON r.id = i.payment_reversal_id
    LEFT JOIN settlement_item o ON o.payment_id = r.payment_id
    WHERE i.net_won <> i.gross_won - i.fee_won - i.vat_won
       OR (r.id IS NOT NULL AND (i.gross_won, i.fee_won, i.vat_won) IS DISTINCT FROM (-o.gross_won, -o.fee_won, -o.vat_won))`,

  /** A distributor's settlements come to what the bank reported for it, less what it took back. */
  settlementsAreDeposits: Prisma.sql`
    SELECT coalesce(s.distributor_id, m.distributor_id)::text AS subject,
           coalesce(s.won, 0) || ' instead of ' || coalesce(m.won, 0) AS found
    FROM (SELECT distributor_id, sum(gross_won) AS won FROM settlement_item GROUP BY 1) s
    FULL JOIN (
      SELECT moved.distributor_id, sum(moved.won) AS won FROM (
        SELECT p.distributor_id, d.amount_won AS won FROM deposit d JOIN payment p ON p.deposit_id = d.id
        UNION ALL
        SELECT r.distributor_id, -c.amount_won FROM deposit c JOIN payment_reversal r ON r.deposit_id = c.id
      ) moved GROUP BY 1
    ) m ON m.distributor_id = s.distributor_id
    WHERE coalesce(s.won, 0) <> coalesce(m.won, 0)`,

  /** The sums that lists read are the sums of the items. */
  settlementSums: Prisma.sql`
    SELECT r.settlement_id::text AS subject, r.gross_won || ' instead of ' || coalesce(i.gross, 0) AS found
    FROM settlement_rollup r
    LEFT JOIN LATERAL (
      SELECT count(i.payment_id) AS payments, count(i.payment_reversal_id) AS reversals, sum(i.gross_won) AS gross,
             sum(i.fee_won) AS fee, sum(i.vat_won) AS vat
      FROM settlement_item i WHERE i.settlement_id = r.settlement_id AND i.seq <= r.upto_seq
    ) i ON true
    WHERE (r.payment_count, r.reversal_count, r.gross_won, r.fee_won, r.vat_won)
          IS DISTINCT FROM (i.payments, i.reversals, coalesce(i.gross, 0), coalesce(i.fee, 0), coalesce(i.vat, 0))`,

  /** What was closed is frozen: nothing went in afterwards. */
  closedIsFrozen: Prisma.sql`
    SELECT i.id::text AS subject, 'came after ' || s.closed_at AS found
    FROM settlement s JOIN settlement_item i ON i.settlement_id = s.id
    WHERE s.status = 'CLOSED' AND i.created_at > s.closed_at`,

  /** Each closed settlement has its payout, of what its items come to. */
  payoutOfClosed: Prisma.sql`
    SELECT s.id::text AS subject, coalesce(p.net_won::text, 'no payout') || ' instead of ' || t.net AS found
    FROM settlement s
    LEFT JOIN payout p ON p.settlement_id = s.id
    CROSS JOIN LATERAL (SELECT coalesce(sum(i.net_won), 0) AS net FROM settlement_item i WHERE i.settlement_id = s.id) t
    WHERE (s.status = 'CLOSED' AND (p.id IS NULL OR p.net_won <> t.net)) OR (s.status = 'OPEN' AND p.id IS NOT NULL)`,

  /** What one payout falls short of is carried into the next one, and nothing else is. */
  carriedOnce: Prisma.sql`
    SELECT p.id::text AS subject, p.carried_in_won || ' instead of ' || coalesce(o.carried_out_won, 0) AS found
    FROM (SELECT p.*, lag(p.id) OVER (PARTITION BY p.distributor_id ORDER BY p.seq) AS former_id FROM payout p) p
    LEFT JOIN payout o ON o.id = p.former_id
    WHERE p.carried_in_won <> coalesce(o.carried_out_won, 0) OR p.previous_payout_id IS DISTINCT FROM p.former_id`,

  /** A payout is in the state that its last event left it in. */
  payoutState: Prisma.sql`
    SELECT p.id::text AS subject, p.status || ' after ' || coalesce(e.kind, 'nothing') AS found
    FROM payout p
    LEFT JOIN LATERAL (
      SELECT e.kind FROM payout_event e WHERE e.payout_id = p.id ORDER BY e.seq DESC LIMIT 1
    ) e ON true
    WHERE p.status <> CASE WHEN p.amount_won = 0 THEN 'NOT_DUE' WHEN e.kind = 'CONFIRMED' THEN 'PAID'
                           WHEN e.kind = 'FAILED' THEN 'FAILED' ELSE 'PENDING' END`,

  /** An account in use was asked for by one admin and approved by another. */
  payoutAccountByTwo: Prisma.sql`
    SELECT c.id::text AS subject, 'decided by ' || coalesce(c.decided_by::text, 'nobody') AS found
    FROM payout_account_change c
    WHERE c.decision = 'APPROVED' AND (c.decided_by IS NULL OR c.decided_by = c.requested_by)`,

  /** Every payment and every reversal awaits an export, or stands in one. */
  exportedOnce: Prisma.sql`
    SELECT e.id::text AS subject, e.pending || ' pending, ' || e.exported || ' exported' AS found
    FROM (
      SELECT p.id, (SELECT count(*) FROM erp_export_pending x
                    WHERE x.distributor_id = p.distributor_id AND x.entry_id = p.id) AS pending,
             (SELECT count(*) FROM erp_export_item i WHERE i.payment_id = p.id) AS exported
      FROM payment p
      UNION ALL
      SELECT r.id, (SELECT count(*) FROM erp_export_pending x
                    WHERE x.distributor_id = r.distributor_id AND x.entry_id = r.id),
             (SELECT count(*) FROM erp_export_item i WHERE i.payment_reversal_id = r.id)
      FROM payment_reversal r
    ) e WHERE e.pending + e.exported <> 1`,

  /** A file holds as many entries as it says. */
  exportIsWhole: Prisma.sql`
    SELECT e.id::text AS subject, count(i.id) || ' instead of ' || e.entry_count AS found
    FROM erp_export e LEFT JOIN erp_export_item i ON i.erp_export_id = e.id
    GROUP BY e.id HAVING count(i.id) <> e.entry_count`,

  /** A cancellation that came early does not wait for a deposit that has come. */
  earlyCancellationsWait: Prisma.sql`
    SELECT h.id::text AS subject, 'deposit ' || d.id || ' has come' AS found
    FROM held_notice h
    JOIN deposit d ON d.bank_code = h.bank_code AND d.transaction_id = h.original_transaction_id AND d.kind = 'RECEIVED'
    WHERE h.kind = 'EARLY_CANCELLATION' AND h.resolution IS NULL`,
} satisfies Record<string, Prisma.Sql>;

export type CheckName = keyof typeof checks;
export const checkNames = Object.keys(checks) as CheckName[];

export interface Offender {
  subject: string;
  found: string;
}

const sampleCount = 20;
const timeoutMs = 120_000;

/** Runs one check: how many rows break it, and some of them. */
export async function runCheck(name: CheckName): Promise<{ offenders: number; samples: Offender[] }> {
  const rows = await db().$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('statement_timeout', ${String(timeoutMs)}, true)`;
      return tx.$queryRaw<(Offender & { offenders: number })[]>`
        SELECT c.subject, c.found, count(*) OVER ()::int AS offenders FROM (${checks[name]}) c LIMIT ${sampleCount}`;
    },
    { timeout: timeoutMs + 5_000 },
  );
  return {
    offenders: rows[0]?.offenders ?? 0,
    samples: rows.map(({ subject, found }) => ({ subject, found })),
  };
}
