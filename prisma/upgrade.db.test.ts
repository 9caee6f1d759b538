import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { checkIntegrity } from "#server/audit/integrity/check-integrity.ts";
import { applyMigrations } from "./deploy.ts";

const database = useDatabase();
const silent = { log: () => undefined };
const firstMigration = "20261122000000_init";

/** The first version's tables alone, without anything in them. */
async function installFirstVersion(): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), "sunap-first-version-"));
  try {
    await cp(path.join("prisma/migrations", firstMigration), path.join(directory, firstMigration), {
      recursive: true,
    });
    await database.sql("DROP SCHEMA public CASCADE");
    await database.sql("CREATE SCHEMA public");
    expect(await applyMigrations(database.url, { ...silent, directory })).toEqual([firstMigration]);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** One of each thing that the first version could hold, in each state. One statement: its checks come at the end. */
const firstVersionData = `
DO $$
DECLARE
  admin uuid; clerk uuid; d uuid; s uuid; t uuid; a uuid; b uuid; imported uuid; batch uuid; closed uuid; opened uuid;
  p1 uuid; p2 uuid; r uuid; dep uuid;
BEGIN
  INSERT INTO app_user (name, email, role) VALUES ('운영자', 'a@test', 'ADMIN') RETURNING id INTO admin;
  INSERT INTO app_user (name, email, role) VALUES ('직원', 'c@test', 'DISTRIBUTOR') RETURNING id INTO clerk;
  INSERT INTO distributor (name, business_number, bank_code, chat_sender, notice_channel)
    VALUES ('한빛식자재', '1234567890', '004', 'sender-1', 'notice-1') RETURNING id INTO d;
  INSERT INTO distributor_staff (user_id, distributor_id) VALUES (clerk, d);
  INSERT INTO settlement_contract (distributor_id, effective_from_on, business_days, cutoff_time, fee_won, fee_rate_bps)
    VALUES (d, '2020-01-01', 2, '16:00', 200, 10);
  INSERT INTO store (name, owner_name, owner_phone) VALUES ('행복한 분식 ㄱ(본점)', '김사장', '01012345678')
    RETURNING id INTO s;
  INSERT INTO trade_relationship (distributor_id, store_id, customer_code, channel) VALUES (d, s, '0001', 'channel-1')
    RETURNING id INTO t;
  INSERT INTO virtual_account (bank_code, account_number, holder_name, trade_relationship_id, given_at)
    VALUES ('004', '79012345678901', '한빛식자재', t, '2020-01-01') RETURNING id INTO a;

  INSERT INTO bill_import (distributor_id, created_by, status, file_name, file_sha256, file_content, encoding, delimiter,
                           header_line_no, columns, mapping, defaults)
    VALUES (d, clerk, 'ISSUED', 'a.csv', repeat('0', 64), 'x', 'utf-8', ',', 1, '[]', '{"amountColumns": []}', '{}')
    RETURNING id INTO imported;
  INSERT INTO bill_import_row (bill_import_id, line_no, cells, disposition, amount_won, trade_relationship_id)
    VALUES (imported, 2, '["0001", "1000"]', 'BILL', 1000, t);
  INSERT INTO bill_batch (distributor_id, bill_import_id, idempotency_key, issued_by, issued_at, bill_count, total_won)
    VALUES (d, imported, gen_random_uuid(), clerk, '2026-11-01', 1, 1000) RETURNING id INTO batch;
  INSERT INTO bill (distributor_id, store_id, trade_relationship_id, amount_won, status, issued_at, issued_by, ended_at)
    VALUES (d, s, t, 1000, 'EXPIRED', '2026-10-01', clerk, '2026-10-15');
  INSERT INTO bill (distributor_id, store_id, trade_relationship_id, amount_won, status, issued_at, issued_by, ended_at,
                    canceled_by, cancel_reason)
    VALUES (d, s, t, 1000, 'CANCELED', '2026-10-15', clerk, '2026-10-20', clerk, '금액 오류');
  INSERT INTO bill (distributor_id, store_id, trade_relationship_id, bill_batch_id, amount_won, issued_at, issued_by)
    VALUES (d, s, t, batch, 1000, '2026-11-01', clerk) RETURNING id INTO b;
  INSERT INTO unpaid_reminder (bill_id, requested_by) VALUES (b, clerk);

  INSERT INTO settlement (distributor_id, payout_on) VALUES (d, '2026-11-05') RETURNING id INTO closed;
  INSERT INTO settlement (distributor_id, payout_on) VALUES (d, '2099-11-05') RETURNING id INTO opened;
  INSERT INTO deposit (kind, bank_code, transaction_id, account_number, amount_won, traded_at, body)
    VALUES ('RECEIVED', '004', 'T1', '79012345678901', 10000, '2026-11-03', '{}') RETURNING id INTO dep;
  INSERT INTO payment (deposit_id, distributor_id, store_id, trade_relationship_id, virtual_account_id, amount_won, traded_at)
    VALUES (dep, d, s, t, a, 10000, '2026-11-03') RETURNING id INTO p1;
  INSERT INTO settlement_item (settlement_id, distributor_id, payment_id, amount_won, fee_won, vat_won, reason, created_at)
    VALUES (closed, d, p1, 10000, 200, 20, 'IN_TIME', '2026-11-03');
  INSERT INTO deposit (kind, bank_code, transaction_id, account_number, amount_won, traded_at, body)
    VALUES ('RECEIVED', '004', 'T2', '79012345678901', 500, '2026-11-20', '{}') RETURNING id INTO dep;
  INSERT INTO payment (deposit_id, distributor_id, store_id, trade_relationship_id, virtual_account_id, amount_won, traded_at)
    VALUES (dep, d, s, t, a, 500, '2026-11-20') RETURNING id INTO p2;
  INSERT INTO settlement_item (settlement_id, distributor_id, payment_id, amount_won, fee_won, vat_won, reason)
    VALUES (opened, d, p2, 500, 200, 20, 'IN_TIME');
  INSERT INTO payment_link (payment_id, trade_relationship_id, bill_id, linked_by) VALUES (p2, t, NULL, clerk);
  INSERT INTO deposit (kind, bank_code, transaction_id, original_transaction_id, account_number, amount_won, traded_at, body)
    VALUES ('CANCELED', '004', 'T3', 'T2', '79012345678901', 500, '2026-11-21', '{}') RETURNING id INTO dep;
  INSERT INTO payment_reversal (payment_id, distributor_id, deposit_id, amount_won, traded_at)
    VALUES (p2, d, dep, 500, '2026-11-21') RETURNING id INTO r;
  INSERT INTO settlement_item (settlement_id, distributor_id, payment_reversal_id, amount_won, fee_won, vat_won, reason)
    VALUES (opened, d, r, 500, -200, -20, 'IN_TIME');
  UPDATE settlement SET status = 'CLOSED', closed_at = '2026-11-05' WHERE id = closed;
  INSERT INTO deposit (kind, bank_code, transaction_id, account_number, amount_won, traded_at, body)
    VALUES ('RECEIVED', '004', 'T4', '11112222333344', 700, '2026-11-20', '{}'),
           ('RECEIVED', '004', 'T5', '11112222333344', 800, '2026-11-20', '{}');
  INSERT INTO deposit (kind, bank_code, transaction_id, original_transaction_id, account_number, amount_won, traded_at, body)
    VALUES ('CANCELED', '004', 'T6', 'T5', '11112222333344', 800, '2026-11-21', '{}');

  INSERT INTO notification (kind, event_id, recipient, distributor_id, trade_relationship_id, bill_id, sender, channel,
                            priority, state, next_attempt_at, lease_until, sent_at, drop_reason, ended_at)
  SELECT 'BILL_ISSUED', gen_random_uuid(), 'STORE', d, t, b, 'sender-1', 'channel-1', 2, state::notification_state,
         CASE state WHEN 'RETRYING' THEN now() END, CASE state WHEN 'SENDING' THEN now() END,
         CASE state WHEN 'SENT' THEN now() END, CASE state WHEN 'DROPPED' THEN 'bill canceled' END,
         CASE WHEN state IN ('SENT', 'DROPPED', 'FAILED') THEN now() END
  FROM unnest(enum_range(NULL::notification_state)::text[]) AS state;
  INSERT INTO rate_bucket (key, theoretical_arrival_at) VALUES ('chat:app', now());
  INSERT INTO audit_entry (actor_id, distributor_id, action, subject_id) VALUES (clerk, d, 'bill.cancel', b);
END $$`;

test("a database of the first version, with data in it, is brought up to date, and its books are right", async () => {
  await installFirstVersion();
  await database.sql(firstVersionData);

  const applied = await applyMigrations(database.url, silent);

  expect(applied.length).toBeGreaterThan(0);
  const [after] = await database.sql(`
    SELECT (SELECT count(*)::int FROM erp_export_pending) AS "toExport",
           (SELECT array_agg(d.transaction_id) FROM unmatched_deposit u JOIN deposit d ON d.id = u.deposit_id) AS unmatched,
           (SELECT jsonb_agg(jsonb_build_array(p.status, p.net_won, p.amount_won)) FROM payout p) AS payouts,
           (SELECT jsonb_agg(t.net_won) FROM settlement s CROSS JOIN LATERAL settlement_totals(s.id) t
            WHERE s.status = 'OPEN') AS open,
           (SELECT count(*)::int FROM notification WHERE due_at IS NOT NULL) AS due,
           (SELECT bool_and(r.trade_relationship_id = p.trade_relationship_id)
            FROM payment_reversal r JOIN payment p ON p.id = r.payment_id) AS reversed`);
  expect(after).toEqual({
    toExport: 3,
    unmatched: ["T4"],
    payouts: [["PENDING", 9_780, 9_780]],
    open: [0],
    due: 3,
    reversed: true,
  });
  const { results } = await checkIntegrity(null);
  expect(results.filter(({ offenders, error }) => offenders > 0 || error)).toEqual([]);
});
