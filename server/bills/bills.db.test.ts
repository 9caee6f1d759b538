import { beforeEach, describe, expect, test } from "vitest";
import { createDistributor, createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { db, transaction } from "#server/platform/db.ts";
import { singleBillSource } from "./bill.repository.ts";
import { listBillsInput } from "./bill.schema.ts";
import { findBill, listBills } from "./bill-list.repository.ts";
import { cancelBill } from "./cancel-bill.ts";
import { issueBills } from "./issue-bills.ts";
import { issueSingleBill } from "./issue-single-bill.ts";
import { sendUnpaidReminders } from "./send-unpaid-reminders.ts";

const database = useDatabase();
let trade: Trade;

beforeEach(async () => {
  trade = await createTrade(database);
});

const terms = (amountWon: bigint) => ({
  amountWon,
  periodStartOn: null,
  periodEndOn: null,
  dueOn: null,
  memo: null,
});

async function bill(amountWon: bigint, of: Trade = trade): Promise<string> {
  return (
    await issueSingleBill(of.clerk, { tradeRelationshipId: of.tradeRelationshipId, ...terms(amountWon) })
  ).billId;
}

const lives = () =>
  database.sql<{ status: string; touches: boolean | null }>(
    `SELECT status, ended_at = lead(issued_at) OVER (ORDER BY issued_at) AS touches
     FROM bill WHERE trade_relationship_id = $1 ORDER BY issued_at`,
    [trade.tradeRelationshipId],
  );

describe("issue (rule R4)", () => {
  test("the previous bill expires in the very moment the next one begins", async () => {
    await bill(1_000n);
    await bill(2_000n);
    expect(await lives()).toEqual([
      { status: "EXPIRED", touches: true },
      { status: "ACTIVE", touches: null },
    ]);
  });

  test("twelve at once on one relationship: one stays active, no gap, no overlap, no error", async () => {
    await Promise.all(Array.from({ length: 12 }, (_, i) => bill(BigInt(i + 1))));
    const all = await lives();
    expect(all.filter((row) => row.status === "ACTIVE")).toHaveLength(1);
    expect(all.slice(0, -1).every((row) => row.touches)).toBe(true);
  });

  test("a clock set back does not break the order of lives", async () => {
    await bill(1_000n);
    const [before] = await database.sql<{ at: Date }>(
      "SELECT issued_at - interval '1 hour' AS at FROM bill ORDER BY id DESC LIMIT 1",
    );
    await database.setNow(before?.at ?? null);
    await bill(2_000n);
    await database.setNow(null);
    expect((await lives()).map((row) => row.status)).toEqual(["EXPIRED", "ACTIVE"]);
  });

  test("all or nothing: one foreign relationship among them, and nothing is issued", async () => {
    const stranger = await createTrade(database);
    const [own, foreign] = [trade, stranger].map((of) =>
      singleBillSource({ tradeRelationshipId: of.tradeRelationshipId, ...terms(5_000n) }),
    );
    const source = Prisma.sql`${own} UNION ALL ${foreign}`;
    const attempt = transaction((tx) =>
      issueBills(tx, trade.clerk, { source, expectedCount: 2, billBatchId: null }),
    );
    await expect(attempt).rejects.toMatchObject({
      code: "TRADE_RELATIONSHIP_NOT_FOUND",
      details: { missing: 1 },
    });
    expect(await lives()).toEqual([]);
  });

  test("a relationship without an account, or ended, can't be billed", async () => {
    await database.sql("UPDATE trade_relationship SET ended_at = now() WHERE id = $1", [
      trade.tradeRelationshipId,
    ]);
    await expect(bill(1_000n)).rejects.toMatchObject({ code: "TRADE_RELATIONSHIP_NOT_FOUND" });
  });
});

describe("cancel (rule R6)", () => {
  test("only once, with two clerks at the same moment; no earlier bill comes back", async () => {
    await bill(1_000n);
    const billId = await bill(2_000n);
    const cancel = () => cancelBill(trade.clerk, { billId, reason: "금액 오류" });
    const results = await Promise.allSettled([cancel(), cancel()]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await lives()).map((row) => row.status)).toEqual(["EXPIRED", "CANCELED"]);
  });

  test("racing with the next issue: the bill is either cancelled or expired, and exactly one is active", async () => {
    for (let round = 0; round < 10; round += 1) {
      const billId = await bill(1_000n);
      await Promise.allSettled([cancelBill(trade.clerk, { billId, reason: "x" }), bill(2_000n)]);
    }
    const all = await lives();
    expect(all).toHaveLength(20);
    expect(all.filter((row) => row.status === "ACTIVE")).toHaveLength(1);
  });

  test("another distributor's bill is not found", async () => {
    const billId = await bill(1_000n);
    const stranger = await createTrade(database);
    await expect(cancelBill(stranger.clerk, { billId, reason: "x" })).rejects.toMatchObject({
      code: "BILL_NOT_FOUND",
    });
    expect(await findBill(db(), stranger.distributorId, billId)).toBeNull();
  });
});

describe("reminders", () => {
  test("two clerks at once: each store is reminded once", async () => {
    await bill(1_000n);
    const results = await Promise.all([
      sendUnpaidReminders(trade.clerk, null),
      sendUnpaidReminders(trade.clerk, null),
    ]);
    expect(results.reduce((sum, result) => sum + result.queued, 0)).toBe(1);
  });
});

describe("list", () => {
  test("pages by key through all bills, in order, each once, and only the distributor's own", async () => {
    const distributor = await createDistributor(database);
    const expected: string[] = [];
    for (let i = 0; i < 7; i += 1)
      expected.unshift(await bill(1_000n, await createTrade(database, distributor)));
    await bill(1_000n);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const input = listBillsInput.parse({ limit: 3, cursor });
      const rows = await listBills(db(), distributor.distributorId, input);
      seen.push(...rows.slice(0, 3).map((row) => row.id));
      cursor = rows.length > 3 ? (seen.at(-1) ?? null) : null;
    } while (cursor);
    expect(seen).toEqual(expected);
  });

  test("a search with wildcards is taken literally", async () => {
    await bill(1_000n);
    const input = listBillsInput.parse({ search: "%" });
    expect(await listBills(db(), trade.distributorId, input)).toEqual([]);
  });
});
