import { expect, test } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { transaction } from "#server/platform/db.ts";
import { assignPayment } from "./assign-payment.ts";
import { closeSettlements } from "./close-settlements.ts";
import { createTrade, gate, insertPayment, pay, setClock, untilSomeoneWaits } from "./settlement.fixtures.ts";
import { closeDueSettlements } from "./settlement.repository.ts";

const database = useDatabase();
const seoul = (text: string) => new Date(`${text.replace(" ", "T")}+09:00`);
const tuesday = seoul("2026-11-24 10:00:00");
const midnight = seoul("2026-11-25 00:00:00");

const statusOf = async (settlementId: string) =>
  (await database.sql("SELECT status FROM settlement WHERE id = $1", [settlementId]))[0]?.status;

test("closes what is due from the first second of its day on, once, with an audit entry", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  const { settlementId } = await pay(trade, 1_000_000n, tuesday);
  const later = await pay(trade, 5_000n, seoul("2026-11-24 16:00:00"));
  await database.setNow(seoul("2026-11-24 23:59:59"));
  expect(await closeSettlements()).toEqual({ closedCount: 0 });
  await database.setNow(seoul("2026-11-25 00:00:00"));
  expect(await closeSettlements()).toEqual({ closedCount: 1 });
  expect(await closeSettlements()).toEqual({ closedCount: 0 });
  expect(await statusOf(later.settlementId)).toBe("OPEN");
  const entries = await database.sql(
    "SELECT actor_id, distributor_id, action, details FROM audit_entry WHERE subject_id = $1",
    [settlementId],
  );
  expect(entries).toEqual([
    {
      actor_id: null,
      distributor_id: trade.distributorId,
      action: "settlement.close",
      details: {
        payoutOn: "2026-11-25",
        itemCount: 1,
        grossWon: "1000000",
        feeWon: "1300",
        vatWon: "130",
        netWon: "998570",
      },
    },
  ]);
});

test("catches up after days without a run", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  await closeSettlements();
  await pay(trade, 1_000n, tuesday);
  await pay(trade, 1_000n, seoul("2026-11-25 10:00:00"));
  await pay(trade, 1_000n, seoul("2026-11-26 10:00:00"));
  await database.setNow(seoul("2026-12-07 09:00:00"));
  await closeSettlements();
  const open = await database.sql("SELECT FROM settlement WHERE distributor_id = $1 AND status = 'OPEN'", [
    trade.distributorId,
  ]);
  expect(open).toEqual([]);
});

test("a closed settlement is frozen: no item in, none changed, none out, never open again", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  const { settlementId, id } = await pay(trade, 1_000n, tuesday);
  const other = await pay(trade, 2_000n, seoul("2026-11-25 10:00:00"));
  await database.setNow(seoul("2026-11-25 00:00:00"));
  await closeSettlements();
  const refused: [string, unknown[]][] = [
    ["UPDATE settlement_item SET settlement_id = $1 WHERE payment_id = $2", [settlementId, other.id]],
    ["UPDATE settlement_item SET settlement_id = $1 WHERE payment_id = $2", [other.settlementId, id]],
    ["UPDATE settlement_item SET reason = 'IN_TIME' WHERE payment_id = $1", [id]],
    ["DELETE FROM settlement_item WHERE payment_id = $1", [id]],
    ["UPDATE settlement SET status = 'OPEN', closed_at = NULL WHERE id = $1", [settlementId]],
    ["UPDATE settlement SET payout_on = payout_on + 1 WHERE id = $1", [settlementId]],
    ["DELETE FROM settlement WHERE id = $1", [settlementId]],
  ];
  for (const [statement, params] of refused) {
    await expect(database.sql(statement, params), statement).rejects.toThrow(
      /closed|never deleted|append-only/,
    );
  }
});

test("a closing waits for a payment on its way in, and counts it", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  const { settlementId } = await pay(trade, 1_000n, tuesday);
  await database.setNow(midnight);
  const inside = gate();
  const leave = gate();
  const paying = transaction(async (tx) => {
    await setClock(tx, tuesday); // it looked at the clock before midnight
    await assignPayment(tx, await insertPayment(tx, trade, 2_000n, tuesday));
    inside.open();
    await leave.opened;
  });
  await inside.opened;
  const closing = closeSettlements();
  await untilSomeoneWaits(database);
  expect(await statusOf(settlementId)).toBe("OPEN");
  leave.open();
  await Promise.all([paying, closing]);
  const entries = await database.sql("SELECT details FROM audit_entry WHERE subject_id = $1", [settlementId]);
  expect(entries).toMatchObject([{ details: { itemCount: 2, grossWon: "3000" } }]);
  expect(await statusOf(settlementId)).toBe("CLOSED");
});

/** A closing that has locked what it closes, until `leave` lets it commit, or fail. */
async function startClosing() {
  const inside = gate();
  const leave = Promise.withResolvers<void>();
  const done = transaction(async (tx) => {
    await setClock(tx, midnight);
    await closeDueSettlements(tx);
    inside.open();
    await leave.promise;
  }).catch((error: Error) => error.message);
  await inside.opened;
  return { commit: leave.resolve, fail: () => leave.reject(new Error("broken off")), done };
}

test("a payment that meets a closing under way waits, and goes to the next settlement", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  const { settlementId } = await pay(trade, 1_000n, tuesday);
  const closing = await startClosing();
  const paying = pay(trade, 2_000n, tuesday);
  await untilSomeoneWaits(database);
  closing.commit();
  expect(await paying).toMatchObject({ payoutOn: "2026-11-26", reason: "LATE_NOTICE" });
  expect(await statusOf(settlementId)).toBe("CLOSED");
  await closing.done;
});

test("a payment that meets a closing which fails stays where it belongs", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  const { settlementId } = await pay(trade, 1_000n, tuesday);
  const closing = await startClosing();
  const paying = pay(trade, 2_000n, tuesday);
  await untilSomeoneWaits(database);
  closing.fail();
  expect(await paying).toMatchObject({ settlementId, reason: "IN_TIME" });
  expect(await closing.done).toBe("broken off");
});

test("two transactions that make the same settlement end up in one", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  const inside = gate();
  const leave = gate();
  const first = transaction(async (tx) => {
    const placement = await assignPayment(tx, await insertPayment(tx, trade, 1_000n, tuesday));
    inside.open();
    await leave.opened;
    return placement;
  });
  await inside.opened;
  const second = pay(trade, 2_000n, tuesday);
  await untilSomeoneWaits(database);
  leave.open();
  expect((await second).settlementId).toBe((await first).settlementId);
});

test("sixteen first payments at once make one settlement", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  const placements = await Promise.all(
    Array.from({ length: 16 }, (_, n) => pay(trade, BigInt(n + 1), tuesday)),
  );
  expect(new Set(placements.map(({ settlementId }) => settlementId)).size).toBe(1);
});

test("closings at once close each settlement once", async () => {
  await database.setNow(midnight);
  await closeSettlements();
  await database.setNow(tuesday);
  const trades = await Promise.all(Array.from({ length: 8 }, () => createTrade(database)));
  await Promise.all(trades.map((trade) => pay(trade, 1_000n, tuesday)));
  await database.setNow(midnight);
  const runs = await Promise.all([closeSettlements(), closeSettlements(), closeSettlements()]);
  expect(runs.reduce((sum, { closedCount }) => sum + closedCount, 0)).toBe(8);
  const entries = await database.sql(
    "SELECT subject_id FROM audit_entry WHERE action = 'settlement.close' AND distributor_id = ANY ($1)",
    [trades.map(({ distributorId }) => distributorId)],
  );
  expect(entries).toHaveLength(8);
});

test("payments and closings at once: each payment stands once, and what was closed is as audited", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  await pay(trade, 1_000n, tuesday);
  await database.setNow(midnight);
  const beforeMidnight = (n: number) =>
    transaction(async (tx) => {
      await setClock(tx, tuesday);
      await assignPayment(tx, await insertPayment(tx, trade, BigInt(n), tuesday));
    });
  const payments = Array.from({ length: 24 }, (_, n) => beforeMidnight(n + 1));
  await Promise.all([...payments, closeSettlements(), closeSettlements(), closeSettlements()]);
  await closeSettlements();
  const [audited] = await database.sql(
    `SELECT (e.details ->> 'grossWon')::bigint
              = (SELECT sum(i.gross_won) FROM settlement_item i WHERE i.settlement_id = s.id) AS agrees
     FROM settlement s JOIN audit_entry e ON e.subject_id = s.id
     WHERE s.distributor_id = $1 AND s.payout_on = '2026-11-25'`,
    [trade.distributorId],
  );
  expect(audited).toEqual({ agrees: true });
  const items = await database.sql("SELECT FROM settlement_item WHERE distributor_id = $1", [
    trade.distributorId,
  ]);
  expect(items).toHaveLength(25);
});
