import { expect, test } from "vitest";
import { createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { db, transaction } from "#server/platform/db.ts";
import { assignPayment } from "./assign-payment.ts";
import { rollUpSettlements } from "./roll-up-settlements.ts";
import { gate, insertPayment, pay, reverse, untilSomeoneWaits } from "./settlement.fixtures.ts";
import { rollUp } from "./settlement.repository.ts";
import { listOpen } from "./settlement-list.repository.ts";

const database = useDatabase();
const tuesday = new Date("2026-11-24T10:00:00+09:00");

/** Stored sums and the tail, beside the plain sum of all items, in one statement. */
const compared = (trade: Trade) =>
  database.sql(
    `SELECT t.payment_count AS payments, t.gross_won::text AS gross, (t.fee_won + t.vat_won)::text AS costs,
            i.payments::int AS raw_payments, i.gross::text AS raw_gross, i.costs::text AS raw_costs
     FROM settlement s CROSS JOIN LATERAL settlement_totals(s.id) t
     CROSS JOIN LATERAL (
       SELECT count(payment_id) AS payments, coalesce(sum(gross_won), 0) AS gross, coalesce(sum(fee_won + vat_won), 0) AS costs
       FROM settlement_item WHERE settlement_id = s.id
     ) i
     WHERE s.distributor_id = $1`,
    [trade.distributorId],
  );

function expectEqual(rows: Awaited<ReturnType<typeof compared>>): void {
  for (const { payments, gross, costs, ...raw } of rows)
    expect({ raw_payments: payments, raw_gross: gross, raw_costs: costs }).toEqual(raw);
}

test("a sum taken while a payment is on its way waits for it, and later ones come on top", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  const { settlementId } = await pay(trade, 1_000n, tuesday);
  const placed = gate();
  const goOn = gate();
  const slow = transaction(async (tx) => {
    await assignPayment(tx, await insertPayment(tx, trade, 2_000n, tuesday));
    placed.open();
    await goOn.opened;
  });
  await placed.opened;
  const sum = rollUp(db(), settlementId);
  await untilSomeoneWaits(database);
  const late = pay(trade, 4_000n, tuesday);
  goOn.open();
  await Promise.all([slow, sum]);
  const payment = await late;
  await reverse(trade, payment, tuesday);
  expectEqual(await compared(trade));
  expect(await listOpen(db(), trade.distributorId)).toMatchObject([
    { paymentCount: 3, reversalCount: 1, grossWon: 3_000n },
  ]);
});

test("whoever sums and whoever pays at once, the figures are those of the items at every moment", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  const { settlementId } = await pay(trade, 1n, tuesday);
  const payers = Array.from({ length: 4 }, async (_, payer) => {
    for (let n = 1; n <= 15; n += 1) {
      const payment = await pay(trade, BigInt(payer * 1_000 + n), tuesday);
      if (n % 5 === 0) await reverse(trade, payment, tuesday);
    }
  });
  const sums = (async () => {
    for (let n = 0; n < 25; n += 1) {
      await rollUp(db(), settlementId);
      expectEqual(await compared(trade));
    }
  })();
  await Promise.all([...payers, sums]);
  await rollUp(db(), settlementId);
  const [row] = await compared(trade);
  expect(row).toMatchObject({ payments: 61, raw_payments: 61 });
  expectEqual(await compared(trade));
});

test("only long tails are summed in advance", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  await pay(trade, 1_000n, tuesday);
  expect(await rollUpSettlements()).toEqual({ rolledUp: 0 });
});
