import { beforeEach, expect, test } from "vitest";
import { createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { billLinkToken } from "#server/notifications/bill-link.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { issue, pay } from "./bill.fixtures.ts";
import { billDocument } from "./bill-document.ts";
import { findBillSheet } from "./bill-sheet.repository.ts";
import { cancelBill } from "./cancel-bill.ts";
import { printBill, printLinkedBill, printStoreBill } from "./print-bill.ts";
import { revokeBillLink } from "./revoke-bill-link.ts";

const database = useDatabase();
let trade: Trade;

beforeEach(async () => {
  trade = await createTrade(database);
});

const isPdf = (printed: { pdf: Buffer } | null) => printed?.pdf.subarray(0, 5).toString() === "%PDF-";
const tokenOf = (billId: string) => billLinkToken(billId, env().AUTH_SECRET);

async function ownerOf(of: Trade): Promise<{ phoneNumber: string }> {
  const [row] = await database.sql<{ phoneNumber: string }>(
    'SELECT owner_phone AS "phoneNumber" FROM store WHERE id = $1',
    [of.storeId],
  );
  if (!row) throw new Error("no store");
  return row;
}

/** All the words of a document, as they would be printed. */
async function wordsOf(billId: string): Promise<string> {
  const sheet = await findBillSheet(db(), billId, { distributorId: trade.distributorId });
  if (!sheet) throw new Error("no sheet");
  const document = billDocument(sheet);
  return JSON.stringify([document.content, document.watermark ?? null]);
}

test("its distributor, its store's owner and its link print a bill; others find none", async () => {
  const billId = await issue(trade, 1_000n);
  const stranger = await createTrade(database);
  expect(isPdf(await printBill(trade.clerk, billId))).toBe(true);
  expect(isPdf(await printStoreBill(await ownerOf(trade), billId))).toBe(true);
  expect(isPdf(await printLinkedBill(tokenOf(billId)))).toBe(true);
  expect(await printBill(stranger.clerk, billId)).toBeNull();
  expect(await printStoreBill(await ownerOf(stranger), billId)).toBeNull();
  expect(await printLinkedBill(`${tokenOf(billId).slice(0, -1)}_`)).toBeNull();
  expect(await printBill(trade.clerk, "no id")).toBeNull();
});

test("a link that no longer opens prints nothing", async () => {
  const revoked = await issue(trade, 1_000n);
  await revokeBillLink(trade.clerk, revoked);
  expect(await printLinkedBill(tokenOf(revoked))).toBeNull();
  const ended = await issue(trade, 2_000n);
  await cancelBill(trade.clerk, { billId: ended, reason: "x" });
  expect(isPdf(await printLinkedBill(tokenOf(ended)))).toBe(true);
  await database.setNow(new Date(Date.now() + 91 * 24 * 3_600_000));
  expect(await printLinkedBill(tokenOf(ended))).toBeNull();
  await database.setNow(null);
});

test("an active bill says what has not been seen to come in; one that is over does not", async () => {
  const billId = await issue(trade, 1_000_000n);
  await pay(trade, 300_000n);
  const active = await wordsOf(billId);
  expect(active).toContain("700,000원");
  expect(active).toContain("아직 입금이 확인되지 않은 금액");
  expect(active).toContain(trade.accountNumber);
  await cancelBill(trade.clerk, { billId, reason: "우리끼리 메모" });
  const canceled = await wordsOf(billId);
  expect(canceled).not.toContain("700,000원");
  expect(canceled).toContain('"취소"');
  expect(canceled).not.toContain("우리끼리 메모"); // why, is the distributor's own note
});

test("the file is named after the store, and a name can't break out of it", async () => {
  await database.sql("UPDATE store SET name = '가게/../\"x' WHERE id = $1", [trade.storeId]);
  const billId = await issue(trade, 1_000n);
  expect((await printBill(trade.clerk, billId))?.fileName).toMatch(
    /^청구서 가게 \.\. {2}x 20\d\d-\d\d-\d\d\.pdf$/,
  );
});
