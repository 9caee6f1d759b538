import pino from "pino";
import { beforeAll, beforeEach, expect, test } from "vitest";
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
const admin = () => callerOf(operator);
const refusedWith = (code: string) => ({ cause: { code } });

const stateOf = async (id: string) =>
  (await database.sql("SELECT state FROM notification WHERE id = $1", [id]))[0]?.state;
const jobsOf = async (id: string) =>
  (await database.sql("SELECT FROM pgboss.job WHERE data->>'notificationId' = $1", [id])).length;

beforeAll(async () => {
  trade = await createTrade(database);
  other = await createTrade(database);
  operator = { ...(await createAdmin(database)), name: "운영자", role: "ADMIN" };
});

beforeEach(async () => {
  await database.sql("DELETE FROM notification_event");
  await database.sql("DELETE FROM notification");
});

test("failed messages are listed by what they failed of", async () => {
  const gone = await insertNotification(database, trade, failedOf("channel-not-found: HTTP 400, 400201"));
  await insertNotification(database, trade, failedOf("no answer within 8000 ms"));
  const { items } = await admin().listAll({ state: "FAILED", trouble: "channel-not-found" });
  expect(items).toMatchObject([{ id: gone, trouble: "channel-not-found", medium: "CHAT" }]);
  expect((await admin().listAll({ distributorId: other.distributorId })).items).toEqual([]);
  expect((await admin().queueStatus({})).failures).toEqual([
    { trouble: "channel-not-found", count: 1 },
    { trouble: "no-answer", count: 1 },
  ]);
});

test("all that failed of one reason go again, portion by portion, and the others stay", async () => {
  const silent = await Promise.all(
    Array.from({ length: 3 }, () =>
      insertNotification(database, trade, failedOf("no answer within 8000 ms")),
    ),
  );
  const kept = await insertNotification(database, trade, failedOf("sender-not-member: HTTP 400, 400108"));
  const all = { trouble: "no-answer", distributorId: null, after: null } as const;
  expect(await admin().retryFailed(all)).toEqual({ retried: 3, remaining: 0, nextAfter: null });
  expect(await Promise.all(silent.map(stateOf))).toEqual(["QUEUED", "QUEUED", "QUEUED"]);
  expect(await stateOf(kept)).toBe("FAILED");
});

test("a portion is a thousand, and the next begins after it", async () => {
  await insertNotification(database, trade, failedOf("internal error"));
  await database.sql(
    `INSERT INTO notification (kind, event_id, recipient, distributor_id, trade_relationship_id, sender, channel,
                               priority, state, ended_at, last_error)
     SELECT kind, uuid_v7(), recipient, distributor_id, trade_relationship_id, sender, channel, priority, state,
            ended_at, last_error FROM notification, generate_series(1, 1000)`,
  );
  const first = await admin().retryFailed({
    trouble: null,
    distributorId: trade.distributorId,
    after: null,
  });
  expect(first).toEqual({ retried: 1_000, remaining: 1, nextAfter: expect.any(String) });
  const rest = await admin().retryFailed({ trouble: null, distributorId: null, after: first.nextAfter });
  expect(rest).toEqual({ retried: 1, remaining: 0, nextAfter: null });
});

test("two operators at once: each message goes again once, with one job and one entry in the audit trail", async () => {
  const ids = await Promise.all(
    Array.from({ length: 40 }, () =>
      insertNotification(database, trade, failedOf("no answer within 8000 ms")),
    ),
  );
  const second = callerOf({ ...(await createAdmin(database)), name: "다른 운영자", role: "ADMIN" });
  const [one, two, three] = await Promise.all([
    admin().retryMany({ notificationIds: ids }),
    second.retryMany({ notificationIds: ids.toReversed() }),
    second.retryFailed({ trouble: "no-answer", distributorId: null, after: null }),
  ]);
  expect(one.retried + two.retried + three.retried).toBe(40);
  expect(await Promise.all(ids.map(jobsOf))).toEqual(ids.map(() => 1));
  const [audited] = await database.sql(
    "SELECT count(*)::int AS count FROM audit_entry WHERE action = 'notification.retry' AND subject_id = ANY ($1)",
    [ids],
  );
  expect(audited).toEqual({ count: 40 });
});

test("a message that has not failed is not sent again", async () => {
  const id = await insertNotification(database, trade);
  await expect(admin().retry({ notificationId: id })).rejects.toMatchObject(
    refusedWith("NOTIFICATION_NOT_FAILED"),
  );
  expect(await admin().retryMany({ notificationIds: [id] })).toEqual({ retried: 0 });
});
