import { beforeEach, describe, expect, test } from "vitest";
import { createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { deliver, issue, openTerms, pay } from "./bill.fixtures.ts";
import { cancelBill } from "./cancel-bill.ts";
import { cancelBills } from "./cancel-bills.ts";
import { correctBill } from "./correct-bill.ts";

const database = useDatabase();
let trade: Trade;

beforeEach(async () => {
  trade = await createTrade(database);
});

const correct = async (billId: string, amountWon: bigint, of: Trade = trade) =>
  (await correctBill(of.clerk, { ...openTerms, billId, amountWon })).billId;

const bills = () =>
  database.sql<{ status: string; amount: string }>(
    "SELECT status, amount_won AS amount FROM bill WHERE trade_relationship_id = $1 ORDER BY issued_at",
    [trade.tradeRelationshipId],
  );

describe("correcting", () => {
  test("the wrong bill expires, and one message says that it was corrected", async () => {
    const wrong = await issue(trade, 1_000_000n);
    await deliver(database, trade);
    await correct(wrong, 900_000n);
    expect(await bills()).toEqual([
      { status: "EXPIRED", amount: "1000000" },
      { status: "ACTIVE", amount: "900000" },
    ]);
    const told = await deliver(database, trade);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("청구서가 정정되었습니다");
    expect(told[0]).toContain("앞서 보내드린 청구서(1,000,000원)");
    expect(told[0]).toContain("청구금액  900,000원");
  });

  test("of a bill whose message never left, the store gets one ordinary bill", async () => {
    await correct(await issue(trade, 1_000_000n), 900_000n);
    const told = await deliver(database, trade);
    expect(told).toHaveLength(2);
    expect(told[0]).toBe("BILL_ISSUED -BILL_EXPIRED");
    expect(told[1]).toContain("청구서가 도착했습니다");
    expect(told[1]).toContain("청구금액  900,000원");
  });

  test("twice before the second message left: the third names the bill that the store knows", async () => {
    const first = await issue(trade, 1_000_000n);
    await deliver(database, trade);
    await correct(await correct(first, 900_000n), 800_000n);
    const told = await deliver(database, trade);
    expect(told[0]).toBe("BILL_ISSUED -BILL_EXPIRED");
    expect(told[1]).toContain("앞서 보내드린 청구서(1,000,000원)");
    expect(told[1]).toContain("청구금액  800,000원");
  });

  test("cancelled before its message left, the store is told that the bill it knows is off", async () => {
    const first = await issue(trade, 1_000_000n);
    await deliver(database, trade);
    const second = await correct(first, 900_000n);
    await cancelBill(trade.clerk, { billId: second, reason: "거래 취소" });
    const told = await deliver(database, trade);
    expect(told[0]).toBe("BILL_ISSUED -BILL_CANCELED");
    expect(told[1]).toContain("취소된 청구금액  1,000,000원");
  });

  test("payments stay with the bill in whose life they were made", async () => {
    const wrong = await issue(trade, 1_000_000n);
    await pay(trade, 300_000n);
    const right = await correct(wrong, 700_000n);
    const linked = await database.sql<{ id: string }>(
      "SELECT bill_id AS id FROM payment_with_bill WHERE trade_relationship_id = $1",
      [trade.tradeRelationshipId],
    );
    expect(linked).toEqual([{ id: wrong }]);
    expect(right).not.toBe(wrong);
  });

  test("twice at once: one goes through", async () => {
    const wrong = await issue(trade, 1_000n);
    const results = await Promise.allSettled([correct(wrong, 2_000n), correct(wrong, 3_000n)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "BILL_NOT_ACTIVE" },
    });
    expect((await bills()).map(({ status }) => status)).toEqual(["EXPIRED", "ACTIVE"]);
  });

  test("against a cancellation at the same moment: one of the two, never both", async () => {
    for (let round = 0; round < 8; round += 1) {
      const wrong = await issue(trade, 1_000n);
      const [corrected, canceled] = await Promise.allSettled([
        correct(wrong, 2_000n),
        cancelBill(trade.clerk, { billId: wrong, reason: "x" }),
      ]);
      expect(corrected.status === "fulfilled").toBe(canceled.status === "rejected");
      const [row] = await database.sql<{ status: string }>("SELECT status FROM bill WHERE id = $1", [wrong]);
      expect(row?.status).toBe(corrected.status === "fulfilled" ? "EXPIRED" : "CANCELED");
    }
  });

  test("another distributor's bill is not found; one that has ended can't be corrected", async () => {
    const wrong = await issue(trade, 1_000n);
    const stranger = await createTrade(database);
    await expect(correct(wrong, 2_000n, stranger)).rejects.toMatchObject({ code: "BILL_NOT_FOUND" });
    await cancelBill(trade.clerk, { billId: wrong, reason: "x" });
    await expect(correct(wrong, 2_000n)).rejects.toMatchObject({ code: "BILL_NOT_ACTIVE" });
  });

  test("which bill it corrects never changes, and a bill is corrected once", async () => {
    const wrong = await issue(trade, 1_000n);
    const right = await correct(wrong, 2_000n);
    await expect(
      database.sql("UPDATE bill SET corrects_bill_id = NULL WHERE id = $1", [right]),
    ).rejects.toThrow("refused");
    const stranger = await createTrade(database);
    const foreign = await issue(stranger, 1_000n);
    await expect(
      database.sql(
        `INSERT INTO bill (distributor_id, store_id, trade_relationship_id, amount_won, issued_at, issued_by,
                           corrects_bill_id)
         VALUES ($1, $2, $3, 1, '2000-01-01', $4, $5)`,
        [
          stranger.distributorId,
          stranger.storeId,
          stranger.tradeRelationshipId,
          stranger.clerk.userId,
          right,
        ],
      ),
    ).rejects.toThrow(); // its end is open, and the bill it names is another relationship's
    expect(foreign).not.toBe(right);
  });
});

describe("cancelling a selection", () => {
  const reason = "잘못 청구";

  test("cancels what it can, and names each that it did not with the reason", async () => {
    const distributor = { distributorId: trade.distributorId, clerk: trade.clerk };
    const [paid, ended] = [
      await createTrade(database, distributor),
      await createTrade(database, distributor),
    ];
    const billIds = [await issue(trade, 1_000n), await issue(paid, 1_000n), await issue(ended, 1_000n)];
    await pay(paid, 400n);
    await issue(ended, 2_000n);
    const foreign = await issue(await createTrade(database), 1_000n);
    const result = await cancelBills(trade.clerk, {
      billIds: [...billIds, foreign],
      reason,
      includePaid: false,
    });
    expect(result.canceled).toBe(1);
    expect(result.notCanceled.map(({ billId, reason }) => [billId, reason])).toEqual([
      [billIds[1], "PAID"],
      [billIds[2], "NOT_ACTIVE"],
    ]);
    const states = await database.sql<{ id: string; status: string }>(
      "SELECT id, status FROM bill WHERE id = ANY ($1)",
      [[...billIds, foreign]],
    );
    const status = new Map(states.map((row) => [row.id, row.status]));
    expect([...billIds, foreign].map((id) => status.get(id))).toEqual([
      "CANCELED",
      "ACTIVE",
      "EXPIRED",
      "ACTIVE",
    ]);
    const again = await cancelBills(trade.clerk, { billIds, reason, includePaid: true });
    expect(again.canceled).toBe(1);
  });

  test("two clerks at once: each bill is cancelled, told and audited once", async () => {
    const billId = await issue(trade, 1_000n);
    await deliver(database, trade);
    const cancel = () => cancelBills(trade.clerk, { billIds: [billId], reason, includePaid: false });
    const results = await Promise.all([
      cancel(),
      cancel(),
      cancelBill(trade.clerk, { billId, reason }).catch(() => 0),
    ]);
    const done = results.slice(0, 2) as Awaited<ReturnType<typeof cancel>>[];
    expect(done.reduce((sum, { canceled }) => sum + canceled, 0)).toBeLessThanOrEqual(1);
    const audited = await database.sql(
      "SELECT FROM audit_entry WHERE subject_id = $1 AND action = 'bill.cancel'",
      [billId],
    );
    expect(audited).toHaveLength(1);
    expect(await deliver(database, trade)).toHaveLength(1);
  });

  test("racing with issues to the same stores: no deadlock, and each ends one way", async () => {
    const distributor = { distributorId: trade.distributorId, clerk: trade.clerk };
    const trades = [trade];
    for (let i = 0; i < 4; i += 1) trades.push(await createTrade(database, distributor));
    for (let round = 0; round < 5; round += 1) {
      const billIds = await Promise.all(trades.map((of) => issue(of, 1_000n)));
      await Promise.all([
        cancelBills(trade.clerk, { billIds: billIds.reverse(), reason, includePaid: true }),
        ...trades.map((of) => issue(of, 2_000n)),
      ]);
      const [left] = await database.sql<{ active: number }>(
        "SELECT count(*)::int AS active FROM bill WHERE distributor_id = $1 AND status = 'ACTIVE'",
        [trade.distributorId],
      );
      expect(left?.active).toBe(5);
    }
  });
});
