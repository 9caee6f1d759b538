import { beforeEach, expect, test } from "vitest";
import { createAdmin, createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { db, transaction } from "#server/platform/db.ts";
import { closeSettlements } from "./close-settlements.ts";
import { recomputeForecast } from "./recompute-forecast.ts";
import { setCalendarDay } from "./set-calendar-day.ts";
import { pay, reverse } from "./settlement.fixtures.ts";
import { listOpen } from "./settlement-list.repository.ts";

const database = useDatabase();
const seoul = (text: string) => new Date(`${text.replace(" ", "T")}+09:00`);
let trade: Trade;
let admin: { userId: string };
const holiday = (onDay: string) => setCalendarDay(admin, { onDay, state: "CLOSED", name: "임시공휴일" });

beforeEach(async () => {
  await database.sql("DELETE FROM bank_calendar_day");
  await database.setNow(seoul("2026-11-24 12:00:00")); // a Tuesday; the terms are T+2
  await recomputeForecast();
  trade = await createTrade(database);
  admin = await createAdmin(database);
});

const days = async () =>
  (await listOpen(db(), trade.distributorId)).map(({ payoutOn, paymentCount, reversalCount, netWon }) => [
    payoutOn,
    paymentCount,
    reversalCount,
    netWon,
  ]);

test("a holiday announced at short notice moves what is forecast; called off, it moves back", async () => {
  const payment = await pay(trade, 100_000n, seoul("2026-11-24 10:00:00"));
  await pay(trade, 50_000n, seoul("2026-11-24 17:00:00"));
  await reverse(trade, payment, seoul("2026-11-24 11:00:00"));
  const before = await days();
  expect(before).toEqual([
    ["2026-11-26", 1, 1, 0n],
    ["2026-11-27", 1, 0, 49_725n],
  ]);
  await transaction(async (tx) => {
    await tx.$executeRaw`SELECT roll_up_settlement(s.id) FROM settlement s WHERE s.distributor_id = ${trade.distributorId}::uuid`;
  });
  expect(await holiday("2026-11-26")).toEqual({ movedCount: 3 });
  expect(await days()).toEqual([
    ["2026-11-27", 1, 1, 0n],
    ["2026-11-30", 1, 0, 49_725n],
  ]);
  await setCalendarDay(admin, { onDay: "2026-11-26", state: null, name: "취소" });
  expect(await days()).toEqual(before);
});

test("new payments follow the changed calendar at once", async () => {
  await holiday("2026-11-25");
  expect(await pay(trade, 1_000n, seoul("2026-11-24 10:00:00"))).toMatchObject({ payoutOn: "2026-11-27" });
});

test("what is closed, or paid out today, stays; late ones leave a day that is closed", async () => {
  const payment = await pay(trade, 100_000n, seoul("2026-11-24 10:00:00"));
  await database.setNow(seoul("2026-11-26 01:00:00"));
  await closeSettlements();
  expect(await reverse(trade, payment, seoul("2026-11-26 00:30:00"))).toMatchObject({
    payoutOn: "2026-11-27",
  });
  await holiday("2026-11-27");
  expect((await days()).map(([day]) => day)).toEqual(["2026-11-30"]);
  await expect(holiday("2026-11-26")).rejects.toMatchObject({ code: "CALENDAR_DAY_PAST" });
});

test("a payment placed by the former calendar while it changed is found by the next run", async () => {
  await pay(trade, 1_000n, seoul("2026-11-24 10:00:00"));
  await holiday("2026-11-26");
  const stray = await pay(trade, 2_000n, seoul("2026-11-24 10:00:00"));
  const [former] = await database.sql(
    "INSERT INTO settlement (distributor_id, payout_on) VALUES ($1, '2026-11-26') ON CONFLICT (distributor_id, payout_on) DO UPDATE SET status = 'OPEN' RETURNING id",
    [trade.distributorId],
  );
  await database.sql("UPDATE settlement_item SET settlement_id = $1 WHERE payment_id = $2", [
    former?.id,
    stray.id,
  ]);
  expect(await recomputeForecast()).toEqual({ movedCount: 1 });
  expect((await days()).map(([day, count]) => [day, count])).toEqual([["2026-11-27", 2]]);
});

test("nothing is recomputed while the calendar stands", async () => {
  await pay(trade, 1_000n, seoul("2026-11-24 10:00:00"));
  await database.setNow(seoul("2026-11-24 13:00:00"));
  expect(await recomputeForecast()).toEqual({ movedCount: 0 });
});
