import { beforeAll, expect, test } from "vitest";
import { createAdmin, createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { collectMetrics } from "#server/platform/metrics.ts";
import { collectDeliveryMetrics } from "./collect-delivery-metrics.ts";
import { failedOf, insertNotification } from "./queue-view.fixtures.ts";
import { stopSending } from "./sending-stops.ts";

const database = useDatabase();
let trade: Trade;

beforeAll(async () => {
  trade = await createTrade(database);
});

/** Each sample by its name and labels. */
async function scrape(): Promise<Map<string, number>> {
  const { contentType, body } = await collectMetrics([collectDeliveryMetrics]);
  expect(contentType).toContain("text/plain");
  const samples = body.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    samples.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
  );
}

test("an empty installation has its gauges, at zero", async () => {
  const samples = await scrape();
  expect(samples.get("sunap_notification_oldest_waiting_seconds")).toBe(0);
  expect(samples.get('sunap_notification_drain_seconds{medium="CHAT"}')).toBe(0);
  expect(samples.get('sunap_breakers_open{medium="CHAT",limit="app"}')).toBe(0);
  expect(samples.get('sunap_sending_stops{scope="all"}')).toBe(0);
  expect(samples.get('sunap_deposits_needing_a_hand{kind="unmatched"}')).toBe(0);
});

test("the queue, the rate, the limits by kind, breakers, failures and stops", async () => {
  await insertNotification(database, trade, { queued_at: "now() - interval '90 seconds'" });
  await insertNotification(database, trade, {
    queued_at: "now() - interval '1 day'", // of the night before: its time has not come
    not_before: "now() + interval '1 hour'",
  });
  const failed = await insertNotification(database, trade, failedOf("no answer within 8000 ms"));
  await database.sql(
    "INSERT INTO notification_event (notification_id, attempt, outcome, slot_at) VALUES ($1, 1, 'FAILED', now())",
    [failed],
  );
  await database.sql(
    `INSERT INTO rate_bucket (key, theoretical_arrival_at, granted, returned, refused, server_burst, failures, failure,
                              open_since, probe_at)
     SELECT 'chat:user:' || i, now(), 10, 1, i, 11 - i, 5, 'HTTP 503', now(), now() FROM generate_series(1, 3) i`,
  );
  const samples = await scrape();
  expect(samples.get('sunap_notifications{state="QUEUED",kind="BILL_ISSUED",medium="CHAT"}')).toBe(2);
  expect(samples.get('sunap_notifications{state="FAILED",kind="BILL_ISSUED",medium="CHAT"}')).toBe(1);
  expect(samples.get('sunap_notifications_failed{reason="no-answer"}')).toBe(1);
  expect(Math.floor((samples.get("sunap_notification_oldest_waiting_seconds") ?? 0) / 60)).toBe(1);
  expect(samples.get('sunap_notification_drain_seconds{medium="CHAT"}')).toBeCloseTo(0.22, 3);
  expect(samples.get('sunap_send_rate_allowed{medium="CHAT"}')).toBeCloseTo(5 / 1.1, 3);
  expect(samples.get('sunap_send_requests_last_minute{medium="CHAT"}')).toBe(1);
  expect(samples.get('sunap_rate_slots_granted_total{medium="CHAT",limit="user"}')).toBe(30);
  expect(samples.get('sunap_rate_slots_returned_total{medium="CHAT",limit="user"}')).toBe(3);
  expect(samples.get('sunap_rate_refused_total{medium="CHAT",limit="user"}')).toBe(6);
  expect(samples.get('sunap_rate_server_burst{medium="CHAT",limit="user"}')).toBe(8);
  expect(samples.get('sunap_breakers_open{medium="CHAT",limit="user"}')).toBe(3);
});

test("a stop is counted, and what it stops is in no forecast", async () => {
  const { userId } = await createAdmin(database);
  await stopSending({ userId }, { distributorId: trade.distributorId, reason: "금액 확인" });
  const samples = await scrape();
  expect(samples.get('sunap_sending_stops{scope="distributor"}')).toBe(1);
  expect(samples.get('sunap_notification_drain_seconds{medium="CHAT"}')).toBe(0);
});

test("no label names a user, a channel, a distributor or an address that checks statements", async () => {
  await database.sql(
    `INSERT INTO rate_bucket (key, theoretical_arrival_at)
     SELECT kind || i, now() FROM generate_series(1, 50) i,
          (VALUES ('chat:user:u'), ('chat:channel:c'), ('statement-check:')) AS k(kind)`,
  );
  const names = [...(await scrape()).keys()];
  expect(names.filter((name) => name.startsWith("sunap_rate_slots_granted_total"))).toEqual([
    'sunap_rate_slots_granted_total{medium="CHAT",limit="channel"}',
    'sunap_rate_slots_granted_total{medium="CHAT",limit="user"}',
  ]);
});
