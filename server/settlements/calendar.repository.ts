import type { Tx } from "#server/platform/db.ts";
import type { ContractTerms, ItemReason } from "./settlement.rules.ts";

export interface CalendarDay {
  onDay: string;
  closed: boolean;
  name: string;
  setByName: string;
  setAt: Date;
}

/** The days that we set ourselves, newest first: a handful a year. */
export function listCalendarDays(tx: Tx): Promise<CalendarDay[]> {
  return tx.$queryRaw`
    SELECT b.on_day::text AS "onDay", b.closed, b.name, u.name AS "setByName", b.set_at AS "setAt"
    FROM bank_calendar_day b JOIN app_user u ON u.id = b.set_by
    ORDER BY b.on_day DESC LIMIT 200`;
}

export async function saveCalendarDay(
  tx: Tx,
  day: { onDay: string; closed: boolean; name: string },
  setBy: string,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO bank_calendar_day (on_day, closed, name, set_by)
    VALUES (${day.onDay}::date, ${day.closed}, ${day.name}, ${setBy}::uuid)
    ON CONFLICT (on_day) DO UPDATE
      SET (closed, name, set_by, set_at) = (EXCLUDED.closed, EXCLUDED.name, EXCLUDED.set_by, EXCLUDED.set_at)`;
}

export async function deleteCalendarDay(tx: Tx, onDay: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM bank_calendar_day WHERE on_day = ${onDay}::date`;
}

export async function todayOn(tx: Tx): Promise<string> {
  const [row] = await tx.$queryRaw<{ today: string }[]>`
    SELECT (sunap_now() AT TIME ZONE 'Asia/Seoul')::date::text AS today`;
  if (!row) throw new Error("the database did not tell the day");
  return row.today;
}

/**
 * Whether the open settlements were computed under another calendar than this one; remembers it. Says yes again for a
 * while after a change: a payment that was on its way while the calendar changed may have been placed by the former.
 */
export async function noteCalendar(tx: Tx, fingerprint: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    INSERT INTO bank_calendar_applied AS a (fingerprint) VALUES (${fingerprint})
    ON CONFLICT (only_row) DO UPDATE
      SET fingerprint = EXCLUDED.fingerprint,
          applied_at = CASE WHEN a.fingerprint = EXCLUDED.fingerprint THEN a.applied_at ELSE EXCLUDED.applied_at END
      WHERE a.fingerprint <> EXCLUDED.fingerprint OR a.applied_at > sunap_now() - interval '20 minutes'
    RETURNING 1`;
  return rows.length > 0;
}

/** The distributors that have something in open settlements. */
export async function listForecastDistributors(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT s.distributor_id AS id FROM settlement s WHERE s.status = 'OPEN' ORDER BY 1`;
  return rows.map(({ id }) => id);
}

export interface PlacedItem {
  itemId: string;
  seq: bigint;
  settlementId: string;
  payoutOn: string;
  kind: "PAYMENT" | "REVERSAL";
  reason: ItemReason;
  /** Of the payment, also for a reversal. */
  tradedAt: Date;
  /** Of a REVERSAL: where its payment stands is open. */
  paymentOpen: boolean;
  paymentReason: ItemReason;
  paymentPayoutOn: string;
  businessDays: number;
  cutoffTime: string;
}

/** The items in a distributor's open settlements after `afterSeq`, with what decides their day. */
export function listPlacedItems(
  tx: Tx,
  distributorId: string,
  afterSeq: bigint,
  limit: number,
): Promise<(PlacedItem & Pick<ContractTerms, "businessDays" | "cutoffTime">)[]> {
  return tx.$queryRaw`
    SELECT i.id AS "itemId", i.seq, i.settlement_id AS "settlementId", s.payout_on::text AS "payoutOn",
           CASE WHEN i.payment_id IS NULL THEN 'REVERSAL' ELSE 'PAYMENT' END AS kind, i.reason,
           p.traded_at AS "tradedAt", ps.status = 'OPEN' AS "paymentOpen", pi.reason AS "paymentReason",
           ps.payout_on::text AS "paymentPayoutOn", c.business_days AS "businessDays",
           c.cutoff_time::text AS "cutoffTime"
    FROM settlement s
    JOIN settlement_item i ON i.settlement_id = s.id
    LEFT JOIN payment_reversal r ON r.id = i.payment_reversal_id
    JOIN payment p ON p.id = coalesce(i.payment_id, r.payment_id)
    JOIN settlement_item pi ON pi.payment_id = p.id
    JOIN settlement ps ON ps.id = pi.settlement_id
    CROSS JOIN LATERAL (
      SELECT c.business_days, c.cutoff_time FROM settlement_contract c
      WHERE c.distributor_id = s.distributor_id
      ORDER BY CASE WHEN c.effective_from_on <= (p.traded_at AT TIME ZONE 'Asia/Seoul')::date
                    THEN c.effective_from_on END DESC NULLS LAST, c.effective_from_on
      LIMIT 1
    ) c
    WHERE s.distributor_id = ${distributorId}::uuid AND s.status = 'OPEN' AND i.seq > ${afterSeq}
    ORDER BY i.seq LIMIT ${limit}`;
}

/** Moves items into the distributor's open settlement of a day; the table's trigger refuses what is closed. */
export async function moveItems(
  tx: Tx,
  distributorId: string,
  payoutOn: string,
  itemIds: string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE settlement_item i SET settlement_id = s.id
    FROM settlement s
    WHERE s.distributor_id = ${distributorId}::uuid AND s.payout_on = ${payoutOn}::date
      AND i.id = ANY (${itemIds}::uuid[])`;
}
