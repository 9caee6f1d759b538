import { afterEach, describe, expect, test, vi } from "vitest";
import { createDistributor, createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { useScene } from "#jobs/delivery/scene.fixtures.ts";
import { cancelBill } from "#server/bills/cancel-bill.ts";
import { claimNotification } from "#server/notifications/claim-notification.ts";
import { rerouteToSms } from "#server/notifications/reroute-to-sms.ts";
import { db } from "#server/platform/db.ts";
import { enqueueNotifications, enqueueSms } from "#server/platform/queue.ts";
import { startTextWorker } from "./text-worker.fixtures.ts";

const database = useDatabase();
const scene = useScene(database);
const { work, newTrade, bill, pay, states, texts, untilAllEnded, untilStates, lives } = scene;
const workers: { stop(): Promise<void> }[] = [];

// The first text loads the whole client.
vi.setConfig({ testTimeout: 30_000 });

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});

async function workTexts(count: number, options: { intervalMs: number; timeoutMs?: number }): Promise<void> {
  for (let i = 0; i < count; i += 1) workers.push(await startTextWorker(database, scene.emulator, options));
}

async function prefersTexts(trade: Trade): Promise<Trade> {
  await database.sql("UPDATE store SET medium = 'SMS' WHERE id = $1", [trade.storeId]);
  return trade;
}

async function phoneOf(trade: Trade): Promise<string> {
  const [row] = await database.sql<{ phone: string }>(
    "SELECT owner_phone AS phone FROM store WHERE id = $1",
    [trade.storeId],
  );
  return row?.phone ?? "";
}

const smsTo = async (trade: Trade) => scene.emulator.sms(await phoneOf(trade)).map(({ text }) => text);

/** A trade whose channel exists without the distributor's sender in it: the chat refuses for good. */
async function refusedTrade(): Promise<Trade> {
  const trade = await createTrade(database);
  scene.emulator.provision({
    users: [
      { userId: trade.sender, nickname: "x" },
      { userId: "someone", nickname: "y" },
    ],
    channels: [
      { channelUrl: trade.channel, name: "without the sender", userIds: ["someone"] },
      { channelUrl: trade.noticeChannel, name: "without the sender", userIds: ["someone"] },
    ],
  });
  return trade;
}

const jobsIn = (queue: string) =>
  database.sql("SELECT 1 FROM pgboss.job WHERE name = $1 AND state < 'active'", [queue]);

const messages = () =>
  database.sql<{ id: string; medium: string; channel: string; attempts: number }>(
    "SELECT id, medium, channel, attempts FROM notification ORDER BY seq",
  );

describe("a store that prefers texts", () => {
  test("gets its messages on the phone, once; the distributor's go to its chat", async () => {
    const trade = await prefersTexts(await newTrade());
    await bill(trade, 1_234_000n);
    await pay(trade, 200_000n);
    await work(2, { intervalMs: 10 });
    await workTexts(2, { intervalMs: 10 });
    await untilAllEnded();
    const [billText, paymentText, ...more] = await smsTo(trade);
    expect(billText).toContain("1,234,000원");
    expect(billText).toMatch(/http:\/\/sunap\.test\/b\/[\w-]{44}/);
    expect(paymentText).toContain("200,000원");
    expect(more).toEqual([]);
    expect(texts(trade.channel)).toEqual([]);
    expect(texts(trade.noticeChannel)).toHaveLength(1);
  });

  test.each(["timeout-after-accept", "reset-after-accept", "internal-error-after-accept"] as const)(
    "%s: the text is looked for, found, and not sent again",
    async (fault) => {
      const trade = await prefersTexts(await newTrade());
      scene.emulator.texts.setFaults({ next: [fault] });
      await bill(trade);
      await workTexts(1, { intervalMs: 10, timeoutMs: 400 });
      await untilAllEnded();
      expect(await smsTo(trade)).toHaveLength(1);
      expect((await lives()).map(({ outcome }) => outcome)).toEqual(["RETRYING", "FOUND"]);
    },
  );

  test("timeout-before-accept: looked for, not there, sent again", async () => {
    const trade = await prefersTexts(await newTrade());
    scene.emulator.texts.setFaults({ next: ["timeout-before-accept"] });
    await bill(trade);
    await workTexts(1, { intervalMs: 10, timeoutMs: 400 });
    await untilAllEnded();
    expect(await smsTo(trade)).toHaveLength(1);
    expect((await lives()).at(-1)?.outcome).toBe("SENT");
  });

  test("a number that the service refuses: a dead letter, and no fallback to the chat", async () => {
    const trade = await prefersTexts(await newTrade());
    scene.emulator.texts.setFaults({ next: ["refused"] });
    await bill(trade);
    await work(1, { intervalMs: 10 });
    await workTexts(1, { intervalMs: 10 });
    await untilStates([{ state: "FAILED", reason: expect.stringContaining("1062") }]);
    expect(texts(trade.channel)).toEqual([]);
  });
});

describe("the shared limit", () => {
  test("two workers and the codes together never overrun it, and a code does not wait behind messages", async () => {
    scene.emulator.texts.setRule({ ratePerSecond: 10, burst: 3 });
    const distributor = await createDistributor(database);
    for (let i = 0; i < 40; i += 1) await bill(await prefersTexts(await createTrade(database, distributor)));
    await workTexts(2, { intervalMs: 110 });
    await vi.waitFor(() => expect(scene.emulator.sms().length).toBeGreaterThan(0), 15_000);
    await enqueueSms({ to: "01000000001", text: "인증번호 482913" });
    await untilAllEnded();
    const order = scene.emulator.sms().map(({ to }) => to);
    expect(order).toHaveLength(41);
    expect(order.indexOf("01000000001")).toBeLessThan(30);
    expect(scene.emulator.texts.stats().refused).toBe(0);
  });

  test("a code that was not taken is sent again", async () => {
    scene.emulator.texts.setFaults({ next: ["unavailable"] });
    await enqueueSms({ to: "01000000002", text: "인증번호 482913" });
    await workTexts(1, { intervalMs: 10 });
    await vi.waitFor(() => expect(scene.emulator.sms("01000000002")).toHaveLength(1), 20_000);
  });

  test("a refusal by it costs no attempt", async () => {
    scene.emulator.texts.setRule({ ratePerSecond: 2, burst: 1 });
    const distributor = await createDistributor(database);
    for (let i = 0; i < 4; i += 1) await bill(await prefersTexts(await createTrade(database, distributor)));
    await workTexts(2, { intervalMs: 5 }); // far too fast, on purpose
    await untilAllEnded();
    expect(scene.emulator.texts.stats().refused).toBeGreaterThan(0);
    expect((await states()).map(({ state, attempts }) => [state, attempts])).toEqual(
      Array(4).fill(["SENT", 1]),
    );
  });
});

describe("refused by the chat for good", () => {
  test("a store's message goes to the phone instead; a distributor's is a dead letter", async () => {
    const trade = await refusedTrade();
    await pay(trade, 5_000n);
    await work(1, { intervalMs: 10, reroute: rerouteToSms });
    await workTexts(1, { intervalMs: 10 });
    await untilAllEnded();
    expect(await smsTo(trade)).toHaveLength(1);
    expect((await states()).map(({ recipient, state }) => [recipient, state]).sort()).toEqual([
      ["DISTRIBUTOR", "FAILED"],
      ["STORE", "SENT"],
    ]);
    const outcomes = (await lives()).map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual(["FAILED", "REROUTED", "SENT"]);
    expect((await lives()).find(({ outcome }) => outcome === "REROUTED")?.detail).toContain(
      "sender-not-member",
    );
  });

  test("one that may have reached the chat does not move, nor one that another worker has", async () => {
    const trade = await newTrade();
    await bill(trade);
    const [message] = await messages();
    if (!message) throw new Error("no message");
    const claim = await claimNotification(message.id, {
      medium: "CHAT",
      slotAt: "2026-01-01",
      leaseMs: 20_000,
    });
    if (claim.kind !== "send") throw new Error("not claimed");
    await database.sql("UPDATE notification SET maybe_sent = true");
    expect(await rerouteToSms(claim.notification, "refused")).toBe(false);
    await database.sql("UPDATE notification SET maybe_sent = false, attempts = 2");
    expect(await rerouteToSms(claim.notification, "refused")).toBe(false);
    await database.sql("UPDATE notification SET attempts = 1");
    expect(await rerouteToSms(claim.notification, "refused")).toBe(true);
    expect(await rerouteToSms(claim.notification, "refused")).toBe(false);
    expect(await messages()).toMatchObject([{ medium: "SMS", channel: `sms:${trade.channel}`, attempts: 0 }]);
    expect(await jobsIn("notification-sms")).toHaveLength(1);
  });
});

describe("never both", () => {
  test("neither loop takes what is the other's, whatever job it is handed; stray jobs end", async () => {
    const [chatty, texty] = [await newTrade(), await prefersTexts(await newTrade())];
    await bill(chatty);
    await bill(texty);
    await database.sql("DELETE FROM pgboss.job");
    const [toChat, toPhone] = await messages();
    if (!toChat || !toPhone) throw new Error("two messages");
    const priority = 200_000_000;
    const stray = (id: string, medium: "CHAT" | "SMS") => ({
      notificationId: id,
      medium,
      sender: chatty.sender,
      channel: null,
      priority,
    });
    await enqueueNotifications(db(), [stray(toChat.id, "SMS"), stray(toPhone.id, "CHAT")]);
    const claim = { slotAt: "2026-01-01", leaseMs: 20_000 };
    expect(await claimNotification(toChat.id, { medium: "SMS", ...claim })).toEqual({ kind: "done" });
    expect(await claimNotification(toPhone.id, { medium: "CHAT", ...claim })).toEqual({ kind: "done" });
    await work(1, { intervalMs: 10 });
    await workTexts(1, { intervalMs: 10 });
    await vi.waitFor(async () => {
      expect(await jobsIn("notification")).toEqual([]);
      expect(await jobsIn("notification-sms")).toEqual([]);
    }, 15_000);
    expect((await states()).map(({ state }) => state)).toEqual(["QUEUED", "QUEUED"]);
    await enqueueNotifications(db(), [stray(toChat.id, "CHAT"), stray(toPhone.id, "SMS")]);
    await untilAllEnded();
    expect(texts(chatty.channel)).toHaveLength(1);
    expect(await smsTo(texty)).toHaveLength(1);
    expect(texts(texty.channel)).toEqual([]);
    expect(await smsTo(chatty)).toEqual([]);
  });

  test("a cancellation in one medium waits for what it takes back in the other", async () => {
    const trade = await prefersTexts(await newTrade());
    const billId = await bill(trade);
    await database.sql("UPDATE store SET medium = 'CHAT' WHERE id = $1", [trade.storeId]);
    await cancelBill(trade.clerk, { billId, reason: "금액 오류" });
    const [issued, canceled] = await messages();
    expect([issued?.medium, canceled?.medium]).toEqual(["SMS", "CHAT"]);
    const claim = { slotAt: "2026-01-01", leaseMs: 20_000 };
    expect(await claimNotification(canceled?.id ?? "", { medium: "CHAT", ...claim })).toMatchObject({
      kind: "wait",
    });
    await work(1, { intervalMs: 10 });
    await workTexts(1, { intervalMs: 10 });
    await untilAllEnded();
    expect((await states()).map(({ reason }) => reason)).toEqual(["BILL_CANCELED", "BILL_NOTICE_NOT_SENT"]);
  });

  test("the database refuses the way back, and a move of what may have been sent", async () => {
    const trade = await prefersTexts(await newTrade());
    await bill(trade);
    await expect(
      database.sql("UPDATE notification SET medium = 'CHAT', channel = $1", [trade.channel]),
    ).rejects.toThrow("can't change from SMS to CHAT");
    await bill(await newTrade());
    await database.sql("UPDATE notification SET maybe_sent = true");
    await expect(
      database.sql(
        "UPDATE notification SET medium = 'SMS', channel = 'sms:' || channel WHERE medium = 'CHAT'",
      ),
    ).rejects.toThrow("can't change from CHAT to SMS");
    await expect(
      database.sql("UPDATE notification SET channel = 'sms:x' WHERE medium = 'CHAT'"),
    ).rejects.toThrow("notification_medium_channel_check");
  });
});
