import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { createDistributor, createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { pay, reverse } from "#server/settlements/settlement.fixtures.ts";
import { getStatementDocument } from "./get-statement-document.ts";
import { issueStatement } from "./issue-statement.ts";
import { listStatement } from "./list-statement.ts";
import { printedCode } from "./statement.rules.ts";
import { verifyStatement } from "./verify-statement.ts";

const database = useDatabase();
const seoul = (text: string) => new Date(`${text.replace(" ", "T")}+09:00`);
const november = { fromOn: "2026-11-01", toOn: "2026-11-30" };
let trade: Trade;
let ownerPhone: string;

async function issueBill(of: Trade, amountWon: number, issuedAt: string): Promise<string> {
  const [row] = await database.sql(
    `INSERT INTO bill (distributor_id, store_id, trade_relationship_id, amount_won, issued_at, issued_by)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [of.distributorId, of.storeId, of.tradeRelationshipId, amountWon, seoul(issuedAt), of.clerk.userId],
  );
  return row?.id;
}

const own = (of: Trade = trade) => ({ distributorId: of.distributorId, userId: of.clerk.userId });
const asked = () => ({ ...november, tradeRelationshipId: trade.tradeRelationshipId });

beforeEach(async () => {
  trade = await createTrade(database);
  const [store] = await database.sql("SELECT owner_phone FROM store WHERE id = $1", [trade.storeId]);
  ownerPhone = store?.owner_phone;
});

test("a period's payments and reversals in order, each with its bill if it has one", async () => {
  await pay(trade, 1n, seoul("2026-10-31 23:59:59"));
  const withoutBill = await pay(trade, 20_000n, seoul("2026-11-01 00:00:00"));
  const billId = await issueBill(trade, 1_000_000, "2026-11-02 09:00:00");
  const later = await pay(trade, 200_000n, seoul("2026-11-05 10:00:00"));
  const earlier = await pay(trade, 300_000n, seoul("2026-11-03 10:00:00"));
  await reverse(trade, earlier, seoul("2026-11-04 10:00:00"));
  await pay(trade, 2n, seoul("2026-12-01 00:00:00"));
  const lines: unknown[] = [];
  let cursor: string | null = null;
  do {
    const page = await listStatement(own(), { ...asked(), limit: 2, cursor });
    lines.push(
      ...page.items.map(({ kind, amountWon, billId: bill, billAmountWon }) => [
        kind,
        amountWon,
        bill,
        billAmountWon,
      ]),
    );
    cursor = page.nextCursor;
  } while (cursor);
  expect(lines).toEqual([
    ["PAYMENT", withoutBill.amountWon, null, null],
    ["PAYMENT", earlier.amountWon, billId, 1_000_000n],
    ["REVERSAL", earlier.amountWon, billId, 1_000_000n],
    ["PAYMENT", later.amountWon, billId, 1_000_000n],
  ]);
});

test("both sides get the same document, under one code; asking again makes no other", async () => {
  await pay(trade, 20_000n, seoul("2026-11-01 10:00:00"));
  const distributors = await issueStatement(own(), asked());
  const stores = await issueStatement({ ownerPhone, userId: trade.clerk.userId }, asked());
  const again = await issueStatement(own(), asked());
  expect([stores.code, again.code]).toEqual([distributors.code, distributors.code]);
  expect(stores).toEqual(distributors);
});

test("two at once: one document", async () => {
  await pay(trade, 20_000n, seoul("2026-11-01 10:00:00"));
  const issued = await Promise.all(Array.from({ length: 5 }, () => issueStatement(own(), asked())));
  expect(new Set(issued.map(({ code }) => code)).size).toBe(1);
});

test("nobody else reads it: another distributor, another store, a store without naming its trade", async () => {
  const stranger = await createDistributor(database);
  const readers = [{ distributorId: stranger.distributorId }, { ownerPhone: "01099999999" }];
  for (const reader of readers) {
    await expect(listStatement(reader, { ...asked(), limit: 10 })).rejects.toMatchObject({
      code: "TRADE_RELATIONSHIP_NOT_FOUND",
    });
  }
  await expect(
    listStatement({ ownerPhone }, { ...november, tradeRelationshipId: null, limit: 10 }),
  ).rejects.toMatchObject({ code: "TRADE_RELATIONSHIP_NOT_FOUND" });
});

test("all stores in one statement, another distributor's in none", async () => {
  const distributor = { distributorId: trade.distributorId, clerk: trade.clerk };
  const second = await createTrade(database, distributor);
  const foreign = await createTrade(database);
  await pay(trade, 1n, seoul("2026-11-01 10:00:00"));
  await pay(second, 2n, seoul("2026-11-01 09:00:00"));
  await pay(foreign, 4n, seoul("2026-11-01 09:00:00"));
  const { lines, parties } = await issueStatement(own(), { ...november, tradeRelationshipId: null });
  expect(lines.map(({ amountWon }) => amountWon)).toEqual([2n, 1n]);
  expect(parties.store).toBeNull();
});

test("the code confirms the document, and says when the ledger has moved on", async () => {
  const payment = await pay(trade, 20_000n, seoul("2026-11-01 10:00:00"));
  const { code } = await issueStatement(own(), asked());
  const typed = printedCode(code).toLowerCase();
  expect(await verifyStatement(typed, randomUUID())).toEqual({
    code: printedCode(code),
    distributorName: "한빛식자재",
    storeName: "행복한분식",
    ...november,
    issuedAt: expect.any(Date),
    entryCount: 1,
    paymentWon: 20_000n,
    reversalWon: 0n,
    unchanged: true,
  });
  await pay(trade, 1n, seoul("2026-12-01 10:00:00"));
  expect(await verifyStatement(typed, randomUUID())).toMatchObject({ unchanged: true });
  await reverse(trade, payment, seoul("2026-11-30 10:00:00"));
  expect(await verifyStatement(typed, randomUUID())).toMatchObject({ unchanged: false, entryCount: 1 });
  expect((await issueStatement(own(), asked())).code).not.toBe(code);
});

test("another bill on a line is another statement", async () => {
  await pay(trade, 20_000n, seoul("2026-11-01 10:00:00"));
  const { code } = await issueStatement(own(), asked());
  await issueBill(trade, 5, "2026-10-01 10:00:00");
  expect(await verifyStatement(code, randomUUID())).toMatchObject({ unchanged: false });
});

test("a code that no document has, and a snapshot that was tampered with, are not confirmed", async () => {
  await expect(verifyStatement("0".repeat(20), randomUUID())).rejects.toMatchObject({
    code: "STATEMENT_NOT_FOUND",
  });
  await expect(verifyStatement("'; DROP", randomUUID())).rejects.toMatchObject({
    code: "STATEMENT_NOT_FOUND",
  });
  await pay(trade, 20_000n, seoul("2026-11-01 10:00:00"));
  const { code } = await issueStatement(own(), asked());
  await expect(database.sql("UPDATE statement SET snapshot = ''")).rejects.toThrow(/append-only/);
  await database.sql("ALTER TABLE statement DISABLE TRIGGER statement_append_only");
  await database.sql(
    "UPDATE statement SET snapshot = replace(snapshot, '20000n', '90000n') WHERE code = $1",
    [code],
  );
  await database.sql("ALTER TABLE statement ENABLE TRIGGER statement_append_only");
  await expect(verifyStatement(code, randomUUID())).rejects.toMatchObject({ code: "STATEMENT_NOT_FOUND" });
});

test("whoever tries codes is slowed down, others are not", async () => {
  const tries = await Promise.allSettled(
    Array.from({ length: 30 }, () => verifyStatement("0".repeat(20), "10.0.0.1")),
  );
  const reasons = tries.map((one) => (one.status === "rejected" ? one.reason.code : ""));
  expect(reasons.filter((code) => code === "TOO_MANY_CHECKS").length).toBeGreaterThanOrEqual(5);
  expect(reasons.filter((code) => code === "STATEMENT_NOT_FOUND").length).toBeGreaterThanOrEqual(20);
  await expect(verifyStatement("0".repeat(20), "10.0.0.2")).rejects.toMatchObject({
    code: "STATEMENT_NOT_FOUND",
  });
});

test("as a file: a table for a spreadsheet, in the words of whoever asks; never a sum over bills", async () => {
  await issueBill(trade, 1_000_000, "2026-10-01 10:00:00");
  await database.sql("UPDATE trade_relationship SET customer_code = $2 WHERE id = $1", [
    trade.tradeRelationshipId,
    "=1+1",
  ]);
  await pay(trade, 20_000n, seoul("2026-11-01 10:00:00"));
  const reader = { role: "STORE", userId: trade.clerk.userId, phoneNumber: ownerPhone } as const;
  const csv = await getStatementDocument(reader, { ...asked(), fileType: "csv" }, "http://sunap.test");
  expect(csv).toMatchObject({
    fileType: "csv",
    rows: [
      ["이체 일시", "구분", "거래처 코드", "매장", "입금자", "금액(원)", "청구일", "청구금액(원)"],
      ["2026-11-01 10:00:00", "납부", "=1+1", "행복한분식", "김사장", 20_000n, "2026-10-01", 1_000_000n],
    ],
  });
  expect(csv.name).toMatch(/^납부내역_한빛식자재_행복한분식_2026-11-01_2026-11-30_/);
  const pdf = await getStatementDocument(reader, { ...asked(), fileType: "pdf" }, "http://sunap.test");
  expect("content" in pdf && pdf.content.subarray(0, 5).toString()).toBe("%PDF-");
  await expect(
    getStatementDocument({ role: "ADMIN" }, { ...asked(), fileType: "pdf" }, "http://sunap.test"),
  ).rejects.toMatchObject({ code: "FORBIDDEN" });
});
