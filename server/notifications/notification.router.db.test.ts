import { randomUUID } from "node:crypto";
import pino from "pino";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAdmin, createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import type { Viewer } from "#server/identity/get-viewer.ts";
import { createCallerFactory } from "#server/trpc/init.ts";
import { notificationRouter } from "./notification.router.ts";
import { failedOf, insertNotification } from "./queue-view.fixtures.ts";

const database = useDatabase();
let trade: Trade;
let other: Trade;
let operator: Viewer;

const callerOf = (viewer: Viewer) =>
  createCallerFactory(notificationRouter)({ viewer, log: pino({ level: "silent" }) });
const clerkOf = ({ clerk }: Trade) =>
  callerOf({ ...clerk, name: "직원", role: "DISTRIBUTOR", distributorName: "한빛식자재" });
const admin = () => callerOf(operator);
const refusedWith = (code: string) => ({ cause: { code } });

beforeAll(async () => {
  trade = await createTrade(database);
  other = await createTrade(database);
  operator = { ...(await createAdmin(database)), name: "운영자", role: "ADMIN" };
});

beforeEach(async () => {
  await database.sql("DELETE FROM notification_event");
  await database.sql("DELETE FROM notification");
  await database.sql("DELETE FROM sending_stop");
  await database.sql("DELETE FROM rate_bucket");
});

describe("a message's life", () => {
  test("is its own distributor's and the operator's, and nobody else's", async () => {
    const id = await insertNotification(database, trade, failedOf("refused: HTTP 400, 400300: deactivated"));
    await database.sql(
      `INSERT INTO notification_event (notification_id, attempt, outcome, slot_at, detail)
       VALUES ($1, 1, 'POSTPONED', NULL, 'slot missed by 130 ms'),
              ($1, 1, 'FAILED', now(), 'refused: HTTP 400, 400300: deactivated')`,
      [id],
    );
    await expect(clerkOf(other).life({ notificationId: id })).rejects.toMatchObject(
      refusedWith("NOTIFICATION_NOT_FOUND"),
    );
    const own = await clerkOf(trade).life({ notificationId: id });
    expect(own).toMatchObject({ state: "FAILED", trouble: "user-deactivated", waiting: null });
    expect(own.events).toMatchObject([
      { outcome: "FAILED", trouble: "user-deactivated", slotAt: expect.any(Date), detail: null },
      { outcome: "POSTPONED", trouble: "slot-missed", slotAt: null, detail: null },
    ]);
    const any = await admin().lifeOfAny({ notificationId: id });
    expect(any.events[0]?.detail).toBe("refused: HTTP 400, 400300: deactivated");
  });

  test("tells the last hundred events and that there were more", async () => {
    const id = await insertNotification(database, trade);
    await database.sql(
      `INSERT INTO notification_event (notification_id, attempt, outcome, detail)
       SELECT $1, 0, 'POSTPONED', 'HTTP 503 without an error body' FROM generate_series(1, 101)`,
      [id],
    );
    const life = await clerkOf(trade).life({ notificationId: id });
    expect(life.events).toHaveLength(100);
    expect(life.hasEarlierEvents).toBe(true);
  });

  const waitingOf = async (id: string) => (await clerkOf(trade).life({ notificationId: id })).waiting;

  test("tells what a message waits for", async () => {
    const soon = { not_before: "now() + interval '1 hour'" };
    const retrying = (error: string) => ({
      state: "'RETRYING'",
      next_attempt_at: "now() + interval '1 hour'",
      last_error: `'${error}'`,
      channel: `'${randomUUID()}'`,
    });
    const night = await insertNotification(database, trade, { ...soon, channel: "'of its own'" });
    expect(await waitingOf(night)).toMatchObject({ why: "night", until: expect.any(Date) });
    const backoff = await insertNotification(database, trade, retrying("no answer within 8000 ms"));
    expect(await waitingOf(backoff)).toMatchObject({ why: "backoff", until: expect.any(Date) });
    const limited = await insertNotification(
      database,
      trade,
      retrying("refused by the rate limit (scope: user)"),
    );
    expect(await waitingOf(limited)).toMatchObject({ why: "limit" });
    const first = await insertNotification(database, trade);
    expect(await waitingOf(first)).toMatchObject({ why: "turn", until: null, expectedMs: 0 });
    const second = await insertNotification(database, trade);
    expect(await waitingOf(second)).toMatchObject({ why: "channel" });
    const third = await insertNotification(database, trade, { channel: "'another'" });
    expect((await waitingOf(third))?.expectedMs).toBeCloseTo(2 * 220, 3); // two ahead, one slot in (1 s + 100 ms) / 5
    const sending = { state: "'SENDING'", lease_until: "now() + interval '20 seconds'", channel: "'third'" };
    expect(await waitingOf(await insertNotification(database, trade, sending))).toMatchObject({
      why: "sending",
    });
  });

  test("tells a batch that can still be taken back from the night", async () => {
    const [bill] = await database.sql<{ id: string }>(
      `WITH import AS (
         INSERT INTO bill_import (distributor_id, created_by, file_name, file_sha256, file_content, encoding, delimiter,
                                  header_line_no, columns, mapping, defaults)
         VALUES ($1, $3, 'a.csv', repeat('0', 64), '', 'utf-8', ',', 1, '[]', '{}', '{}') RETURNING id
       ),
       batch AS (
         INSERT INTO bill_batch (distributor_id, bill_import_id, idempotency_key, issued_by, issued_at, bill_count,
                                 total_won, hold_until)
         SELECT $1, id, $2, $3, now(), 1, 1000, now() + interval '1 hour' FROM import RETURNING id
       )
       INSERT INTO bill (bill_batch_id, distributor_id, trade_relationship_id, store_id, amount_won, issued_at, issued_by)
       SELECT id, $1, $4, $5, 1000, now(), $3 FROM batch RETURNING id`,
      [trade.distributorId, randomUUID(), trade.clerk.userId, trade.tradeRelationshipId, trade.storeId],
    );
    const held = await insertNotification(database, trade, {
      bill_id: `'${bill?.id}'`,
      not_before: "(SELECT max(hold_until) FROM bill_batch)",
    });
    expect(await waitingOf(held)).toMatchObject({ why: "hold", until: expect.any(Date) });
  });

  test("an outage and a stop go before all else", async () => {
    const id = await insertNotification(database, trade);
    await database.sql(
      `INSERT INTO rate_bucket (key, theoretical_arrival_at, failures, failure, open_since, probe_at)
       VALUES ('chat:app', now(), 5, 'token-refused: HTTP 400, 400401', now(), now() + interval '30 seconds')`,
    );
    expect(await waitingOf(id)).toMatchObject({ why: "outage", until: expect.any(Date) });
    await admin().stopSending({ distributorId: null, reason: "점검" });
    expect(await waitingOf(id)).toMatchObject({ why: "stopped", stop: "all", stopReason: null });
    await admin().stopSending({ distributorId: trade.distributorId, reason: "잘못된 청구" });
    expect(await waitingOf(id)).toMatchObject({ why: "stopped", stop: "own", stopReason: "잘못된 청구" });
  });
});

describe("kill switches", () => {
  test("one distributor sees its own stop and everybody's, never another's", async () => {
    await admin().stopSending({ distributorId: trade.distributorId, reason: "금액 확인" });
    expect(await clerkOf(trade).stop()).toMatchObject({ isForAll: false, reason: "금액 확인" });
    expect(await clerkOf(other).stop()).toBeNull();
    await admin().stopSending({ distributorId: null, reason: "내부 점검" });
    expect(await clerkOf(other).stop()).toMatchObject({ isForAll: true, reason: null });
    await admin().resumeSending({ distributorId: null });
    expect(await clerkOf(other).stop()).toBeNull();
    expect((await admin().alarms()).stops).toMatchObject([{ distributorId: trade.distributorId }]);
  });

  test("each stop and each resumption is audited once, and a stop needs a distributor that exists", async () => {
    const count = async () =>
      (
        await database.sql(
          "SELECT action FROM audit_entry WHERE action IN ('notification.stop', 'notification.resume')",
        )
      ).length;
    const before = await count();
    for (let time = 0; time < 2; time += 1)
      await admin().stopSending({ distributorId: trade.distributorId, reason: "금액 확인" });
    for (let time = 0; time < 2; time += 1)
      await admin().resumeSending({ distributorId: trade.distributorId });
    expect((await count()) - before).toBe(2);
    await expect(admin().stopSending({ distributorId: randomUUID(), reason: "?" })).rejects.toMatchObject(
      refusedWith("DISTRIBUTOR_NOT_FOUND"),
    );
    await expect(admin().stopSending({ distributorId: null, reason: "  " })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });
});

describe("the queue", () => {
  test("by class and distributor, with what waits for its time and what is stopped told apart", async () => {
    const payment = { kind: "'PAYMENT_COMPLETE'", priority: "300000000" };
    await insertNotification(database, trade, payment);
    await insertNotification(database, trade);
    await insertNotification(database, trade, { not_before: "now() + interval '1 hour'" });
    await insertNotification(database, other, { kind: "'UNPAID_REMINDER'", priority: "100000000" });
    await admin().stopSending({ distributorId: other.distributorId, reason: "금액 확인" });
    const status = await admin().queueStatus({});
    expect(status.classes).toMatchObject([
      { medium: "CHAT", messageClass: 3, due: 1, later: 0, stopped: 0, sending: 0 },
      { medium: "CHAT", messageClass: 2, due: 1, later: 1, stopped: 0 },
      { medium: "CHAT", messageClass: 1, due: 0, later: 0, stopped: 1 },
    ]);
    expect(status.distributors).toMatchObject([
      {
        distributorId: trade.distributorId,
        due: 2,
        later: 1,
        payments: 1,
        bills: 2,
        reminders: 0,
        isStopped: false,
      },
      { distributorId: other.distributorId, due: 0, stopped: 1, reminders: 1, isStopped: true },
    ]);
    const [chat] = status.media;
    expect(chat).toMatchObject({ medium: "CHAT", due: 2 });
    expect(chat?.allowedPerSecond).toBeCloseTo(5 / 1.1, 3);
    expect(chat?.drainMs).toBeCloseTo(2 * 220, 3);
    const short = await admin().queueStatus({ distributors: 1 });
    expect(short.distributors).toHaveLength(1);
    expect(short.distributorCount).toBe(2);
  });

  test("the use of the rate, the refusals by kind of limit, and the burst that they imply", async () => {
    const id = await insertNotification(database, trade);
    await database.sql(
      `INSERT INTO notification_event (notification_id, attempt, outcome, slot_at)
       VALUES ($1, 1, 'SENT', now() - interval '3 seconds'), ($1, 1, 'SENT', now() - interval '30 seconds'),
              ($1, 1, 'SENT', now() - interval '2 minutes'), ($1, 1, 'POSTPONED', NULL)`,
      [id],
    );
    await database.sql(
      `INSERT INTO rate_bucket (key, theoretical_arrival_at, granted, returned, refused, refused_at, server_burst)
       VALUES ('chat:user:a', now(), 10, 1, 2, now(), 10), ('chat:user:b', now(), 5, 0, 1, now(), 9),
              ('statement-check:17', now(), 0, 0, 0, NULL, NULL)`,
    );
    const { media, limits } = await admin().queueStatus({});
    expect(media.map(({ medium }) => medium)).toEqual(["CHAT"]); // limits that are no medium's are none of theirs
    expect(media[0]).toMatchObject({ last10s: 1, lastMinute: 2 });
    expect(limits).toMatchObject([
      {
        medium: "CHAT",
        limit: "user",
        granted: 15,
        returned: 1,
        refused: 3,
        serverBurst: 9,
        suggestedBurst: 8,
        burst: 1,
      },
    ]);
  });

  test("open breakers, with whose limit it is and why in few words", async () => {
    await database.sql(
      `INSERT INTO rate_bucket (key, theoretical_arrival_at, failures, failure, open_since, probe_at)
       VALUES ('chat:user:' || $1, now(), 5, 'HTTP 503 without an error body', now(), now()),
              ('chat:app', now(), 1, 'token-refused: HTTP 400, 400401', now(), now())`,
      [trade.sender],
    );
    expect((await admin().alarms()).breakers).toMatchObject([
      { limit: "app", distributorName: null, trouble: "token-refused" },
      { limit: "user", distributorName: "한빛식자재", trouble: "service-error" },
    ]);
  });
});
