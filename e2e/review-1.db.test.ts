import { expect, test, vi } from "vitest";
import { createAdmin } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { useScene } from "#jobs/delivery/scene.fixtures.ts";
import { awaitTurn } from "#jobs/delivery/await-turn.ts";
import { takeSlot } from "#jobs/rate/bucket.ts";
import { stopSending } from "#server/notifications/sending-stops.ts";

const database = useDatabase();
const scene = useScene(database);
const { work, newTrade, bill, pay, states } = scene;
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));

test("A stop while queue is busy: others still leave", async () => {
  const admin = await createAdmin(database);
  const trades = [];
  const first = await newTrade();
  for (let i = 0; i < 30; i += 1) await pay(first, 1_000n);
  await work(1, { intervalMs: 300 });
  await sleep(1500);
  await stopSending(admin, { distributorId: first.distributorId, reason: "x" });
  const other = await newTrade();
  await bill(other);
  await sleep(3000);
  const x0 = await database.sql<{ n: number }>("SELECT sum(xact_commit)::int AS n FROM pg_stat_database");
  await sleep(5000);
  const x1 = await database.sql<{ n: number }>("SELECT sum(xact_commit)::int AS n FROM pg_stat_database");
  console.log("A: bill of other:", (await states()).filter((s) => s.kind === "BILL_ISSUED"), "jobs", await database.sql("SELECT state, count(*)::int FROM pgboss.job WHERE name='notification' GROUP BY 1"), "tx per s", ((x1[0]?.n ?? 0) - (x0[0]?.n ?? 0)) / 5);
});

test("B dead holder in a busy channel: others' bill", async () => {
  const first = await newTrade();
  for (let i = 0; i < 60; i += 1) await pay(first, 1_000n);
  const other = await newTrade();
  await bill(other);
  await database.sql("UPDATE notification SET state='SENDING', attempts=1, lease_until = clock_timestamp() + interval '20 s' WHERE seq IN (SELECT min(seq) FROM notification GROUP BY channel HAVING count(*) > 5)");
  const t0 = performance.now();
  await work(1, { intervalMs: 100 });
  await vi.waitFor(async () => expect((await states()).find((s) => s.kind === "BILL_ISSUED")?.state).toBe("SENT"), { timeout: 40_000, interval: 100 }).catch(() => console.log("never"));
  console.log("B: bill of another distributor sent after ms", performance.now() - t0);
  console.log(await database.sql("SELECT state, count(*)::int FROM notification GROUP BY 1"));
}, 60_000);

test("C channel making reserves the app's slots ahead", async () => {
  const app = { key: "chat:app", pace: { intervalUs: 220_000, burst: 1 } };
  const create = { key: "chat:create", pace: { intervalUs: 1_000_000, burst: 1 } };
  const turns = [1, 2, 3].map(() => awaitTurn([app, create]).catch(() => 0));
  await sleep(100);
  console.log("C:", await takeSlot([app], 2000), await takeSlot([app], 10_000));
  await Promise.all(turns);
});
