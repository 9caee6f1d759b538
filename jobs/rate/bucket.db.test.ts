import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { reportFailure, reportSuccess } from "./breaker.ts";
import { giveBack, type Limit, refuseSlots, type Slot, takeSlot } from "./bucket.ts";

// The function of the shared limits at its edges. Instants are given as milliseconds after a base that lies in the
// future, so that the tests say when something is asked for, and no test waits.

const database = useDatabase();
const baseMs = Date.now() + 24 * 60 * 60 * 1000;
const at = (ms: number) => new Date(baseMs + ms).toISOString();
const dayMs = 86_400_000;

beforeEach(() => database.sql("DELETE FROM rate_bucket"));

interface Taken {
  slotMs: number | null;
  slotAt: string | null;
  arrivals: string[] | null;
  limitedBy: string | null;
}

async function take(
  limits: { key?: string; intervalMs: number; burst?: number }[],
  askedMs: number,
  patienceMs = dayMs,
): Promise<Taken> {
  const [row] = await database.sql<Taken>(
    `SELECT round(extract(epoch FROM slot_at - $5::timestamptz) * 1000)::int AS "slotMs", slot_at::text AS "slotAt",
            arrivals::text[] AS arrivals, limited_by AS "limitedBy"
     FROM take_slots($1, $2, $3, $4::float8 * interval '1 millisecond', $6)`,
    [
      limits.map(({ key }) => key ?? "k"),
      limits.map(({ intervalMs }) => intervalMs * 1000),
      limits.map(({ burst }) => burst ?? 1),
      patienceMs,
      at(0),
      at(askedMs),
    ],
  );
  if (!row) throw new Error("no answer");
  return row;
}

const slots = async (intervalMs: number, burst: number, askedAt: number[]) => {
  const taken: (number | null)[] = [];
  for (const askedMs of askedAt) taken.push((await take([{ intervalMs, burst }], askedMs)).slotMs);
  return taken;
};

const giveBackAt = (intervalMs: number, { slotAt, arrivals }: Taken, key = "k") =>
  database.sql("SELECT return_slot($1, $2, $3, $4)", [key, intervalMs * 1000, slotAt, arrivals?.[0]]);

describe("one limit", () => {
  test("strict: the first at once, the others one interval apart, however late they are asked for", async () => {
    expect(await slots(200, 1, [0, 0, 0, 350, 1000])).toEqual([0, 200, 400, 600, 1000]);
  });

  test("burst: as many at once as it says, then one an interval", async () => {
    expect(await slots(200, 3, [0, 0, 0, 0, 0])).toEqual([0, 0, 0, 200, 400]);
  });

  test("idling fills the burst up again, and no further", async () => {
    expect(await slots(200, 3, [0, 0, 0])).toEqual([0, 0, 0]);
    expect(await slots(200, 3, [600, 600, 600, 600])).toEqual([600, 600, 600, 800]);
    expect(await slots(200, 3, [99_000, 99_000, 99_000, 99_000])).toEqual([99_000, 99_000, 99_000, 99_200]);
  });

  test("idling for a part of it refills a part", async () => {
    expect(await slots(200, 3, [0, 0, 0])).toEqual([0, 0, 0]);
    expect(await slots(200, 3, [400, 400, 400])).toEqual([400, 400, 600]);
  });

  test("a slot beyond the caller's patience is not taken, and nothing has changed", async () => {
    await take([{ intervalMs: 200 }], 0);
    expect(await take([{ intervalMs: 200 }], 0, 199)).toMatchObject({ slotMs: null, limitedBy: "k" });
    expect((await take([{ intervalMs: 200 }], 0, 200)).slotMs).toBe(200);
  });
});

describe("giving back", () => {
  test("the last one: as if it had never been taken, in a burst too", async () => {
    for (const burst of [1, 3]) {
      await database.sql("DELETE FROM rate_bucket");
      await slots(200, burst, [0, 0, 0]);
      const last = await take([{ intervalMs: 200, burst }], 0);
      await giveBackAt(200, last);
      expect(await take([{ intervalMs: 200, burst }], 0)).toMatchObject({ slotMs: last.slotMs });
    }
  });

  test("one before the last: the next taker gets it, if its time has not come", async () => {
    const [, second] = [await take([{ intervalMs: 200 }], 0), await take([{ intervalMs: 200 }], 0)];
    await take([{ intervalMs: 200 }], 0);
    await giveBackAt(200, second);
    expect((await take([{ intervalMs: 200 }], 100)).slotMs).toBe(200);
    expect((await take([{ intervalMs: 200 }], 100)).slotMs).toBe(600);
  });

  test("one whose time has passed is lost", async () => {
    const first = await take([{ intervalMs: 200 }], 0);
    await take([{ intervalMs: 200 }], 0);
    await giveBackAt(200, first);
    expect((await take([{ intervalMs: 200 }], 50)).slotMs).toBe(400);
  });

  test("in any order: with all of them back, the limit is as new", async () => {
    const taken = [];
    for (let i = 0; i < 4; i += 1) taken.push(await take([{ intervalMs: 200 }], 0));
    for (const i of [1, 0, 3, 2]) await giveBackAt(200, taken[i] as Taken);
    expect(await slots(200, 1, [0, 0])).toEqual([0, 200]);
  });

  test("twice: it counts once", async () => {
    const first = await take([{ intervalMs: 200 }], 0);
    await take([{ intervalMs: 200 }], 0);
    await giveBackAt(200, first);
    await giveBackAt(200, first);
    expect(await slots(200, 1, [0, 0])).toEqual([0, 400]);
  });
});

describe("several limits together", () => {
  test("the same instant for all, or none of any", async () => {
    await take([{ key: "b", intervalMs: 500 }], 0);
    const both = [
      { key: "a", intervalMs: 200 },
      { key: "b", intervalMs: 500 },
    ];
    expect(await take(both, 0, 100)).toMatchObject({ slotMs: null, limitedBy: "b" });
    expect((await take([{ key: "a", intervalMs: 200 }], 0)).slotMs).toBe(0); // nothing of "a" was taken
    expect(await take(both, 0)).toMatchObject({ slotMs: 500 });
    expect(await slots(200, 1, [0]).then(() => take([{ key: "a", intervalMs: 200 }], 0))).toMatchObject({
      slotMs: 700,
    });
  });

  test("sixteen connections on crossing sets of keys: no deadlock, and every limit kept", async () => {
    const sets = [
      ["a", "b"],
      ["b", "a"],
      ["c", "a", "b"],
      ["b", "c"],
    ];
    const clients = await Promise.all(Array.from({ length: 16 }, () => database.connect()));
    const grants: { key: string; slotAt: string }[] = [];
    await Promise.all(
      clients.map(async (client, i) => {
        for (let round = 0; round < 25; round += 1) {
          const keys = sets[(i + round) % sets.length] ?? [];
          const { rows } = await client.query(
            "SELECT slot_at::text AS slot FROM take_slots($1, $2, $3, '1 day')",
            [keys, keys.map(() => 1000), keys.map(() => 1)],
          );
          grants.push(...keys.map((key) => ({ key, slotAt: rows[0].slot })));
        }
      }),
    );
    expect(grants.length).toBe((16 * 25 * 9) / 4);
    for (const key of ["a", "b", "c"]) {
      const own = grants.filter((grant) => grant.key === key).map(({ slotAt }) => slotAt);
      const [{ least }] = (await database.sql<{ least: number }>(
        `SELECT min(gap)::float8 AS least FROM (
           SELECT extract(epoch FROM s - lag(s) OVER (ORDER BY s)) * 1000 AS gap FROM unnest($1::timestamptz[]) s) g`,
        [own],
      )) as [{ least: number }];
      expect(least).toBeGreaterThanOrEqual(1);
    }
  });
});

describe("whatever is taken and given back", () => {
  const step = fc.record({
    waitMs: fc.integer({ min: 0, max: 400 }),
    patienceMs: fc.constantFrom(0, 100, 1000, dayMs),
    giveBack: fc.option(fc.nat(20), { nil: null, freq: 2 }),
  });

  test("what is used keeps to the limit: never more than the burst and one an interval", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1, 2, 4),
        fc.array(step, { minLength: 3, maxLength: 16 }),
        async (burst, steps) => {
          await database.sql("DELETE FROM rate_bucket");
          const held: Taken[] = [];
          let askedMs = 0;
          for (const { waitMs, patienceMs, giveBack } of steps) {
            askedMs += waitMs;
            const taken = await take([{ intervalMs: 100, burst }], askedMs, patienceMs);
            if (taken.slotMs !== null) held.push(taken);
            const back = giveBack === null ? undefined : held[giveBack % Math.max(1, held.length)];
            if (!back || (back.slotMs ?? 0) < askedMs) continue; // a worker gives back what it has not used
            held.splice(held.indexOf(back), 1);
            await giveBackAt(100, back);
          }
          const used = held.map(({ slotMs }) => slotMs ?? 0).sort((a, b) => a - b);
          used.forEach((first, i) => {
            used.slice(i + 1).forEach((later, j) => {
              expect(j + 2 - burst).toBeLessThanOrEqual((later - first) / 100 + 1e-6);
            });
          });
        },
      ),
      { numRuns: 150, seed: 20261123 },
    );
  });
});

describe("what the service says", () => {
  const limit: Limit = { key: "chat:app", pace: { intervalUs: 1_000, burst: 1 } };
  const outage = { threshold: 3, firstPauseMs: 60_000, maxPauseMs: 200_000 };
  const takeNow = async () => {
    const slot = await takeSlot([limit], 10_000);
    if (slot.slotAt === null) throw new Error(`no slot, for ${slot.limitedBy}`);
    return slot;
  };
  const fail = (slot: Slot) => reportFailure(limit.key, { slotAt: slot.slotAt, reason: "503" }, outage);

  test("a refusal holds everybody back for as long as the service asks, and is counted", async () => {
    await refuseSlots(limit, 60_000, 10);
    const refused = await takeSlot([limit], 50_000);
    expect(refused).toMatchObject({ slotAt: null, limitedBy: "chat:app" });
    await refuseSlots(limit, 10, null); // a shorter one does not shorten the longer
    expect((await takeSlot([limit], 50_000)).slotAt).toBeNull();
    expect((await takeSlot([limit], 60_000)).slotAt).not.toBeNull();
    expect(await database.sql("SELECT refused, server_burst FROM rate_bucket")).toEqual([
      { refused: "2", server_burst: 10 },
    ]);
  });

  test("failures in a row open the breaker: then slots come one at a time, ever farther apart", async () => {
    const inFlight = [await takeNow(), await takeNow(), await takeNow(), await takeNow()];
    expect(await fail(inFlight[0] as Slot)).toBe(false);
    expect(await fail(inFlight[1] as Slot)).toBe(false);
    expect(await fail(inFlight[2] as Slot)).toBe(true);
    expect(await fail(inFlight[3] as Slot)).toBe(true); // had left before: counts for nothing
    const probe = await takeSlot([limit], 61_000);
    expect(probe.slotAt).not.toBeNull();
    expect((await takeSlot([limit], 61_000)).slotAt).toBeNull(); // one probe only
    await fail(probe as Slot);
    expect((await takeSlot([limit], 110_000)).slotAt).toBeNull();
    expect((await takeSlot([limit], 121_000)).slotAt).not.toBeNull();
    await reportSuccess([limit.key]);
    expect((await takeSlot([limit], 10_000)).slotAt).toBeNull(); // the slots that were promised stand
    expect(await database.sql("SELECT failures, open_since FROM rate_bucket")).toEqual([
      { failures: 0, open_since: null },
    ]);
  });

  test("a probe that was not used goes back: the next taker has it", async () => {
    for (let i = 0; i < 3; i += 1) await fail(await takeNow());
    const probe = (await takeSlot([limit], 61_000)) as Slot;
    await giveBack(probe.grants);
    expect(await takeSlot([limit], 61_000)).toMatchObject({ slotAt: probe.slotAt });
  });

  test("a success between failures keeps it closed", async () => {
    for (let i = 0; i < 4; i += 1) {
      expect(await fail(await takeNow())).toBe(false);
      if (i === 1) await reportSuccess([limit.key]);
    }
  });

  test("a success does not lift a refusal", async () => {
    await refuseSlots(limit, 60_000, null);
    await reportFailure(limit.key, { slotAt: at(0), reason: "503" }, outage);
    await reportSuccess([limit.key]);
    expect((await takeSlot([limit], 50_000)).slotAt).toBeNull();
  });

  test("a slot of ours is given back through the product's own hands", async () => {
    const slot = await takeNow();
    await giveBack(slot.grants);
    expect(await database.sql("SELECT granted, returned FROM rate_bucket")).toEqual([
      { granted: "1", returned: "1" },
    ]);
  });
});
