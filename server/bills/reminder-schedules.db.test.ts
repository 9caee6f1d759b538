import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { issue, savePolicy } from "./bill.fixtures.ts";
import { runReminderSchedules } from "./run-reminder-schedules.ts";

const database = useDatabase();
let trade: Trade;

beforeEach(async () => {
  trade = await createTrade(database);
});

afterEach(async () => {
  // What a test's schedule has left due must not run in the next one.
  await database.sql("UPDATE message_policy SET schedule_on = false, schedule_due_at = NULL");
  await database.setNow(null);
});

const seoul = (time: string) => new Date(`${time}+09:00`);

const waiting = () =>
  database.sql<{ kind: string; notBefore: Date | null }>(
    `SELECT kind, not_before AS "notBefore" FROM notification WHERE channel = $1 ORDER BY seq`,
    [trade.channel],
  );

const remindersOf = (of: Trade) =>
  database.sql<{ by: string | null }>(
    `SELECT r.requested_by AS by FROM unpaid_reminder r JOIN bill b ON b.id = r.bill_id
     WHERE b.trade_relationship_id = $1`,
    [of.tradeRelationshipId],
  );

/** Far enough ahead that a worker's own clock has not come there. */
const morning = seoul("2099-11-24T08:00:00");

describe("the schedule", () => {
  const mondays = { isScheduleOn: true, schedule: { weekdays: [1], monthDay: null, atTime: "10:00" } };

  test("is off unless switched on", async () => {
    await issue(trade, 1_000n);
    expect(await runReminderSchedules()).toEqual({ distributors: 0, queued: 0 });
  });

  test("reminds at its time, not before, and says that nobody did it", async () => {
    await database.setNow("2026-11-23T09:00:00+09:00");
    const policy = await savePolicy(trade, mondays);
    expect(policy.scheduleDueAt).toEqual(seoul("2026-11-23T10:00:00"));
    await issue(trade, 1_000n);
    await database.setNow("2026-11-23T09:59:59+09:00");
    expect(await runReminderSchedules()).toEqual({ distributors: 0, queued: 0 });
    await database.setNow("2026-11-23T10:00:00+09:00");
    expect(await runReminderSchedules()).toEqual({ distributors: 1, queued: 1 });
    expect(await remindersOf(trade)).toEqual([{ by: null }]);
    expect(await runReminderSchedules()).toEqual({ distributors: 0, queued: 0 });
  });

  test("switched on after its time, it waits for the next one", async () => {
    await database.setNow("2026-11-23T10:00:01+09:00");
    await issue(trade, 1_000n);
    expect((await savePolicy(trade, mondays)).scheduleDueAt).toEqual(seoul("2026-11-30T10:00:00"));
    expect(await runReminderSchedules()).toEqual({ distributors: 0, queued: 0 });
  });

  test("several workers at once: each store is reminded once", async () => {
    await database.setNow("2026-11-23T09:00:00+09:00");
    await savePolicy(trade, mondays);
    await issue(trade, 1_000n);
    await database.setNow("2026-11-23T10:02:00+09:00");
    const runs = await Promise.all(Array.from({ length: 6 }, () => runReminderSchedules()));
    expect(runs.reduce((sum, { queued }) => sum + queued, 0)).toBe(1);
    expect(await remindersOf(trade)).toHaveLength(1);
  });

  test("after three missed weeks it reminds once, and is next due at its usual time", async () => {
    await database.setNow("2026-11-02T09:00:00+09:00");
    await savePolicy(trade, mondays);
    await issue(trade, 1_000n);
    await database.setNow("2026-11-24T15:00:00+09:00");
    await runReminderSchedules();
    await runReminderSchedules();
    expect(await remindersOf(trade)).toHaveLength(1);
    const [policy] = await database.sql<{ due: Date }>(
      "SELECT schedule_due_at AS due FROM message_policy WHERE distributor_id = $1",
      [trade.distributorId],
    );
    expect(policy?.due).toEqual(seoul("2026-11-30T10:00:00"));
  });

  test("made up for shortly before its next time, it does not remind twice within the quiet period", async () => {
    await database.setNow("2026-11-16T09:00:00+09:00");
    await savePolicy(trade, mondays);
    await issue(trade, 1_000n);
    await database.setNow("2026-11-23T09:30:00+09:00"); // the 16th was missed
    await runReminderSchedules();
    await database.setNow("2026-11-23T10:00:00+09:00");
    expect(await runReminderSchedules()).toEqual({ distributors: 1, queued: 0 });
    expect(await remindersOf(trade)).toHaveLength(1);
  });

  test("due at night, it waits for the morning", async () => {
    await database.setNow("2099-11-23T20:00:00+09:00");
    const schedule = { weekdays: [1, 2, 3, 4, 5, 6, 7], monthDay: null, atTime: "22:00" };
    await savePolicy(trade, { isScheduleOn: true, schedule });
    await issue(trade, 1_000n);
    await database.setNow("2099-11-23T22:00:00+09:00");
    await runReminderSchedules();
    expect((await waiting()).at(-1)).toEqual({ kind: "UNPAID_REMINDER", notBefore: morning });
  });

  test("switched off, it reminds no more", async () => {
    await database.setNow("2026-11-23T09:00:00+09:00");
    await savePolicy(trade, mondays);
    await issue(trade, 1_000n);
    await savePolicy(trade);
    await database.setNow("2026-11-23T10:00:00+09:00");
    expect(await runReminderSchedules()).toEqual({ distributors: 0, queued: 0 });
  });

  test("one distributor's failure does not hold up another's, and is not swallowed", async () => {
    const other = await createTrade(database);
    await database.setNow("2026-11-23T09:00:00+09:00");
    await savePolicy(trade, mondays);
    await savePolicy(other, mondays);
    await issue(trade, 1_000n);
    await issue(other, 1_000n);
    await database.sql(
      `CREATE FUNCTION fail_reminder() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF (SELECT distributor_id FROM bill WHERE id = NEW.bill_id) = '${trade.distributorId}'
         THEN RAISE EXCEPTION 'disk full'; END IF;
         RETURN NEW;
       END $$`,
    );
    await database.sql(
      "CREATE TRIGGER fail_reminder BEFORE INSERT ON unpaid_reminder FOR EACH ROW EXECUTE FUNCTION fail_reminder()",
    );
    await database.setNow("2026-11-23T10:00:00+09:00");
    await expect(runReminderSchedules()).rejects.toThrow("reminder schedules failed");
    expect(await remindersOf(other)).toHaveLength(1);
    await database.sql("DROP TRIGGER fail_reminder ON unpaid_reminder");
    expect(await runReminderSchedules()).toEqual({ distributors: 1, queued: 1 }); // its time had not been used up
  });
});
