import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { transaction } from "#server/platform/db.ts";
import { deliver, issue, openTerms, pay, savePolicy } from "./bill.fixtures.ts";
import { singleBillSource } from "./bill.repository.ts";
import { cancelBill } from "./cancel-bill.ts";
import { issueBills } from "./issue-bills.ts";
import { sendUnpaidReminders } from "./send-unpaid-reminders.ts";

const database = useDatabase();
let trade: Trade;

beforeEach(async () => {
  trade = await createTrade(database);
});

afterEach(async () => {
  await database.setNow(null);
});

const seoul = (time: string) => new Date(`${time}+09:00`);

const waiting = () =>
  database.sql<{ kind: string; notBefore: Date | null }>(
    `SELECT kind, not_before AS "notBefore" FROM notification WHERE channel = $1 ORDER BY seq`,
    [trade.channel],
  );

/** Far enough ahead that a worker's own clock has not come there. */
const evening = "2099-11-23T21:00:00";
const morning = seoul("2099-11-24T08:00:00");

describe("at night", () => {
  test("a bill waits for the morning, a payment notice does not", async () => {
    await savePolicy(trade);
    await database.setNow(`${evening}+09:00`);
    await issue(trade, 1_000n);
    await pay(trade, 400n, seoul(evening));
    expect(await waiting()).toEqual([
      { kind: "BILL_ISSUED", notBefore: morning },
      { kind: "PAYMENT_COMPLETE", notBefore: null },
    ]);
  });

  test("one millisecond before, a bill leaves at once", async () => {
    await savePolicy(trade);
    await database.setNow("2099-11-23T20:59:59.999+09:00");
    await issue(trade, 1_000n);
    expect(await waiting()).toEqual([{ kind: "BILL_ISSUED", notBefore: null }]);
  });

  test("a distributor without settings has the usual night", async () => {
    await database.sql("DELETE FROM message_policy WHERE distributor_id = $1", [trade.distributorId]);
    await database.setNow(`${evening}+09:00`);
    await issue(trade, 1_000n);
    expect(await waiting()).toEqual([{ kind: "BILL_ISSUED", notBefore: morning }]);
  });

  test("a distributor's own night counts", async () => {
    await savePolicy(trade, { night: { fromTime: "18:00", toTime: "09:30" } });
    await database.setNow("2099-11-23T18:30:00+09:00");
    await issue(trade, 1_000n);
    expect(await waiting()).toEqual([{ kind: "BILL_ISSUED", notBefore: seoul("2099-11-24T09:30:00") }]);
  });

  test.each([
    ["2099-11-23T20:58:00", "2099-11-23T20:59:00", "2099-11-23T20:59:00"],
    ["2099-11-23T20:59:30", "2099-11-23T21:00:30", "2099-11-24T08:00:00"],
    ["2099-11-23T22:00:00", "2099-11-23T22:01:00", "2099-11-24T08:00:00"],
    ["2099-11-24T07:59:30", "2099-11-24T08:00:30", "2099-11-24T08:00:30"],
  ])(
    "issued at %s and held until %s, it leaves at %s: the later of the two, by day",
    async (now, held, leaves) => {
      await savePolicy(trade);
      await database.setNow(`${now}+09:00`);
      const { tradeRelationshipId } = trade;
      const source = singleBillSource({ ...openTerms, tradeRelationshipId, amountWon: 1_000n });
      const issued = await transaction((tx) =>
        issueBills(tx, trade.clerk, {
          source,
          expectedCount: 1,
          billBatchId: null,
          notBefore: seoul(held),
        }),
      );
      expect(issued.leavesAt).toEqual(seoul(leaves));
      expect(await waiting()).toEqual([{ kind: "BILL_ISSUED", notBefore: seoul(leaves) }]);
    },
  );

  test("a hold that is over holds nothing", async () => {
    const source = singleBillSource({
      ...openTerms,
      tradeRelationshipId: trade.tradeRelationshipId,
      amountWon: 1_000n,
    });
    const notBefore = new Date(Date.now() - 1_000);
    const issued = await transaction((tx) =>
      issueBills(tx, trade.clerk, { source, expectedCount: 1, billBatchId: null, notBefore }),
    );
    expect(issued.leavesAt).toBeNull();
  });

  test("a bill issued and cancelled in one night: the store hears of neither", async () => {
    await savePolicy(trade);
    await database.setNow(`${evening}+09:00`);
    const billId = await issue(trade, 1_000n);
    expect(await cancelBill(trade.clerk, { billId, reason: "x" })).toEqual({ leavesAt: morning });
    expect(await waiting()).toEqual([
      { kind: "BILL_ISSUED", notBefore: morning },
      { kind: "BILL_CANCELED", notBefore: morning },
    ]);
    await database.sql("UPDATE notification SET not_before = NULL WHERE channel = $1", [trade.channel]);
    expect(await deliver(database, trade)).toEqual([
      "BILL_ISSUED -BILL_CANCELED",
      "BILL_CANCELED -BILL_NOTICE_NOT_SENT",
    ]);
  });

  test("a cancellation is not told while the bill's own message still waits", async () => {
    const billId = await issue(trade, 1_000n);
    await database.sql("UPDATE notification SET not_before = '2099-01-01' WHERE channel = $1", [
      trade.channel,
    ]);
    await cancelBill(trade.clerk, { billId, reason: "x" });
    expect(await deliver(database, trade)).toEqual(["BILL_CANCELED -BILL_NOTICE_NOT_SENT"]);
  });

  test("the quiet period counts from when the reminder leaves", async () => {
    await savePolicy(trade);
    await issue(trade, 1_000n);
    await database.setNow(`${evening}+09:00`);
    expect(await sendUnpaidReminders(trade.clerk, null)).toMatchObject({ queued: 1, leavesAt: morning });
    await database.setNow("2099-11-24T19:59:59+09:00"); // 23 hours after it was asked for, 12 after it left
    expect(await sendUnpaidReminders(trade.clerk, null)).toMatchObject({ queued: 0, recent: 1 });
    await database.setNow("2099-11-24T20:00:01+09:00");
    expect(await sendUnpaidReminders(trade.clerk, null)).toMatchObject({ queued: 1, leavesAt: null });
  });
});
