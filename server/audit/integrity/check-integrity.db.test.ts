import { beforeAll, expect, test } from "vitest";
import { createAdmin, createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { createExport } from "#server/payments/export/create-export.ts";
import { db } from "#server/platform/db.ts";
import { closeSettlements } from "#server/settlements/close-settlements.ts";
import { decidePayoutAccount, requestPayoutAccount } from "#server/settlements/payout-account.ts";
import { pay, reverse } from "#server/settlements/settlement.fixtures.ts";
import { checkIntegrity } from "./check-integrity.ts";
import { type CheckName, checkNames, runCheck } from "./checks.repository.ts";
import { listRuns } from "./integrity-run.repository.ts";

const database = useDatabase();
const seoul = (text: string) => new Date(`${text.replace(" ", "T")}+09:00`);
let trade: Trade;

/** A history with something of everything: bills, payments with and without, a reversal, closings, an export. */
beforeAll(async () => {
  await database.setNow(seoul("2026-11-24 12:00:00"));
  trade = await createTrade(database);
  await createTrade(database);
  const bill = (issuedAt: string, endedAt: string | null) =>
    database.sql(
      `INSERT INTO bill (distributor_id, store_id, trade_relationship_id, amount_won, issued_at, ended_at, status, issued_by)
       VALUES ($1, $2, $3, 90000, $4, $5, $6, $7)`,
      [
        ...[trade.distributorId, trade.storeId, trade.tradeRelationshipId, seoul(issuedAt)],
        ...[endedAt && seoul(endedAt), endedAt ? "EXPIRED" : "ACTIVE", trade.clerk.userId],
      ],
    );
  await pay(trade, 10_000n, seoul("2026-10-01 10:00:00"));
  await bill("2026-11-01 09:00:00", "2026-11-20 09:00:00");
  await bill("2026-11-20 09:00:00", null);
  const payment = await pay(trade, 20_000n, seoul("2026-11-24 10:00:00"));
  await pay(trade, 30_000n, seoul("2026-11-24 10:00:00"));
  await createExport(trade.clerk);
  const [first, second] = [await createAdmin(database), await createAdmin(database)];
  const change = await requestPayoutAccount(first, {
    ...{ distributorId: trade.distributorId, bankCode: "088", accountNumber: "110123456789" },
    ...{ holderName: "한빛식자재", reason: "첫 등록" },
  });
  await decidePayoutAccount(second, { ...change, decision: "APPROVED" });
  await database.setNow(seoul("2026-11-27 00:10:00"));
  await closeSettlements();
  await reverse(trade, payment, seoul("2026-11-27 00:00:00"));
  await database.setNow(seoul("2026-11-30 00:10:00"));
  await closeSettlements();
  await database.sql(
    `INSERT INTO held_notice (kind, reason, bank_code, transaction_id, original_transaction_id, content_sha256, body)
     VALUES ('EARLY_CANCELLATION', 'ORIGINAL_MISSING', '004', 'c-1', 'has-not-come', 'x', '{}')`,
  );
});

test("a sound history breaks nothing, and the run is kept", async () => {
  const report = await checkIntegrity(null);
  expect(report.results.filter(({ offenders, error }) => offenders > 0 || error)).toEqual([]);
  const [run] = await listRuns(db(), 1);
  expect(run).toMatchObject({ brokenCount: 0, checkCount: checkNames.length, requestedByName: null });
  expect(run?.results.map(({ check }) => check)).toEqual(checkNames);
});

/** A hand in the database, past all constraints and triggers, for each check. */
const damages: Record<CheckName, string> = {
  depositInOnePlace: `INSERT INTO deposit (kind, bank_code, transaction_id, account_number, amount_won, traded_at, body)
                      VALUES ('RECEIVED', '004', 'lost', '111111', 5, now(), '{}')`,
  paymentIsItsDeposit: "UPDATE payment SET amount_won = amount_won + 1 WHERE amount_won = 30000",
  cancellationIsApplied: `INSERT INTO deposit
      (kind, bank_code, transaction_id, original_transaction_id, account_number, amount_won, traded_at, body)
    SELECT 'CANCELED', bank_code, 'forgotten', transaction_id, account_number, amount_won, now(), '{}'
    FROM deposit WHERE amount_won = 10000`,
  reversalIsCanceled: "UPDATE payment_reversal SET amount_won = amount_won - 1",
  paymentPartiesAgree: `UPDATE payment SET trade_relationship_id =
      (SELECT id FROM trade_relationship t WHERE t.id <> payment.trade_relationship_id LIMIT 1)
    WHERE amount_won = 10000`,
  oneBillAtATime:
    "ALTER TABLE bill DROP CONSTRAINT bill_lives_do_not_overlap; UPDATE bill SET ended_at = ended_at + interval '1 day'",
  paymentLinkIsDerived: `INSERT INTO payment_link (payment_id, trade_relationship_id, bill_id, linked_by)
    SELECT p.id, p.trade_relationship_id, b.id, b.issued_by FROM payment p, bill b
    WHERE p.trade_relationship_id <> b.trade_relationship_id LIMIT 1`,
  billCollected: `CREATE OR REPLACE FUNCTION bill_collected_won(bill) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT 7::bigint'`,
  settledOnce: "DELETE FROM settlement_item WHERE gross_won = 10000",
  itemFigures: "UPDATE settlement_item SET fee_won = fee_won - 1 WHERE gross_won = -20000",
  settlementsAreDeposits: `INSERT INTO settlement_item (settlement_id, distributor_id, payment_id, amount_won, fee_won, vat_won, reason)
    SELECT settlement_id, distributor_id, gen_random_uuid(), 999, 0, 0, 'IN_TIME' FROM settlement_item LIMIT 1`,
  settlementSums: "UPDATE settlement_rollup SET gross_won = gross_won + 1",
  closedIsFrozen: "UPDATE settlement_item SET created_at = '2027-01-01'",
  payoutOfClosed: "UPDATE payout SET net_won = net_won + 1",
  carriedOnce: "UPDATE payout SET carried_in_won = -1 WHERE previous_payout_id IS NULL",
  payoutState: "UPDATE payout SET status = 'PAID' WHERE status = 'PENDING'",
  payoutAccountByTwo: `ALTER TABLE payout_account_change DROP CONSTRAINT payout_account_needs_a_second_person;
    UPDATE payout_account_change SET decided_by = requested_by`,
  exportedOnce: "DELETE FROM erp_export_pending",
  exportIsWhole: "DELETE FROM erp_export_item WHERE amount_won = 10000",
  earlyCancellationsWait: `UPDATE held_notice SET original_transaction_id = (SELECT transaction_id FROM deposit LIMIT 1)`,
};

test.each(checkNames)("%s finds what breaks it", async (name) => {
  const hand = await database.connect();
  await hand.query(`SET session_replication_role = replica; ${damages[name]}`);
  await hand.end();
  const { offenders, samples } = await runCheck(name);
  expect(offenders).toBeGreaterThan(0);
  expect(samples[0]).toEqual({ subject: expect.any(String), found: expect.stringMatching(/./) });
});

test("what is broken is counted, and alarms", async () => {
  const report = await checkIntegrity(null);
  expect(report.brokenCount).toBe(checkNames.length);
});
