import { describe, expect, test, vi } from "vitest";
import { createDistributor, createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { cancelBill } from "#server/bills/cancel-bill.ts";
import { sendUnpaidReminders } from "#server/bills/send-unpaid-reminders.ts";
import { useScene } from "./scene.fixtures.ts";

const database = useDatabase();
const scene = useScene(database);
const { work, newTrade, bill, pay, states, texts, untilAllEnded } = scene;

describe("the ordinary way", () => {
  test("thirty bills at once, two workers: thirty messages, no refusal from a server at its real limit", async () => {
    const distributor = await createDistributor(database);
    const trades: Trade[] = [];
    for (let i = 0; i < 30; i += 1) trades.push(await newTrade(distributor));
    await Promise.all(trades.map((trade) => bill(trade)));
    await work(2, { intervalMs: 220 });
    await untilAllEnded();
    expect(scene.emulator.refusals().total).toBe(0);
    for (const trade of trades) expect(texts(trade.channel)).toHaveLength(1);
  });

  test("a bill message says amount, account, holder and link", async () => {
    const trade = await newTrade();
    await bill(trade, 1_234_000n);
    await work(1, { intervalMs: 10 });
    await untilAllEnded();
    const [text] = texts(trade.channel);
    expect(text).toContain("1,234,000원");
    expect(text).toContain(`국민은행 ${trade.accountNumber}`);
    expect(text).toContain("예금주  한빛식자재");
    expect(text).toMatch(/http:\/\/sunap\.test\/b\/[\w-]{44}/);
  });

  test("a payment tells both sides", async () => {
    const trade = await newTrade();
    await bill(trade, 500_000n);
    await work(1, { intervalMs: 10 });
    await pay(trade, 200_000n);
    await untilAllEnded();
    expect(texts(trade.channel).at(-1)).toContain("아직 입금이 확인되지 않은 금액  300,000원");
    expect(texts(trade.noticeChannel)).toHaveLength(1);
  });

  test("a channel that the chat does not know yet is created, and the message arrives", async () => {
    const trade = await createTrade(database);
    await bill(trade);
    await work(2, { intervalMs: 10 });
    await untilAllEnded();
    expect(texts(trade.channel)).toHaveLength(1);
    expect((await states())[0]?.attempts).toBe(1);
  });
});

describe("order", () => {
  test("a payment overtakes bills queued before it; bills of two distributors take turns", async () => {
    const [busy, calm] = [await createDistributor(database), await createDistributor(database)];
    const many: Trade[] = [];
    for (let i = 0; i < 10; i += 1) many.push(await newTrade(busy));
    const few = await newTrade(calm);
    const payer = await newTrade(calm);
    for (const trade of many) await bill(trade);
    await bill(few);
    await pay(payer, 10_000n);
    await work(1, { intervalMs: 20 });
    await untilAllEnded();
    const sent = await database.sql<{ kind: string; distributorId: string }>(
      `SELECT kind, distributor_id AS "distributorId" FROM notification ORDER BY sent_at`,
    );
    // Two requests are under way at once, so their answers may change places: the first three, not the first two.
    const first = sent.slice(0, 3).map((row) => row.kind);
    expect(first).toEqual(expect.arrayContaining(["PAYMENT_COMPLETE", "PAYMENT_RECEIVED"]));
    const turn = sent.findIndex(
      (row) => row.kind === "BILL_ISSUED" && row.distributorId === calm.distributorId,
    );
    expect(turn).toBeLessThanOrEqual(4);
  });

  test("inside a channel the order stays: the bill goes before the payment that came after it", async () => {
    const trade = await newTrade();
    await bill(trade);
    await pay(trade, 10_000n);
    await work(2, { intervalMs: 20 });
    await untilAllEnded();
    const [first, second] = texts(trade.channel);
    expect(first).toContain("청구서가 도착했습니다");
    expect(second).toContain("납부 완료");
  });
});

describe("reasons that vanish (rule R7)", () => {
  test("a bill cancelled before its notice left: neither notice is sent", async () => {
    const trade = await newTrade();
    const billId = await bill(trade);
    await cancelBill(trade.clerk, { billId, reason: "금액 오류" });
    await work(1, { intervalMs: 10 });
    await untilAllEnded();
    expect(texts(trade.channel)).toEqual([]);
    expect((await states()).map((row) => row.reason)).toEqual(["BILL_CANCELED", "BILL_NOTICE_NOT_SENT"]);
  });

  test("a bill cancelled after its notice: the cancellation is told", async () => {
    const trade = await newTrade();
    const billId = await bill(trade);
    await work(1, { intervalMs: 10 });
    await untilAllEnded();
    await cancelBill(trade.clerk, { billId, reason: "금액 오류" });
    await untilAllEnded();
    expect(texts(trade.channel).at(-1)).toContain("사유  금액 오류");
  });

  test("a reminder whose bill has been covered meanwhile", async () => {
    const trade = await newTrade();
    await bill(trade, 50_000n);
    expect(await sendUnpaidReminders(trade.clerk, null)).toMatchObject({ queued: 1, recent: 0 });
    expect(await sendUnpaidReminders(trade.clerk, null)).toMatchObject({ queued: 0, recent: 1 });
    await pay(trade, 50_000n);
    await work(1, { intervalMs: 10 });
    await untilAllEnded();
    expect((await states()).find((row) => row.kind === "UNPAID_REMINDER")?.reason).toBe("BILL_COVERED");
  });
});

describe("failures", () => {
  test.each(["timeout-after-commit", "reset-after-commit", "internal-error-after-commit"] as const)(
    "%s: the reader sees the message once, though the server ignores dedup_id",
    async (fault) => {
      await scene.ignoreDedup();
      const trade = await newTrade();
      scene.emulator.setFaults({ next: [fault] });
      await bill(trade);
      await work(1, { intervalMs: 10, timeoutMs: 300 });
      await untilAllEnded();
      expect(texts(trade.channel)).toHaveLength(1);
    },
  );

  test.each(["unavailable", "reset-before-commit", "internal-error"] as const)(
    "%s: it is sent again after a pause",
    async (fault) => {
      const trade = await newTrade();
      scene.emulator.setFaults({ next: [fault] });
      await bill(trade);
      await work(1, { intervalMs: 10, timeoutMs: 300 });
      await untilAllEnded();
      expect(texts(trade.channel)).toHaveLength(1);
      expect((await states())[0]?.attempts).toBe(2);
    },
  );

  test("an answer lost on a slow network: the look takes its time, and the message still arrives", async () => {
    const trade = await newTrade();
    scene.emulator.setFaults({ next: ["reset-before-commit"], latencyMs: 250 });
    await bill(trade);
    await work(1, { intervalMs: 20, latenessMs: 150 });
    await untilAllEnded();
    expect(texts(trade.channel)).toHaveLength(1);
  });

  test("a slow answer does not hold up the messages behind it", async () => {
    const distributor = await createDistributor(database);
    scene.emulator.setFaults({ latencyMs: 600 });
    for (let i = 0; i < 6; i += 1) await bill(await newTrade(distributor));
    await work(1, { intervalMs: 20 });
    await vi.waitFor(
      async () => {
        const sending = (await states()).filter((row) => row.state === "SENDING");
        expect(sending.length).toBeGreaterThan(2);
      },
      { timeout: 10_000, interval: 20 },
    );
    await untilAllEnded();
  });

  test("a chat that knows channel and members and refuses all the same: attempts are counted", async () => {
    const trade = await newTrade();
    await bill(trade);
    await work(1, { intervalMs: 10, chat: { refuseSends: "sender-not-found" } });
    await vi.waitFor(
      async () => expect((await states())[0]).toMatchObject({ state: "RETRYING", attempts: 1 }),
      10_000,
    );
  });

  test("a refusal by the rate limit costs no attempt and holds every worker back", async () => {
    scene.emulator.setLimits({ userSend: { ratePerSecond: 5, burst: 2 } });
    const distributor = await createDistributor(database);
    const trades: Trade[] = [];
    for (let i = 0; i < 6; i += 1) trades.push(await newTrade(distributor));
    for (const trade of trades) await bill(trade);
    await work(2, { intervalMs: 5 }); // far too fast, on purpose
    await untilAllEnded();
    expect(scene.emulator.refusals().total).toBeGreaterThan(0);
    for (const trade of trades) expect(texts(trade.channel)).toHaveLength(1);
    expect((await states()).map((row) => row.attempts)).toEqual(trades.map(() => 1));
  });

  test("a worker that dies between claim and answer: another one sends the message, once", async () => {
    const trade = await newTrade();
    await bill(trade);
    const died = new Promise<void>((claimed) => {
      void work(1, { intervalMs: 10, deliver: () => new Promise(() => claimed()) });
    });
    await died;
    await scene.stopWorkers();
    expect(
      await database.sql("SELECT 1 FROM pgboss.job WHERE name = 'notification' AND state = 'active'"),
    ).toHaveLength(1);
    // Time passes: beyond the lease, and beyond the job's expiry.
    await database.sql("UPDATE notification SET lease_until = clock_timestamp() WHERE state = 'SENDING'");
    await database.sql(
      "UPDATE pgboss.job SET started_on = now() - interval '1 minute' WHERE state = 'active'",
    );
    await work(2, { intervalMs: 10 });
    await untilAllEnded();
    expect(texts(trade.channel)).toHaveLength(1);
    expect((await states())[0]).toMatchObject({ state: "SENT", attempts: 2 });
  });

  test("a refusal for good: a dead letter with the reason", async () => {
    const trade = await createTrade(database);
    scene.emulator.provision({
      users: [
        { userId: trade.sender, nickname: "x" },
        { userId: "someone", nickname: "y" },
      ],
      channels: [{ channelUrl: trade.channel, name: "without the sender", userIds: ["someone"] }],
    });
    await bill(trade);
    await work(1, { intervalMs: 10 });
    await untilAllEnded();
    expect((await states())[0]).toMatchObject({
      state: "FAILED",
      reason: expect.stringContaining("sender-not-member"),
    });
  });
});
