import { expect, test } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { transaction } from "#server/platform/db.ts";
import { closeSettlements } from "./close-settlements.ts";
import { createTrade, insertPayment, pay, reverse, type Trade } from "./settlement.fixtures.ts";

const database = useDatabase();
const seoul = (text: string) => new Date(`${text.replace(" ", "T")}+09:00`);
const tuesday = seoul("2026-11-24 10:00:00");

async function itemsOf(trade: Trade) {
  return database.sql(
    `SELECT s.payout_on::text AS on_day, s.status, i.gross_won::int AS gross, i.fee_won::int AS fee,
            i.vat_won::int AS vat, i.net_won::int AS net, i.reason
     FROM settlement_item i JOIN settlement s ON s.id = i.settlement_id
     WHERE i.distributor_id = $1 ORDER BY i.id`,
    [trade.distributorId],
  );
}

test("a payment stands in the settlement of its payout day, with its fee and VAT", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  await pay(trade, 1_000_000n, tuesday);
  await pay(trade, 19_999n, seoul("2026-11-24 16:00:00"));
  expect(await itemsOf(trade)).toEqual([
    {
      on_day: "2026-11-25",
      status: "OPEN",
      gross: 1_000_000,
      fee: 1_300,
      vat: 130,
      net: 998_570,
      reason: "IN_TIME",
    },
    {
      on_day: "2026-11-26",
      status: "OPEN",
      gross: 19_999,
      fee: 319,
      vat: 31,
      net: 19_649,
      reason: "AFTER_CUTOFF",
    },
  ]);
});

test("payments of one day share one settlement", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  const first = await pay(trade, 1_000n, tuesday);
  const second = await pay(trade, 2_000n, seoul("2026-11-24 15:59:59"));
  expect(second.settlementId).toBe(first.settlementId);
});

test("the contract in force on the transfer's day decides, the first one for transfers before it", async () => {
  await database.setNow(seoul("2026-11-20 09:00:00"));
  const trade = await createTrade(database);
  await database.sql(
    `INSERT INTO settlement_contract (distributor_id, effective_from_on, business_days, cutoff_time, fee_won, fee_rate_bps)
     VALUES ($1, '2026-11-25', 3, '10:00', 0, 0)`,
    [trade.distributorId],
  );
  await pay(trade, 10_000n, seoul("2026-11-24 23:00:00"));
  await pay(trade, 10_000n, seoul("2026-11-25 00:00:00"));
  await pay(trade, 10_000n, seoul("2025-12-31 09:00:00"));
  expect((await itemsOf(trade)).map(({ on_day, fee, reason }) => [on_day, fee, reason])).toEqual([
    ["2026-11-26", 310, "AFTER_CUTOFF"],
    ["2026-11-30", 0, "IN_TIME"],
    ["2026-11-23", 310, "LATE_NOTICE"],
  ]);
});

test("without any contract a payment is refused, whole", async () => {
  const trade = await createTrade(database, null);
  await expect(pay(trade, 10_000n, tuesday)).rejects.toMatchObject({ code: "SETTLEMENT_CONTRACT_MISSING" });
  expect(await database.sql("SELECT FROM payment WHERE distributor_id = $1", [trade.distributorId])).toEqual(
    [],
  );
});

test("a payment in no settlement cannot be committed", async () => {
  const trade = await createTrade(database);
  await expect(transaction((tx) => insertPayment(tx, trade, 10_000n, tuesday))).rejects.toThrow(
    /stands in no settlement/,
  );
});

test("a payment stands in a settlement once", async () => {
  const trade = await createTrade(database);
  const { id, settlementId } = await pay(trade, 10_000n, tuesday);
  await expect(
    database.sql(
      `INSERT INTO settlement_item (settlement_id, distributor_id, payment_id, amount_won, fee_won, vat_won, reason)
       VALUES ($1, $2, $3, 10000, 310, 31, 'IN_TIME')`,
      [settlementId, trade.distributorId, id],
    ),
  ).rejects.toThrow(/settlement_item_payment_id_key/);
});

test("a notice that comes when its settlement is closed goes to the first open one", async () => {
  await database.setNow(seoul("2026-11-24 12:00:00"));
  const trade = await createTrade(database);
  const inTime = await pay(trade, 10_000n, tuesday);
  await database.setNow(seoul("2026-11-27 00:00:00")); // a Friday
  await closeSettlements();
  const late = await pay(trade, 20_000n, tuesday);
  expect(late).toMatchObject({ payoutOn: "2026-11-30", reason: "LATE_NOTICE" });
  expect(late.settlementId).not.toBe(inTime.settlementId);
});

test("once a payout day has begun nothing goes in any more, closed or not", async () => {
  const trade = await createTrade(database);
  await database.setNow(seoul("2026-11-24 23:59:59"));
  expect(await pay(trade, 10_000n, tuesday)).toMatchObject({ payoutOn: "2026-11-25", reason: "IN_TIME" });
  await database.setNow(seoul("2026-11-25 00:00:00"));
  expect(await pay(trade, 10_000n, tuesday)).toMatchObject({ payoutOn: "2026-11-26", reason: "LATE_NOTICE" });
});

test("a reversal negates the payment's item in the same settlement while that is open", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  const payment = await pay(trade, 19_999n, tuesday);
  expect(await reverse(trade, payment, seoul("2026-11-24 17:00:00"))).toMatchObject({
    settlementId: payment.settlementId,
    reason: "IN_TIME",
  });
  expect(await itemsOf(trade)).toMatchObject([
    { gross: 19_999, fee: 319, vat: 31, net: 19_649 },
    { gross: -19_999, fee: -319, vat: -31, net: -19_649 },
  ]);
});

test("a reversal after the closing goes to the first open settlement, at the fee of old", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  const payment = await pay(trade, 1_000_000n, tuesday);
  await database.sql(
    `INSERT INTO settlement_contract (distributor_id, effective_from_on, business_days, cutoff_time, fee_won, fee_rate_bps)
     VALUES ($1, '2026-11-26', 2, '16:00', 9999, 0)`,
    [trade.distributorId],
  );
  await database.setNow(seoul("2026-11-26 09:00:00"));
  await closeSettlements();
  await reverse(trade, payment, seoul("2026-11-26 08:00:00"));
  expect((await itemsOf(trade))[1]).toEqual({
    on_day: "2026-11-27",
    status: "OPEN",
    gross: -1_000_000,
    fee: -1_300,
    vat: -130,
    net: -998_570,
    reason: "LATE_NOTICE",
  });
});

test("the items add up to payments less reversals, and net is gross less fee and VAT", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database, {
    businessDays: 2,
    cutoffTime: "12:30",
    feeWon: 250,
    feeRateBps: 33,
  });
  for (let n = 1; n <= 30; n += 1) {
    await database.setNow(new Date(tuesday.getTime() + n * 5 * 3_600_000));
    const payment = await pay(trade, BigInt(n * 12_347), new Date(tuesday.getTime() + n * 4 * 3_600_000));
    if (n % 4 === 0) await closeSettlements();
    if (n % 5 === 0) await reverse(trade, payment, new Date(tuesday.getTime() + n * 5 * 3_600_000));
  }
  const [sums] = await database.sql(
    `SELECT sum(i.gross_won)::text AS gross,
            (SELECT sum(p.amount_won) FROM payment p WHERE p.distributor_id = $1)
              - (SELECT sum(r.amount_won) FROM payment_reversal r WHERE r.distributor_id = $1) AS moved,
            sum(i.net_won - i.gross_won + i.fee_won + i.vat_won)::text AS off,
            count(DISTINCT i.settlement_id) > 3 AS spread
     FROM settlement_item i WHERE i.distributor_id = $1`,
    [trade.distributorId],
  );
  expect(sums).toEqual({ gross: sums?.moved, moved: expect.any(String), off: "0", spread: true });
});
