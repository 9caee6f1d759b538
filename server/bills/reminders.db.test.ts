import { beforeEach, describe, expect, test } from "vitest";
import { createDistributor, createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { linkPayment } from "#server/payments/link-payment.ts";
import { deliver, issue, pay, savePolicy } from "./bill.fixtures.ts";
import { cancelBill } from "./cancel-bill.ts";
import { correctBill } from "./correct-bill.ts";
import { previewReminders } from "./preview-reminders.ts";
import { sendUnpaidReminders } from "./send-unpaid-reminders.ts";
import { turnRemindersOff } from "./turn-reminders-off.ts";

const database = useDatabase();
let trade: Trade;

beforeEach(async () => {
  trade = await createTrade(database);
});

const reminders = () =>
  database.sql<{ by: string | null }>(
    `SELECT r.requested_by AS by FROM unpaid_reminder r JOIN bill b ON b.id = r.bill_id
     WHERE b.distributor_id = $1`,
    [trade.distributorId],
  );

describe("who is reminded", () => {
  test("two clerks at once: each store once", async () => {
    await issue(trade, 1_000n);
    const results = await Promise.all([
      sendUnpaidReminders(trade.clerk, null),
      sendUnpaidReminders(trade.clerk, null),
    ]);
    expect(results.map(({ queued }) => queued).sort()).toEqual([0, 1]);
    expect(results.map(({ recent }) => recent).sort()).toEqual([0, 1]);
    expect(await reminders()).toHaveLength(1);
  });

  test("of a selection each bill that is not reminded is named, with the reason", async () => {
    const distributor = { distributorId: trade.distributorId, clerk: trade.clerk };
    const [covered, ended, off, recent] = [
      await createTrade(database, distributor),
      await createTrade(database, distributor),
      await createTrade(database, distributor),
      await createTrade(database, distributor),
    ];
    const billIds = [await issue(trade, 1_000n)];
    for (const other of [covered, ended, off, recent]) billIds.push(await issue(other, 1_000n));
    await pay(covered, 1_000n);
    await cancelBill(trade.clerk, { billId: billIds[2] ?? "", reason: "x" });
    await turnRemindersOff(trade.clerk, { tradeRelationshipId: off.tradeRelationshipId, off: true });
    await sendUnpaidReminders(trade.clerk, [billIds[4] ?? ""]);
    const stranger = await createTrade(database);
    const foreign = await issue(stranger, 1_000n);

    const sent = await sendUnpaidReminders(trade.clerk, [...billIds, foreign]);
    expect(sent).toMatchObject({ queued: 1, recent: 1, off: 1, leavesAt: null });
    const reasons = new Map(sent.notReminded.map(({ billId, reason }) => [billId, reason]));
    expect(billIds.map((id) => reasons.get(id))).toEqual([
      undefined,
      "COVERED",
      "NOT_ACTIVE",
      "REMINDERS_OFF",
      "RECENT",
    ]);
    expect(reasons.has(foreign)).toBe(false);
    expect(await deliver(database, stranger)).toHaveLength(1); // its bill alone
  });

  test("not twice within the distributor's own quiet period, and again after it", async () => {
    await savePolicy(trade, { night: { fromTime: "00:00", toTime: "00:00" }, quietHours: 3 });
    await database.setNow("2026-11-23T10:00:00+09:00");
    await issue(trade, 1_000n);
    expect((await sendUnpaidReminders(trade.clerk, null)).queued).toBe(1);
    await database.setNow("2026-11-23T12:59:59+09:00");
    expect(await sendUnpaidReminders(trade.clerk, null)).toMatchObject({ queued: 0, recent: 1 });
    await database.setNow("2026-11-23T13:00:01+09:00");
    expect((await sendUnpaidReminders(trade.clerk, null)).queued).toBe(1);
    await database.setNow(null);
  });

  test("a corrected bill is not reminded in the quiet period of the wrong one: the reader is the same", async () => {
    const billId = await issue(trade, 1_000n);
    await sendUnpaidReminders(trade.clerk, null);
    const terms = { amountWon: 2_000n, periodStartOn: null, periodEndOn: null, dueOn: null, memo: null };
    await correctBill(trade.clerk, { billId, ...terms });
    expect(await sendUnpaidReminders(trade.clerk, null)).toMatchObject({ queued: 0, recent: 1 });
  });
});

describe("stores that are never reminded", () => {
  test("are left out, until they are taken in again; each change is audited once", async () => {
    await issue(trade, 1_000n);
    const { tradeRelationshipId } = trade;
    await Promise.all([
      turnRemindersOff(trade.clerk, { tradeRelationshipId, off: true }),
      turnRemindersOff(trade.clerk, { tradeRelationshipId, off: true }),
    ]);
    expect(await sendUnpaidReminders(trade.clerk, null)).toMatchObject({ queued: 0, off: 1 });
    await turnRemindersOff(trade.clerk, { tradeRelationshipId, off: false });
    expect(await sendUnpaidReminders(trade.clerk, null)).toMatchObject({ queued: 1, off: 0 });
    const audited = await database.sql<{ action: string }>(
      "SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id",
      [tradeRelationshipId],
    );
    expect(audited.map(({ action }) => action)).toEqual(["bill.remindersOff", "bill.remindersOn"]);
  });

  test("another distributor's are not found", async () => {
    const stranger = await createDistributor(database);
    const { tradeRelationshipId } = trade;
    await expect(turnRemindersOff(stranger.clerk, { tradeRelationshipId, off: true })).rejects.toMatchObject({
      code: "TRADE_RELATIONSHIP_NOT_FOUND",
    });
  });
});

describe("what a reminder says is taken when it leaves", () => {
  test("the amount that has not come in by then", async () => {
    await issue(trade, 1_000_000n);
    await deliver(database, trade);
    await sendUnpaidReminders(trade.clerk, null);
    await pay(trade, 300_000n);
    const told = await deliver(database, trade);
    expect(told.find((message) => message.startsWith("UNPAID_REMINDER"))).toContain(
      "아직 입금이 확인되지 않은 금액  700,000원",
    );
  });

  test("none, when the store has been covered meanwhile", async () => {
    await issue(trade, 1_000n);
    await sendUnpaidReminders(trade.clerk, null);
    await pay(trade, 1_000n);
    expect(await deliver(database, trade)).toContain("UNPAID_REMINDER -BILL_COVERED");
  });

  test("none, when the distributor has left the store out meanwhile", async () => {
    await issue(trade, 1_000n);
    await sendUnpaidReminders(trade.clerk, null);
    await turnRemindersOff(trade.clerk, { tradeRelationshipId: trade.tradeRelationshipId, off: true });
    expect(await deliver(database, trade)).toContain("UNPAID_REMINDER -REMINDERS_OFF");
  });

  test("racing with the payment: it never says more than what is open", async () => {
    for (let round = 0; round < 8; round += 1) {
      const other = await createTrade(database, { distributorId: trade.distributorId, clerk: trade.clerk });
      const billId = await issue(other, 1_000n);
      const [sent] = await Promise.all([
        sendUnpaidReminders(trade.clerk, [billId]),
        pay(other, 1_000n, new Date(Date.now() + 5)),
      ]);
      const told = (await deliver(database, other)).filter((message) =>
        message.startsWith("UNPAID_REMINDER"),
      );
      expect(told).toEqual(sent.queued === 1 ? ["UNPAID_REMINDER -BILL_COVERED"] : []);
    }
  });
});

describe("the language", () => {
  test("of a store's messages is its own, of the distributor's notices the distributor's", async () => {
    await database.sql("UPDATE store SET language = 'en' WHERE id = $1", [trade.storeId]);
    await issue(trade, 1_000_000n);
    await sendUnpaidReminders(trade.clerk, null);
    expect((await previewReminders(trade.clerk, null)).sample).toBeNull(); // reminded already
    const told = await deliver(database, trade);
    expect(told[0]).toContain("You have a new bill.");
    expect(told[1]).toContain("Not yet seen to come in  ₩1,000,000");
    await pay(trade, 1_000n);
    expect((await deliver(database, { ...trade, channel: trade.noticeChannel }))[0]).toContain(
      "수납되었습니다",
    );
    await savePolicy(trade, { noticeLanguage: "en" });
    await pay(trade, 2_000n);
    expect((await deliver(database, { ...trade, channel: trade.noticeChannel }))[0]).toContain("has paid.");
    await expect(
      database.sql("UPDATE store SET language = 'fr' WHERE id = $1", [trade.storeId]),
    ).rejects.toThrow("store_language_check");
  });
});

describe("the preview", () => {
  test("shows the text with this moment's amount, and changes nothing", async () => {
    await issue(trade, 1_000_000n);
    await pay(trade, 400_000n);
    const preview = await previewReminders(trade.clerk, null);
    expect(preview).toMatchObject({ due: 1, recent: 0, off: 0, leavesAt: null, quietHours: 12 });
    expect(preview.sample?.text).toContain("아직 입금이 확인되지 않은 금액  600,000원");
    expect(preview.sample?.text).toContain("http://sunap.test/b/…");
    expect(await reminders()).toEqual([]);
  });

  test("counts what a reminder then does, reason by reason", async () => {
    const distributor = { distributorId: trade.distributorId, clerk: trade.clerk };
    const others = [await createTrade(database, distributor), await createTrade(database, distributor)];
    const billIds = [await issue(trade, 1_000n)];
    for (const other of others) billIds.push(await issue(other, 1_000n));
    await sendUnpaidReminders(trade.clerk, [billIds[0] ?? ""]);
    await pay(others[0] as Trade, 1_000n);
    expect(await previewReminders(trade.clerk, billIds)).toMatchObject({ due: 1, recent: 1, covered: 1 });
    expect(await previewReminders(trade.clerk, null)).toMatchObject({ due: 1, recent: 1, covered: 1 });
    const stranger = await createDistributor(database);
    expect(await previewReminders(stranger.clerk, billIds)).toMatchObject({ due: 0, sample: null });
  });

  test("marks a store that paid without a bill since its bill was issued, not one that paid before", async () => {
    await pay(trade, 70_000n); // before any bill, and known when the bill was issued
    await issue(trade, 1_000_000n);
    expect((await previewReminders(trade.clerk, null)).paidWithoutBill).toEqual([]);
    await pay(trade, 50_000n, new Date(Date.now() - 3_600_000)); // transferred before the bill, reported after it
    expect((await previewReminders(trade.clerk, null)).paidWithoutBill).toMatchObject([
      { tradeRelationshipId: trade.tradeRelationshipId, paidWon: 50_000n },
    ]);
  });

  test("marks a payment whose link to the bill was cleared by hand", async () => {
    await issue(trade, 1_000_000n);
    await pay(trade, 80_000n);
    expect((await previewReminders(trade.clerk, null)).paidWithoutBill).toEqual([]);
    const [payment] = await database.sql<{ id: string }>(
      "SELECT id FROM payment WHERE trade_relationship_id = $1",
      [trade.tradeRelationshipId],
    );
    await linkPayment(trade.clerk, { paymentId: payment?.id ?? "", to: "none" });
    expect((await previewReminders(trade.clerk, null)).paidWithoutBill).toMatchObject([{ paidWon: 80_000n }]);
  });
});
