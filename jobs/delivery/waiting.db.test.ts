import { describe, expect, test, vi } from "vitest";
import { createAdmin, createDistributor, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { insertNotifications } from "#server/notifications/notification.repository.ts";
import { queueNotifications } from "#server/notifications/queue-notifications.ts";
import { requeueLost } from "#server/notifications/requeue-lost.ts";
import { resumeSending, stopSending } from "#server/notifications/sending-stops.ts";
import { db, transaction } from "#server/platform/db.ts";
import { useScene } from "./scene.fixtures.ts";

// Messages that wait, and why: stopped, too early, limited, the service away, the queue or the database not what it was.

const database = useDatabase();
const scene = useScene(database);
const { work, newTrade, bill, pay, states, texts, untilAllEnded, untilStates } = scene;

const sentIn = (trade: Trade) => texts(trade.channel).length;

describe("kill switches", () => {
  test("of one distributor: its messages wait, others' leave, and nothing is lost", async () => {
    const admin = await createAdmin(database);
    const [stopped, other] = [await newTrade(), await newTrade()];
    await stopSending(admin, { distributorId: stopped.distributorId, reason: "금액을 확인하는 중" });
    await bill(stopped);
    await bill(other);
    await work(2, { intervalMs: 10 });
    await untilStates([{ state: "QUEUED", attempts: 0 }, { state: "SENT" }]);
    await resumeSending(admin, stopped.distributorId);
    await untilAllEnded();
    expect(sentIn(stopped)).toBe(1);
  });

  test("turned on while a long queue of it is being sent: others' messages leave, and the worker can stop", async () => {
    const admin = await createAdmin(database);
    const [busy, other] = [await newTrade(), await newTrade()];
    for (let i = 0; i < 25; i += 1) await pay(busy, 1_000n);
    await work(1, { intervalMs: 150 });
    await vi.waitFor(async () => expect((await scene.lives()).length).toBeGreaterThan(2), 10_000);
    await stopSending(admin, { distributorId: busy.distributorId, reason: "확인" });
    await bill(other);
    await vi.waitFor(() => expect(sentIn(other)).toBe(1), 10_000);
    await scene.stopWorkers();
  });

  test("of everybody: a claim already asked for is refused by the database too", async () => {
    const admin = await createAdmin(database);
    const trade = await newTrade();
    await bill(trade);
    await stopSending(admin, { distributorId: null, reason: "점검" });
    await stopSending(admin, { distributorId: null, reason: "두 번째" }); // changes nothing
    await work(2, { intervalMs: 10 });
    await pay(trade, 1_000n);
    const urgent = await newTrade();
    await bill(urgent);
    expect((await states()).every(({ state }) => state === "QUEUED")).toBe(true);
    await resumeSending(admin, null);
    await untilAllEnded();
    expect(scene.emulator.messages(trade.channel)).toHaveLength(2);
    expect(
      await database.sql("SELECT action FROM audit_entry WHERE action LIKE 'notification.%' ORDER BY id"),
    ).toEqual(expect.arrayContaining([{ action: "notification.stop" }, { action: "notification.resume" }]));
  });
});

describe("messages that have a time", () => {
  const queueBill = (trade: Trade, billId: string, notBefore: Date) =>
    transaction((tx) =>
      queueNotifications(tx, [
        {
          kind: "UNPAID_REMINDER",
          recipient: "STORE",
          eventId: billId,
          tradeRelationshipId: trade.tradeRelationshipId,
          billId,
          notBefore,
        },
      ]),
    );

  test("it waits for it, and a payment message of the same channel passes", async () => {
    const trade = await newTrade();
    const billId = await bill(trade);
    await work(1, { intervalMs: 10 });
    await untilAllEnded();
    await queueBill(trade, billId, new Date(Date.now() + 3_600_000));
    await pay(trade, 10_000n);
    await untilStates([
      { state: "SENT" },
      { kind: "UNPAID_REMINDER", state: "QUEUED", attempts: 0 },
      { kind: "PAYMENT_COMPLETE", state: "SENT" },
      { kind: "PAYMENT_RECEIVED", state: "SENT" },
    ]);
  });

  test("when its time comes it leaves, without anybody waking the workers", async () => {
    const trade = await newTrade();
    const billId = await bill(trade);
    await work(1, { intervalMs: 10 });
    await untilAllEnded();
    await queueBill(trade, billId, new Date(Date.now() + 1_500));
    await untilAllEnded();
    expect(sentIn(trade)).toBe(2);
  });
});

describe("limits", () => {
  test("a channel's own limit: its messages leave one interval apart, others' are not held up", async () => {
    const [trade, other] = [await newTrade(), await newTrade()];
    for (let i = 0; i < 3; i += 1) await pay(trade, 1_000n);
    await pay(other, 1_000n);
    await work(2, { intervalMs: 5, channelIntervalMs: 300 });
    await untilAllEnded();
    const sent = await database.sql<{ gapMs: number | null }>(
      `SELECT (extract(epoch FROM e.slot_at - lag(e.slot_at) OVER (ORDER BY e.slot_at)) * 1000)::float8 AS "gapMs"
       FROM notification_event e JOIN notification n ON n.id = e.notification_id
       WHERE n.channel = $1 AND e.outcome = 'SENT'`,
      [trade.channel],
    );
    expect(sent).toHaveLength(3);
    for (const { gapMs } of sent) expect(gapMs ?? 300).toBeGreaterThanOrEqual(300);
  });

  test("a throttled sender is passed over: another distributor's message takes the slot", async () => {
    const [busy, calm] = [await createDistributor(database), await createDistributor(database)];
    for (let i = 0; i < 4; i += 1) await bill(await newTrade(busy));
    const other = await newTrade(calm);
    await bill(other);
    await work(1, { intervalMs: 5, userIntervalMs: 400 });
    await untilAllEnded();
    const order = await database.sql<{ sender: string }>(
      `SELECT n.sender FROM notification_event e JOIN notification n ON n.id = e.notification_id
       WHERE e.outcome = 'SENT' ORDER BY e.slot_at`,
    );
    expect(order.slice(0, 2).map(({ sender }) => sender)).toContain(other.sender);
  });

  test("a worker too late for its slot gives it up, and the message takes another", async () => {
    const trade = await newTrade();
    await bill(trade);
    await work(1, { intervalMs: 10, latenessMs: -1 }); // no slot can be met
    await vi.waitFor(async () => expect((await scene.lives()).length).toBeGreaterThan(1), 10_000);
    const [first] = await scene.lives();
    expect(first).toMatchObject({
      outcome: "POSTPONED",
      hasSlot: false,
      detail: expect.stringContaining("slot missed"),
    });
    expect(sentIn(trade)).toBe(0);
  });
});

describe("turns", () => {
  test("a sender who has been silent has saved up no turns; one who has just come waits for no queue", async () => {
    const [early, late] = [await newTrade(), await newTrade()];
    const request = (trade: Trade, i: number) => ({
      kind: "BILL_ISSUED" as const,
      recipient: "STORE" as const,
      eventId: `${trade.tradeRelationshipId.slice(0, -4)}${String(i).padStart(4, "0")}`,
      tradeRelationshipId: trade.tradeRelationshipId,
    });
    const queue = async (trade: Trade, from: number, count: number) => {
      const jobs = await insertNotifications(
        db(),
        Array.from({ length: count }, (_, i) => request(trade, from + i)),
      );
      return jobs.map(({ priority }) => 200_000_000 - priority);
    };
    expect(await queue(early, 0, 4)).toEqual([0, 1, 2, 3]);
    await database.sql("UPDATE fair_clock SET virtual_time = 2 WHERE class = 2"); // two of them have been sent
    await database.sql(
      "UPDATE notification SET state = 'DROPPED', drop_reason = 'x', ended_at = now() WHERE priority > 199999998",
    );
    expect(await queue(late, 0, 2)).toEqual([2, 3]);
    expect(await queue(early, 10, 2)).toEqual([4, 5]);
  });

  test("nine payment messages in a row, then one of the lower classes", async () => {
    const billed = await newTrade();
    await bill(billed);
    for (let i = 0; i < 6; i += 1) await pay(await newTrade(), 1_000n); // twelve messages, each in a channel of its own
    await work(1, { intervalMs: 30 });
    await untilAllEnded();
    const order = await database.sql<{ kind: string }>(
      `SELECT n.kind FROM notification_event e JOIN notification n ON n.id = e.notification_id
       WHERE e.outcome = 'SENT' ORDER BY e.slot_at`,
    );
    expect(order.findIndex(({ kind }) => kind === "BILL_ISSUED")).toBe(9);
  });

  test("a long line behind a message whose worker died holds nobody else up", async () => {
    const [busy, other] = [await newTrade(), await newTrade()];
    for (let i = 0; i < 30; i += 1) await pay(busy, 1_000n);
    await database.sql(
      `UPDATE notification SET state = 'SENDING', attempts = 1, lease_until = clock_timestamp() + interval '1 hour'
       WHERE seq IN (SELECT min(seq) FROM notification GROUP BY channel)`,
    );
    await bill(other);
    await work(1, { intervalMs: 20 });
    await vi.waitFor(() => expect(sentIn(other)).toBe(1), 10_000);
  });

  test("a message that fails holds its channel up for one pause, and no longer", async () => {
    const trade = await newTrade();
    await pay(trade, 1_000n);
    await pay(trade, 2_000n);
    await database.sql(
      `UPDATE notification SET state = 'RETRYING', attempts = 2, next_attempt_at = clock_timestamp() + interval '1 hour'
       WHERE seq = (SELECT min(seq) FROM notification WHERE channel = $1)`,
      [trade.channel],
    );
    await work(1, { intervalMs: 10 });
    await vi.waitFor(() => expect(sentIn(trade)).toBe(1), 10_000);
    expect((await states())[0]).toMatchObject({ state: "RETRYING" });
  });
});

describe("the service is away", () => {
  test("the breaker opens, a probe finds it back, and no message has used up its attempts", async () => {
    const distributor = await createDistributor(database);
    for (let i = 0; i < 8; i += 1) await bill(await newTrade(distributor));
    scene.emulator.setFaults({ probabilities: { unavailable: 1 } });
    await work(2, { intervalMs: 10 });
    await vi.waitFor(
      async () =>
        expect(
          await database.sql("SELECT 1 FROM rate_bucket WHERE key = 'chat:app' AND failures >= 6"),
        ).toHaveLength(1),
      20_000,
    );
    scene.emulator.setFaults({ probabilities: {} });
    await untilAllEnded(30_000);
    expect((await states()).every(({ state, attempts }) => state === "SENT" && attempts <= 3)).toBe(true);
    expect(await database.sql("SELECT failures, open_since FROM rate_bucket WHERE key = 'chat:app'")).toEqual(
      [{ failures: 0, open_since: null }],
    );
  });

  test("a worker that stalled until its claim had run out sends nothing any more", async () => {
    const trade = await newTrade();
    await bill(trade);
    await work(1, { intervalMs: 10, leaseMs: 8_000 }); // shorter than a request may take: as if it had just run out
    await vi.waitFor(async () => expect((await scene.lives()).length).toBeGreaterThan(0), 10_000);
    await scene.stopWorkers();
    expect((await scene.lives())[0]).toMatchObject({
      outcome: "POSTPONED",
      detail: "stalled",
      hasSlot: false,
    });
    expect(sentIn(trade)).toBe(0);
  });

  test("a service that answers, if only with a refusal, is not away", async () => {
    const trade = await newTrade();
    await database.sql(
      `INSERT INTO rate_bucket (key, theoretical_arrival_at, failures, open_since, probe_at, probe_every_ms)
       VALUES ('chat:app', '-infinity', 5, now(), clock_timestamp(), 60000)`,
    );
    scene.emulator.setFaults({ next: ["invalid-value"] });
    await bill(trade);
    await bill(await newTrade());
    await work(1, { intervalMs: 10 });
    await untilStates([{ state: "FAILED" }, { state: "SENT" }]);
  });

  test("one sender's trouble opens its own breaker; everybody else's messages go on", async () => {
    const trade = await newTrade();
    await database.sql(
      `INSERT INTO rate_bucket (key, theoretical_arrival_at, failures, open_since, probe_at, probe_every_ms)
       VALUES ($1, '-infinity', 5, now(), clock_timestamp() + interval '1 hour', 60000)`,
      [`chat:user:${trade.sender}`],
    );
    const other = await newTrade();
    await bill(trade);
    await bill(other);
    await work(1, { intervalMs: 10 });
    await untilStates([{ state: "QUEUED", attempts: 0 }, { state: "SENT" }]);
  });

  test("the token is refused: everything waits, no attempt is used up, and it goes on when that is mended", async () => {
    const distributor = await createDistributor(database);
    for (let i = 0; i < 3; i += 1) await bill(await newTrade(distributor));
    await work(1, { intervalMs: 10, apiToken: "revoked" });
    await vi.waitFor(
      async () =>
        expect(
          await database.sql("SELECT 1 FROM rate_bucket WHERE key = 'chat:app' AND open_since IS NOT NULL"),
        ).toHaveLength(1),
      10_000,
    );
    await scene.stopWorkers();
    expect((await states()).every(({ state, attempts }) => state !== "FAILED" && attempts === 0)).toBe(true);
    await database.sql("UPDATE rate_bucket SET probe_at = clock_timestamp() WHERE key = 'chat:app'"); // time passes
    await work(1, { intervalMs: 10 });
    await untilAllEnded();
    expect((await states()).every(({ attempts }) => attempts === 1)).toBe(true);
  });

  test("stopping a worker gives back the slot that it was waiting for, and leaves nothing half done", async () => {
    const distributor = await createDistributor(database);
    for (let i = 0; i < 3; i += 1) await bill(await newTrade(distributor));
    await work(1, { intervalMs: 1_500 });
    await vi.waitFor(async () => expect((await scene.lives()).length).toBe(1), 10_000);
    await vi.waitFor(
      async () =>
        expect(
          await database.sql("SELECT 1 FROM rate_bucket WHERE key = 'chat:app' AND granted = 2"),
        ).toHaveLength(1),
      10_000,
    );
    await scene.stopWorkers();
    expect(await database.sql("SELECT returned FROM rate_bucket WHERE key = 'chat:app'")).toEqual([
      { returned: "1" },
    ]);
    expect((await states()).map(({ state }) => state).sort()).toEqual(["QUEUED", "QUEUED", "SENT"]);
    expect(await database.sql("SELECT 1 FROM pgboss.job WHERE state = 'active'")).toEqual([]);
  });

  test("a user who was deactivated: a dead letter at once, without using up the attempts", async () => {
    const trade = await newTrade();
    scene.emulator.setFaults({ next: ["user-deactivated"] });
    await bill(trade);
    await work(1, { intervalMs: 10 });
    await untilStates([
      { state: "FAILED", attempts: 1, reason: expect.stringContaining("user-deactivated") },
    ]);
  });

  test("a message whose workers die again and again ends as failed", async () => {
    const trade = await newTrade();
    await bill(trade);
    await database.sql(
      "UPDATE notification SET state = 'RETRYING', attempts = 8, next_attempt_at = clock_timestamp()",
    );
    await work(1, { intervalMs: 10 });
    await untilStates([{ state: "FAILED", reason: "no attempt came to an end" }]);
  });
});

describe("the queue or the database is not what it was", () => {
  test("a job that was lost is found missing, and its message leaves", async () => {
    const trade = await newTrade();
    await bill(trade);
    await database.sql("DELETE FROM pgboss.job");
    expect(await requeueLost("CHAT", { heldMs: 20_000, which: "jobless" })).toBe(0); // it may be on its way yet
    await database.sql("UPDATE notification SET queued_at = clock_timestamp() - interval '1 minute'");
    await work(1, { intervalMs: 10 });
    await untilAllEnded();
    expect(sentIn(trade)).toBe(1);
  });

  test("a worker that died with a job in its hands, before it claimed the message: another one finds it", async () => {
    const trade = await newTrade();
    await bill(trade);
    await database.sql("UPDATE notification SET queued_at = clock_timestamp() - interval '1 minute'");
    await database.sql("UPDATE pgboss.job SET state = 'active', started_on = now() - interval '5 seconds'");
    expect(await requeueLost("CHAT", { heldMs: 20_000, which: "jobless" })).toBe(0); // its holder may be alive
    await database.sql("UPDATE pgboss.job SET started_on = now() - interval '21 seconds'");
    await work(1, { intervalMs: 10, leaseMs: 20_000 });
    await untilAllEnded();
    expect(sentIn(trade)).toBe(1);
  });

  test("restored from a backup: what was sent since is found in the chat, and not sent again", async () => {
    await scene.ignoreDedup();
    const [sent, unsent] = [await newTrade(), await newTrade()];
    await bill(sent);
    await work(1, { intervalMs: 10 });
    await untilAllEnded();
    await scene.stopWorkers();
    // The backup was taken before that message left, and another one was waiting in it too.
    await bill(unsent);
    await database.sql(
      `UPDATE notification SET state = 'QUEUED', attempts = 0, sent_at = NULL, ended_at = NULL, text = NULL,
              provider_message_id = NULL WHERE state = 'SENT'`,
    );
    await database.sql(
      "UPDATE pgboss.job SET state = 'created', completed_on = NULL WHERE name = 'notification'",
    );
    await database.sql("UPDATE database_identity SET identity = 'the database before'");
    await work(2, { intervalMs: 10 });
    await untilAllEnded();
    expect([sentIn(sent), sentIn(unsent)]).toEqual([1, 1]);
    expect((await scene.lives()).map(({ outcome }) => outcome)).toContain("FOUND");
  });
});
