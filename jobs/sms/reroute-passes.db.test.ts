import { describe, expect, test, vi } from "vitest";
import { createAdmin, createDistributor, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { useScene } from "#jobs/delivery/scene.fixtures.ts";
import { claimNotification } from "#server/notifications/claim-notification.ts";
import { claimChannelHead } from "#server/notifications/delivery.repository.ts";
import * as repository from "#server/notifications/reroute.repository.ts";
import { type ReroutePass, rerouteWaiting } from "#server/notifications/reroute-to-sms.ts";
import { stopSending } from "#server/notifications/sending-stops.ts";
import { transaction } from "#server/platform/db.ts";
import { reroutePass } from "./reroute-passes.ts";
import { startTextWorker, textSettings } from "./text-worker.fixtures.ts";

const database = useDatabase();
const scene = useScene(database);
const { newTrade, bill, pay, states } = scene;

vi.setConfig({ testTimeout: 30_000 });

/** One chat message a minute, ten texts a second; what waits longer than five minutes moves. */
const slow: ReroutePass = {
  waitLimitMs: 5 * 60_000,
  probeMs: 120_000,
  chatIntervalUs: 60_000_000,
  senderIntervalUs: null,
  smsIntervalUs: 100_000,
  unreachable: { senders: [] },
};
const claim = { medium: "CHAT" as const, slotAt: "2026-01-01", leaseMs: 20_000 };

const messages = () =>
  database.sql<{ id: string; kind: string; medium: string; sender: string }>(
    "SELECT id, kind, medium, sender FROM notification WHERE recipient = 'STORE' ORDER BY seq",
  );
const media = async () => (await messages()).map(({ medium }) => medium);
const reroutedIds = () =>
  database.sql<{ id: string; detail: string }>(
    "SELECT notification_id AS id, detail FROM notification_event WHERE outcome = 'REROUTED' ORDER BY id",
  );
const textJobs = () => database.sql("SELECT 1 FROM pgboss.job WHERE name = 'notification-sms'");
const waitSince = (minutes: number) =>
  database.sql(`UPDATE notification SET queued_at = clock_timestamp() - interval '${minutes} minutes'`);

async function billMany(count: number, distributor?: Parameters<typeof newTrade>[0]): Promise<Trade[]> {
  const trades: Trade[] = [];
  for (let i = 0; i < count; i += 1) trades.push(await newTrade(distributor));
  for (const trade of trades) await bill(trade);
  return trades;
}

describe("a queue that is too long", () => {
  test("what would wait longer than the limit moves, and has a job there; the rest stays", async () => {
    await billMany(8, await createDistributor(database));
    expect(await rerouteWaiting(slow)).toBe(2);
    expect(await media()).toEqual([...Array(6).fill("CHAT"), "SMS", "SMS"]); // 0, 1 … 5 minutes: not longer than five
    expect(await textJobs()).toHaveLength(2);
    expect((await reroutedIds()).map(({ detail }) => detail)).toEqual([
      "forecast wait for the chat: 6 min",
      "forecast wait for the chat: 7 min",
    ]);
    expect(await rerouteWaiting(slow)).toBe(0);
  });

  test("by the sender's own limit, where that is the narrower one", async () => {
    const [busy, calm] = [await createDistributor(database), await createDistributor(database)];
    await billMany(4, busy);
    await billMany(2, calm);
    const pass = { ...slow, chatIntervalUs: 1_000_000, senderIntervalUs: 120_000_000 };
    expect(await rerouteWaiting(pass)).toBe(1);
    expect(await media()).toEqual(["CHAT", "CHAT", "CHAT", "SMS", "CHAT", "CHAT"]);
  });

  test("urgent ones, and what stands before them in their channel, don't wait for the others", async () => {
    const trades = await billMany(8, await createDistributor(database));
    const last = trades.at(-1);
    if (last) await pay(last, 1_000n); // two messages, before all bills; the bill of that channel goes with them
    await rerouteWaiting(slow);
    expect((await messages()).map(({ kind, medium }) => `${kind} ${medium}`)).toEqual([
      "BILL_ISSUED CHAT",
      "BILL_ISSUED CHAT",
      "BILL_ISSUED CHAT",
      "BILL_ISSUED SMS",
      "BILL_ISSUED SMS",
      "BILL_ISSUED SMS",
      "BILL_ISSUED SMS",
      "BILL_ISSUED CHAT",
      "PAYMENT_COMPLETE CHAT",
    ]);
  });

  test("only while the phone is sooner", async () => {
    await billMany(8, await createDistributor(database));
    expect(await rerouteWaiting({ ...slow, smsIntervalUs: 400_000_000 })).toBe(0); // the first text in 6.7 minutes
    expect(await rerouteWaiting({ ...slow, smsIntervalUs: 100_000_000 })).toBe(2);
  });

  test("nothing moves past a message of its channel that stays", async () => {
    const [first] = await billMany(8, await createDistributor(database));
    if (first) await bill(first, 2_000_000n); // queued last, but its channel's first message leaves at once
    await rerouteWaiting(slow);
    expect(await media()).toEqual([...Array(6).fill("CHAT"), "SMS", "SMS", "CHAT"]);
  });
});

describe("a chat that is away", () => {
  const away: ReroutePass = { ...slow, chatIntervalUs: 1_000, unreachable: "everybody" };

  test("everything moves that has certainly not been sent, is a store's, and may be sent now", async () => {
    const distributor = await createDistributor(database);
    const trades = await billMany(6, distributor);
    const [, maybeSent, beingSent, tonight, retrying] = await messages();
    const second = trades[1];
    if (second) await bill(second, 2_000_000n); // behind the one that may have been sent
    await waitSince(3);
    const change = (id: string | undefined, set: string) =>
      database.sql(`UPDATE notification SET ${set} WHERE id = $1`, [id]);
    await change(maybeSent?.id, "maybe_sent = true");
    await change(beingSent?.id, "state = 'SENDING', lease_until = clock_timestamp() + interval '1 minute'");
    await change(tonight?.id, "not_before = clock_timestamp() + interval '5 hours'");
    await change(
      retrying?.id,
      "state = 'RETRYING', next_attempt_at = clock_timestamp() + interval '1 minute', attempts = 3",
    );
    const elsewhere = (await billMany(1))[0];
    await waitSince(3);
    await stopSending(await createAdmin(database), {
      distributorId: elsewhere?.distributorId ?? null,
      reason: "점검",
    });
    if (second) await pay(second, 1_000n);
    await database.sql("UPDATE notification SET queued_at = clock_timestamp() - interval '3 minutes'");
    expect(await rerouteWaiting(away)).toBe(3);
    const rows = await states();
    expect(rows.find(({ attempts }) => attempts === 3)).toBeUndefined(); // it starts over
    expect((await messages()).map(({ medium }) => medium)).toEqual([
      "SMS", // the first
      "CHAT", // may have been sent
      "CHAT", // is being sent
      "CHAT", // waits for the evening
      "SMS", // was to be retried
      "SMS",
      "CHAT", // behind the one that may have been sent
      "CHAT", // of a distributor that is stopped
      "CHAT", // behind it as well: the payment of the second
    ]);
    const distributors = await database.sql(
      "SELECT 1 FROM notification WHERE recipient = 'DISTRIBUTOR' AND medium = 'SMS'",
    );
    expect(distributors).toEqual([]);
  });

  test("each message waits for two probes first: it may be what finds the chat back", async () => {
    await billMany(1);
    expect(await rerouteWaiting(away)).toBe(0);
    await waitSince(3);
    expect(await rerouteWaiting(away)).toBe(1);
  });

  test("read from the breakers: everybody's, a sender's, and none while the texts are away too", async () => {
    const [one, other] = [await newTrade(), await newTrade()];
    await bill(one);
    await bill(other);
    await waitSince(3);
    const chat = {
      ...textSettings(1),
      medium: "CHAT" as const,
      appLimit: { key: "chat:app", pace: { intervalUs: 1_000, burst: 1 } },
    };
    const pass = () => reroutePass({ chat, sms: textSettings(100), waitLimitMs: 60 * 60_000 });
    const open = (key: string, minutes: number) =>
      database.sql(
        `INSERT INTO rate_bucket (key, theoretical_arrival_at, failures, open_since)
         VALUES ($1, now(), 5, clock_timestamp() - $2 * interval '1 minute')
         ON CONFLICT (key) DO UPDATE SET open_since = EXCLUDED.open_since`,
        [key, minutes],
      );
    await open(`chat:user:${one.sender}`, 59);
    expect(await pass()).toBe(0);
    await open(`chat:user:${one.sender}`, 61);
    await open("sms:app", 1);
    expect(await pass()).toBe(0);
    await database.sql("DELETE FROM rate_bucket WHERE key = 'sms:app'");
    expect(await pass()).toBe(1);
    expect(await media()).toEqual(["SMS", "CHAT"]);
    await open("chat:app", 61);
    expect(await pass()).toBe(1);
  });
});

describe("never both: a pass and a chat worker at the same moment", () => {
  /** Until another connection waits for a row that ours has changed. */
  const untilBlocked = () =>
    vi.waitFor(async () => {
      const rows = await database.sql(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      expect(rows.length).toBeGreaterThan(0);
    }, 10_000);
  const away: ReroutePass = { ...slow, unreachable: "everybody" };

  test("the worker was first: the message stays", async () => {
    await billMany(1);
    await waitSince(3);
    const [message] = await messages();
    let pass: Promise<number> | undefined;
    await transaction(async (tx) => {
      expect(await claimChannelHead(tx, message?.id ?? "", claim)).not.toBeNull();
      pass = rerouteWaiting(away);
      await untilBlocked();
    });
    expect(await pass).toBe(0);
    expect(await media()).toEqual(["CHAT"]);
    expect((await states())[0]?.state).toBe("SENDING");
  });

  test("the pass was first: the worker finds it gone", async () => {
    await billMany(1);
    await waitSince(3);
    const [message] = await messages();
    let claimed: ReturnType<typeof claimNotification> | undefined;
    await transaction(async (tx) => {
      const waiting = await repository.findWaitingTooLong(tx, away);
      expect(await repository.rerouteAll(tx, waiting)).toHaveLength(1);
      claimed = claimNotification(message?.id ?? "", claim);
      await untilBlocked();
    });
    expect(await claimed).toEqual({ kind: "done" });
    expect((await states())[0]).toMatchObject({ state: "QUEUED", attempts: 0 });
  });

  test("one pass at a time: the other does nothing", async () => {
    await billMany(1);
    await waitSince(3);
    await transaction(async (tx) => {
      expect(await repository.lockReroutePass(tx)).toBe(true);
      expect(await rerouteWaiting(away)).toBe(0);
    });
    expect(await rerouteWaiting(away)).toBe(1);
  });

  test("under load: every message arrives once, by one of the two", async () => {
    const trades = await billMany(40, await createDistributor(database));
    await waitSince(3);
    await scene.work(2, { intervalMs: 30 });
    const worker = await startTextWorker(database, scene.emulator, { intervalMs: 30 });
    try {
      await vi.waitFor(() => expect(scene.texts(trades[0]?.channel ?? "")).toHaveLength(1), 10_000);
      const passes = await Promise.all([rerouteWaiting(away), rerouteWaiting(away), rerouteWaiting(away)]);
      expect(passes.reduce((sum, moved) => sum + moved)).toBeGreaterThan(0);
      await scene.untilAllEnded();
    } finally {
      await worker.stop();
    }
    const inChats = trades.map(({ channel }) => scene.texts(channel).length);
    const chatCount = inChats.reduce((sum, count) => sum + count);
    expect(Math.max(...inChats)).toBe(1);
    expect(new Set(scene.emulator.sms().map(({ to }) => to)).size).toBe(scene.emulator.sms().length);
    expect(chatCount + scene.emulator.sms().length).toBe(40);
    expect((await states()).every(({ state }) => state === "SENT")).toBe(true);
  });
});
