import { beforeAll, describe, expect, test } from "vitest";
import { createDistributor, createTrade, depositBody, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { parseBankNotice } from "#server/bank/bank-notice.schema.ts";
import { issueSingleBill } from "#server/bills/issue-single-bill.ts";
import { recordNotice } from "#server/payments/record-notice.ts";

// Each test breaks a rule in plain SQL, as a bug or a careless hand would, and sees the database refuse it.

const database = useDatabase();
let trade: Trade;
let other: Trade;
let billId: string;
let payment: { id: string; depositId: string };

beforeAll(async () => {
  trade = await createTrade(database);
  other = await createTrade(database);
  billId = await issue(trade, 1_000_000n);
  payment = await pay(trade, 300_000n);
});

async function issue(of: Trade, amountWon: bigint): Promise<string> {
  const bill = await issueSingleBill(of.clerk, {
    tradeRelationshipId: of.tradeRelationshipId,
    amountWon,
    periodStartOn: null,
    periodEndOn: null,
    dueOn: null,
    memo: null,
  });
  return bill.billId;
}

async function pay(of: Trade, amountWon: bigint): Promise<{ id: string; depositId: string }> {
  await recordNotice(parseBankNotice(depositBody(of, { amountWon })));
  const [row] = await database.sql<{ id: string; depositId: string }>(
    `SELECT id, deposit_id AS "depositId" FROM payment WHERE trade_relationship_id = $1 ORDER BY id DESC LIMIT 1`,
    [of.tradeRelationshipId],
  );
  if (!row) throw new Error("no payment");
  return row;
}

/** A stored cancellation of a payment's deposit, not yet turned into a reversal. */
async function storedCancellation(depositId: string, amountWon: bigint): Promise<string> {
  const [row] = await database.sql<{ id: string }>(
    `INSERT INTO deposit (kind, bank_code, transaction_id, original_transaction_id, account_number, amount_won, traded_at, body)
     SELECT 'CANCELED', bank_code, transaction_id || '-canceled', transaction_id, account_number, $2, now(), '{}'
     FROM deposit WHERE id = $1 RETURNING id`,
    [depositId, String(amountWon)],
  );
  if (!row) throw new Error("no cancellation");
  return row.id;
}

async function expectRefused(statement: string, params: unknown[], reason: RegExp): Promise<void> {
  await expect(database.sql(statement, params)).rejects.toThrow(reason);
}

describe("1: money is whole won above 0", () => {
  test("money columns are bigint", async () => {
    const others = await database.sql(
      `SELECT table_name, column_name, data_type FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name LIKE '%\\_won' AND data_type <> 'bigint'`,
    );
    expect(others).toEqual([]);
  });

  test.each(["0", "-1"])("a bill of %s won", (amount) =>
    expectRefused(
      `INSERT INTO bill (distributor_id, store_id, trade_relationship_id, amount_won, issued_at, issued_by)
       VALUES ($1, $2, $3, ${amount}, now(), $4)`,
      [other.distributorId, other.storeId, other.tradeRelationshipId, other.clerk.userId],
      /bill_amount_won_check/,
    ),
  );

  test.each(["0", "-1"])("a deposit of %s won", (amount) =>
    expectRefused(
      `INSERT INTO deposit (kind, bank_code, transaction_id, account_number, amount_won, traded_at, body)
       VALUES ('RECEIVED', '004', gen_random_uuid()::text, '123456', ${amount}, now(), '{}')`,
      [],
      /deposit_amount_won_check/,
    ),
  );
});

describe("2: one active bill, lives that do not overlap", () => {
  test("a second active bill", () =>
    expectRefused(
      `INSERT INTO bill (distributor_id, store_id, trade_relationship_id, amount_won, issued_at, issued_by)
       VALUES ($1, $2, $3, 1, now(), $4)`,
      [trade.distributorId, trade.storeId, trade.tradeRelationshipId, trade.clerk.userId],
      /bill_one_active_key|bill_lives_do_not_overlap/,
    ));

  test("an expired bill whose life overlaps another's", () =>
    expectRefused(
      `INSERT INTO bill (distributor_id, store_id, trade_relationship_id, amount_won, status, issued_at, ended_at, issued_by)
       SELECT distributor_id, store_id, trade_relationship_id, 1, 'EXPIRED', issued_at - interval '1 day',
              issued_at + interval '1 microsecond', issued_by
       FROM bill WHERE id = $1`,
      [billId],
      /bill_lives_do_not_overlap/,
    ));

  test("an active bill that has ended, an ended one without an end, an end before the beginning", async () => {
    await expectRefused("UPDATE bill SET ended_at = now() WHERE id = $1", [billId], /bill_check/);
    await expectRefused("UPDATE bill SET status = 'EXPIRED' WHERE id = $1", [billId], /bill_check/);
    await expectRefused(
      "UPDATE bill SET status = 'EXPIRED', ended_at = issued_at - interval '1 s' WHERE id = $1",
      [billId],
      /bill_check|range lower bound/,
    );
  });
});

describe("3: an account is one relationship's, for good", () => {
  test("a second account for a relationship", () =>
    expectRefused(
      `INSERT INTO virtual_account (bank_code, account_number, holder_name, trade_relationship_id, given_at)
       VALUES ('004', '99999999999', 'x', $1, now())`,
      [trade.tradeRelationshipId],
      /virtual_account_trade_relationship_id_key/,
    ));

  test("the same number twice", () =>
    expectRefused(
      "INSERT INTO virtual_account (bank_code, account_number, holder_name) VALUES ('004', $1, 'x')",
      [trade.accountNumber],
      /virtual_account_bank_code_account_number_key/,
    ));

  test("moving it, freeing it, renumbering it, deleting it", async () => {
    const third = await createTrade(database, await createDistributor(database));
    await database.sql("SELECT 1");
    const id = [trade.virtualAccountId];
    await expectRefused(
      `UPDATE virtual_account SET trade_relationship_id = '${third.tradeRelationshipId}' WHERE id = $1`,
      id,
      /never moves|_key/,
    );
    await expectRefused(
      "UPDATE virtual_account SET trade_relationship_id = NULL, given_at = NULL WHERE id = $1",
      id,
      /never moves/,
    );
    await expectRefused(
      "UPDATE virtual_account SET account_number = '1234567' WHERE id = $1",
      id,
      /cannot change/,
    );
    await expectRefused("DELETE FROM virtual_account WHERE id = $1", id, /cannot be deleted/);
  });
});

describe("4: one bank transaction, one deposit, one payment", () => {
  test("the same transaction id again", () =>
    expectRefused(
      `INSERT INTO deposit (kind, bank_code, transaction_id, account_number, amount_won, traded_at, body)
       SELECT kind, bank_code, transaction_id, account_number, 1, now(), '{}' FROM deposit WHERE id = $1`,
      [payment.depositId],
      /deposit_bank_code_transaction_id_key/,
    ));

  test("a second payment of a deposit", () =>
    expectRefused(
      `INSERT INTO payment (deposit_id, distributor_id, store_id, trade_relationship_id, virtual_account_id, amount_won, traded_at)
       SELECT deposit_id, distributor_id, store_id, trade_relationship_id, virtual_account_id, amount_won, traded_at
       FROM payment WHERE id = $1`,
      [payment.id],
      /payment_deposit_id_key/,
    ));
});

describe("5: a payment is its account's relationship's", () => {
  async function unmatchedDeposit(): Promise<string> {
    const [row] = await database.sql<{ id: string }>(
      `INSERT INTO deposit (kind, bank_code, transaction_id, account_number, amount_won, traded_at, body)
       VALUES ('RECEIVED', '004', gen_random_uuid()::text, '77777777', 5000, now(), '{}') RETURNING id`,
    );
    if (!row) throw new Error("no deposit");
    return row.id;
  }

  const insertPayment = `
    INSERT INTO payment (deposit_id, distributor_id, store_id, trade_relationship_id, virtual_account_id, amount_won, traded_at)
    SELECT d.id, $2, $3, $4, $5, d.amount_won, d.traded_at FROM deposit d WHERE d.id = $1`;

  test("an account of another relationship", async () =>
    expectRefused(
      insertPayment,
      [
        await unmatchedDeposit(),
        trade.distributorId,
        trade.storeId,
        trade.tradeRelationshipId,
        other.virtualAccountId,
      ],
      /payment_virtual_account_id|names another account/,
    ));

  test("the own account, but another than the bank named", async () =>
    expectRefused(
      insertPayment,
      [
        await unmatchedDeposit(),
        trade.distributorId,
        trade.storeId,
        trade.tradeRelationshipId,
        trade.virtualAccountId,
      ],
      /names another account/,
    ));

  test("another distributor, another store", async () => {
    const depositId = await unmatchedDeposit();
    const { storeId, tradeRelationshipId, virtualAccountId } = trade;
    await expectRefused(
      insertPayment,
      [depositId, other.distributorId, storeId, tradeRelationshipId, virtualAccountId],
      /foreign key|names another account/,
    );
    await expectRefused(
      insertPayment,
      [depositId, trade.distributorId, other.storeId, tradeRelationshipId, virtualAccountId],
      /foreign key|names another account/,
    );
  });

  test("neither account nor attribution", async () =>
    expectRefused(
      insertPayment,
      [await unmatchedDeposit(), trade.distributorId, trade.storeId, trade.tradeRelationshipId, null],
      /payment_check/,
    ));

  test("another amount than the bank's", async () =>
    expectRefused(
      insertPayment.replace("d.amount_won, d.traded_at FROM", "d.amount_won + 1, d.traded_at FROM"),
      [await unmatchedDeposit(), trade.distributorId, trade.storeId, trade.tradeRelationshipId, null],
      /foreign key|payment_check/,
    ));

  test("a link by hand to another relationship's bill", async () => {
    const foreign = await issue(other, 5_000n);
    await expectRefused(
      "INSERT INTO payment_link (payment_id, trade_relationship_id, bill_id, linked_by) VALUES ($1, $2, $3, $4)",
      [payment.id, trade.tradeRelationshipId, foreign, trade.clerk.userId],
      /foreign key/,
    );
  });

  test("an attribution of a cancelled deposit", async () => {
    const depositId = await unmatchedDeposit();
    await storedCancellation(depositId, 5_000n);
    await expectRefused(
      "INSERT INTO deposit_attribution (deposit_id, trade_relationship_id, attributed_by, reason) VALUES ($1, $2, $3, 'x')",
      [depositId, trade.tradeRelationshipId, trade.clerk.userId],
      /was cancelled/,
    );
  });
});

describe("6: append-only money", () => {
  test.each([
    "deposit",
    "payment",
    "payment_reversal",
    "payment_link",
    "deposit_attribution",
    "audit_entry",
    "payment_refund_note",
    "bank_list",
    "bank_list_row",
  ])("%s can't be emptied", (table) => expectRefused(`TRUNCATE ${table} CASCADE`, [], /append-only/));

  test("a changed or deleted deposit or payment", async () => {
    await expectRefused(
      "UPDATE deposit SET amount_won = 1 WHERE id = $1",
      [payment.depositId],
      /append-only/,
    );
    await expectRefused("DELETE FROM deposit WHERE id = $1", [payment.depositId], /append-only/);
    await expectRefused("UPDATE payment SET amount_won = 1 WHERE id = $1", [payment.id], /append-only/);
    await expectRefused("DELETE FROM payment WHERE id = $1", [payment.id], /append-only/);
  });

  test("a reversal of another amount, a second reversal", async () => {
    const paid = await pay(other, 70_000n);
    const cancellationId = await storedCancellation(paid.depositId, 70_000n);
    const reverse = (amount: number) =>
      `INSERT INTO payment_reversal (payment_id, distributor_id, deposit_id, amount_won, traded_at)
       SELECT $1, '${other.distributorId}', c.id, ${amount}, c.traded_at FROM deposit c WHERE c.id = $2`;
    await expectRefused(reverse(69_999), [paid.id, cancellationId], /foreign key/);
    await expectRefused(reverse(70_000), [payment.id, cancellationId], /does not match its cancellation/);
    await database.sql("SELECT 1");
    const client = await database.connect();
    await client.query("BEGIN");
    const { rows } = await client.query(`${reverse(70_000)} RETURNING id`, [paid.id, cancellationId]);
    await client.query(
      `INSERT INTO settlement_item (settlement_id, distributor_id, payment_reversal_id, amount_won, fee_won, vat_won, reason)
       SELECT settlement_id, distributor_id, $2, amount_won, -fee_won, -vat_won, 'IN_TIME'
       FROM settlement_item WHERE payment_id = $1`,
      [paid.id, rows[0].id],
    );
    await client.query("COMMIT");
    await client.end();
    await expectRefused(
      reverse(70_000),
      [paid.id, cancellationId],
      /payment_reversal_(payment|deposit)_id_key/,
    );
  });
});

describe("7: a bill's status moves once", () => {
  test("an expired bill stays expired; nothing of an issued bill changes; no bill is deleted", async () => {
    const third = await createTrade(database);
    const first = await issue(third, 1_000n);
    await issue(third, 2_000n);
    await expectRefused(
      "UPDATE bill SET status = 'ACTIVE', ended_at = NULL WHERE id = $1",
      [first],
      /stays so/,
    );
    await expectRefused(
      "UPDATE bill SET status = 'CANCELED', cancel_reason = 'x', canceled_by = issued_by WHERE id = $1",
      [first],
      /stays so/,
    );
    await expectRefused("UPDATE bill SET amount_won = 3 WHERE id = $1", [first], /cannot change/);
    await expectRefused(
      "UPDATE bill SET issued_at = issued_at - interval '1 s' WHERE id = $1",
      [first],
      /cannot change/,
    );
    await expectRefused("DELETE FROM bill WHERE id = $1", [first], /append-only/);
  });
});

describe("8: every payment and reversal stands in exactly one settlement", () => {
  test("a payment that stands in none can't be committed", async () => {
    const depositId = (
      await database.sql<{ id: string }>(
        `INSERT INTO deposit (kind, bank_code, transaction_id, account_number, amount_won, traded_at, body)
         VALUES ('RECEIVED', $1, gen_random_uuid()::text, $2, 5000, now(), '{}') RETURNING id`,
        [trade.bankCode, trade.accountNumber],
      )
    )[0]?.id;
    await expectRefused(
      `INSERT INTO payment (deposit_id, distributor_id, store_id, trade_relationship_id, virtual_account_id, amount_won, traded_at)
       SELECT d.id, $2, $3, $4, $5, d.amount_won, d.traded_at FROM deposit d WHERE d.id = $1`,
      [depositId, trade.distributorId, trade.storeId, trade.tradeRelationshipId, trade.virtualAccountId],
      /stands in no settlement/,
    );
  });

  test("a second item, a changed amount, a deleted item", async () => {
    await expectRefused(
      `INSERT INTO settlement_item (settlement_id, distributor_id, payment_id, amount_won, fee_won, vat_won, reason)
       SELECT settlement_id, distributor_id, payment_id, amount_won, fee_won, vat_won, reason
       FROM settlement_item WHERE payment_id = $1`,
      [payment.id],
      /settlement_item_payment_id_key/,
    );
    await expectRefused(
      "UPDATE settlement_item SET fee_won = 0 WHERE payment_id = $1",
      [payment.id],
      /cannot change/,
    );
    await expectRefused("DELETE FROM settlement_item WHERE payment_id = $1", [payment.id], /never deleted/);
  });

  test("a reversal's item that does not negate the original's fee", async () => {
    const paid = await pay(other, 90_000n);
    const cancellationId = await storedCancellation(paid.depositId, 90_000n);
    await expectRefused(
      `WITH reversal AS (
         INSERT INTO payment_reversal (payment_id, distributor_id, deposit_id, amount_won, traded_at)
         SELECT $1, $3, c.id, c.amount_won, c.traded_at FROM deposit c WHERE c.id = $2 RETURNING *
       )
       INSERT INTO settlement_item (settlement_id, distributor_id, payment_reversal_id, amount_won, fee_won, vat_won, reason)
       SELECT i.settlement_id, i.distributor_id, r.id, r.amount_won, 0, 0, 'IN_TIME'
       FROM reversal r JOIN settlement_item i ON i.payment_id = $1`,
      [paid.id, cancellationId, other.distributorId],
      /does not negate/,
    );
  });

  test("a closed settlement is frozen", async () => {
    const third = await createTrade(database);
    const paid = await pay(third, 1_000n);
    await database.sql(
      "UPDATE settlement SET status = 'CLOSED', closed_at = now() WHERE distributor_id = $1",
      [third.distributorId],
    );
    await expectRefused(
      "UPDATE settlement SET status = 'OPEN', closed_at = NULL WHERE distributor_id = $1",
      [third.distributorId],
      /is closed/,
    );
    await expectRefused(
      "UPDATE settlement_item SET reason = 'x' WHERE payment_id = $1",
      [paid.id],
      /is closed/,
    );
    const later = await pay(third, 2_000n); // goes to the next one that is open
    await expectRefused(
      `UPDATE settlement_item SET settlement_id = (SELECT settlement_id FROM settlement_item WHERE payment_id = $1)
       WHERE payment_id = $2`,
      [paid.id, later.id],
      /is closed/,
    );
  });
});

describe("9: sums agree", () => {
  test("net = gross − fee − VAT, and items = payments − reversals, of every distributor", async () => {
    const wrong = await database.sql(
      `SELECT id FROM settlement_item WHERE net_won <> gross_won - fee_won - vat_won`,
    );
    expect(wrong).toEqual([]);
    const differing = await database.sql(
      `SELECT d.id FROM distributor d
       WHERE (SELECT coalesce(sum(gross_won), 0) FROM settlement_item WHERE distributor_id = d.id)
          <> (SELECT coalesce(sum(amount_won), 0) FROM payment WHERE distributor_id = d.id)
           - (SELECT coalesce(sum(amount_won), 0) FROM payment_reversal WHERE distributor_id = d.id)`,
    );
    expect(differing).toEqual([]);
  });

  test("a fee of the wrong sign; a net that is typed in", async () => {
    await expectRefused(
      `INSERT INTO settlement_item (settlement_id, distributor_id, payment_id, amount_won, fee_won, vat_won, reason)
       SELECT settlement_id, distributor_id, payment_id, amount_won, -1, 0, reason FROM settlement_item LIMIT 1`,
      [],
      /settlement_item_check/,
    );
    await expectRefused("UPDATE settlement_item SET net_won = 1", [], /can only be updated to DEFAULT/);
  });
});

describe("10: one notification per event and recipient", () => {
  test("the same again", () =>
    expectRefused(
      `INSERT INTO notification (kind, event_id, recipient, distributor_id, trade_relationship_id, sender, channel, priority)
       SELECT kind, event_id, recipient, distributor_id, trade_relationship_id, sender, channel, priority
       FROM notification LIMIT 1`,
      [],
      /notification_kind_event_id_recipient_key/,
    ));
});
