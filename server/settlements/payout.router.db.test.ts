import { pino } from "pino";
import { expect, test } from "vitest";
import { createAdmin, createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import type { Viewer } from "#server/identity/get-viewer.ts";
import { createCallerFactory } from "#server/trpc/init.ts";
import { closeSettlements } from "./close-settlements.ts";
import { pay } from "./settlement.fixtures.ts";
import { settlementRouter } from "./settlement.router.ts";

const database = useDatabase();
const seoul = (text: string) => new Date(`${text.replace(" ", "T")}+09:00`);
const caller = (viewer: Viewer) =>
  createCallerFactory(settlementRouter)({ viewer, log: pino({ enabled: false }) });
const admin = async () => caller({ ...(await createAdmin(database)), name: "운영자", role: "ADMIN" });
const clerk = (trade: Trade) =>
  caller({ ...trade.clerk, name: "직원", role: "DISTRIBUTOR", distributorName: "한빛식자재" });

test("a payout from the forecast to the money, as both sides see it", async () => {
  await database.setNow(seoul("2026-11-24 12:00:00")); // a Tuesday; the terms are T+2
  const trade = await createTrade(database);
  const stranger = await createTrade(database);
  const [first, second] = [await admin(), await admin()];
  const own = clerk(trade);
  await pay(trade, 100_000n, seoul("2026-11-24 17:00:00"));

  const [forecast] = await own.forecast();
  expect(forecast).toMatchObject({
    payoutOn: "2026-11-27",
    netWon: 99_670n,
    payoutStatus: null,
    payoutWon: null,
  });
  const settlementId = forecast?.settlementId ?? "";
  const { items } = await own.items({ settlementId });
  expect(items).toMatchObject([
    { expectedOn: "2026-11-27", payoutOn: "2026-11-27", reasons: ["AFTER_CUTOFF"] },
  ]);
  expect(items[0]?.steps?.map(({ why }) => why)).toEqual([
    "TRANSFERRED",
    "AFTER_CUTOFF",
    "BASE",
    "BUSINESS_DAY",
    "BUSINESS_DAY",
  ]);

  expect(await own.payoutAccount()).toEqual({ inUse: null, changeRequested: false });
  const request = {
    distributorId: trade.distributorId,
    bankCode: "088",
    holderName: "한빛식자재",
    reason: "등록",
  };
  const { payoutAccountChangeId } = await first.requestPayoutAccount({
    ...request,
    accountNumber: "110-123-456789",
  });
  expect(await first.payoutAccountOf(request)).toMatchObject({ mayApprove: false });
  expect(await second.payoutAccountOf(request)).toMatchObject({ mayApprove: true });
  await second.decidePayoutAccount({ payoutAccountChangeId, decision: "APPROVED" });
  expect(await own.payoutAccount()).toEqual({
    inUse: { bankCode: "088", holderName: "한빛식자재", numberEnd: "6789" },
    changeRequested: false,
  });

  await database.setNow(seoul("2026-11-27 00:10:00"));
  await closeSettlements();
  const toPay = await first.list({ status: "TO_PAY" });
  expect(toPay.items).toMatchObject([{ settlementId, payoutStatus: "PENDING", payoutWon: 99_670n }]);
  const payoutId = toPay.items[0]?.payoutId ?? "";
  await first.confirmPayout({ payoutId, payoutAccountChangeId, paidOn: "2026-11-27" });
  expect((await first.list({ status: "TO_PAY" })).items).toEqual([]);
  expect((await own.history({})).items).toMatchObject([{ payoutStatus: "PAID", paidOn: "2026-11-27" }]);
  const events = await own.payoutEvents({ settlementId });
  expect(events).toMatchObject([{ kind: "CONFIRMED", paidOn: "2026-11-27" }]);
  expect(events[0]).not.toHaveProperty("byName");
  expect(await first.payoutEventsOfAny({ settlementId })).toMatchObject([{ byName: "운영자" }]);
  expect(await clerk(stranger).payoutEvents({ settlementId })).toEqual([]);
});
