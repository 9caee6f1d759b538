import { randomUUID } from "node:crypto";
import iconv from "iconv-lite";
import { beforeAll, expect, test } from "vitest";
import { createAdmin, createTrade, depositBody, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { parseBankNotice } from "#server/bank/bank-notice.schema.ts";
import { db } from "#server/platform/db.ts";
import { recordNotice } from "../record-notice.ts";
import { compareBankList } from "./bank-list.repository.ts";
import { importBankList } from "./import-bank-list.ts";
import { uploadBankList } from "./upload-bank-list.ts";

const database = useDatabase();
const on = "2026-11-20";
let trade: Trade;
let admin: { userId: string };
const run = randomUUID().slice(0, 8);
const id = (name: string) => `${run}-${name}`;

beforeAll(async () => {
  trade = await createTrade(database);
  admin = await createAdmin(database);
  const told = [
    { transactionId: id("both"), amountWon: 1_000n, tradedAt: new Date("2026-11-20T01:00:00.789Z") },
    { transactionId: id("differs"), amountWon: 2_000n, tradedAt: new Date("2026-11-20T02:00:00Z") },
    { transactionId: id("here"), amountWon: 3_000n, tradedAt: new Date("2026-11-20T14:59:59Z") },
    { transactionId: id("next day"), amountWon: 4_000n, tradedAt: new Date("2026-11-20T15:00:00Z") },
  ];
  for (const deposit of told) await recordNotice(parseBankNotice(depositBody(trade, deposit)));
});

const file = (lines: string[]) =>
  iconv.encode(
    `거래일시,거래번호,구분,원거래번호,계좌번호,입금자,금액\r\n${lines.join("\r\n")}\r\n`,
    "cp949",
  );

const upload = (lines: string[]) =>
  uploadBankList(admin, { bankCode: "004", tradedOn: on, fileName: "거래내역.csv", bytes: file(lines) });

async function unmatched(bankListId: string) {
  const compared = await compareBankList(db(), bankListId);
  return compared
    .filter(({ comparedAs }) => comparedAs !== "MATCHED")
    .map(({ comparedAs, transactionId, differences }) =>
      [comparedAs, transactionId.slice(9), ...differences].join(" "),
    );
}

test("shows what is missing here, missing there and different; imports the missing, once, through the same recording", async () => {
  const account = trade.accountNumber;
  const { bankListId, lineCount } = await upload([
    `2026-11-20 10:00:00,${id("both")},입금,,${account},김사장,"1,000"`,
    `2026.11.20 11:00:00,${id("differs")},입금,,${account},김사장,2001`,
    `20261120120000,${id("there")},입금,,${account},뷁 사장,5000`,
    `2026/11/20 13:00:00,${id("back")},입금취소,${id("there")},${account},,5000`,
    "",
  ]);
  expect(lineCount).toBe(4);
  expect(await unmatched(bankListId)).toEqual([
    "DIFFERS differs amount",
    "MISSING_HERE there",
    "MISSING_HERE back",
    "MISSING_THERE here",
  ]);

  const missing = { bankListId, lineNos: [4, 5] };
  expect(await importBankList(admin, missing)).toEqual({ recorded: 2, repeat: 0, held: 0 });
  const paid = await database.sql(
    `SELECT p.amount_won::text AS won, p.depositor_name AS name, p.payment_reversal_id IS NOT NULL AS back
     FROM payment_with_bill p JOIN deposit d ON d.id = p.deposit_id WHERE d.transaction_id = $1`,
    [id("there")],
  );
  expect(paid).toEqual([{ won: "5000", name: "뷁 사장", back: true }]);
  expect(await unmatched(bankListId)).toEqual(["DIFFERS differs amount", "MISSING_THERE here"]);
  await expect(importBankList(admin, missing)).rejects.toMatchObject({ code: "BANK_LIST_LINES_UNKNOWN" });
  const told = depositBody(trade, {
    ...{ transactionId: id("there"), amountWon: 5_000n, tradedAt: new Date("2026-11-20T03:00:00Z") },
  });
  expect(await recordNotice(parseBankNotice(told))).toBe("repeat"); // the bank's own notice, after all
  const audited = await database.sql(
    "SELECT action, count(*)::int FROM audit_entry WHERE subject_id = $1 GROUP BY 1 ORDER BY 1",
    [bankListId],
  );
  expect(audited).toEqual([
    { action: "deposit.import-list", count: 2 },
    { action: "deposit.upload-list", count: 1 },
  ]);
});

test.each([
  ["another day", "2026-11-21 10:00:00,a,입금,,123456,김,1", "BANK_LIST_LINE_INVALID"],
  ["no such moment", "2026-11-20 25:00:00,a,입금,,123456,김,1", "BANK_LIST_LINE_INVALID"],
  ["an amount of 0", "2026-11-20 10:00:00,a,입금,,123456,김,0", "BANK_LIST_LINE_INVALID"],
  ["an amount with a fraction", "2026-11-20 10:00:00,a,입금,,123456,김,1.5", "BANK_LIST_LINE_INVALID"],
  ["an account in words", "2026-11-20 10:00:00,a,입금,,KB,김,1", "BANK_LIST_LINE_INVALID"],
  ["a cancellation of nothing", "2026-11-20 10:00:00,a,취소,,123456,김,1", "BANK_LIST_LINE_INVALID"],
  ["no id", "2026-11-20 10:00:00,,입금,,123456,김,1", "BANK_LIST_LINE_INVALID"],
  ["nothing", "", "BANK_LIST_EMPTY"],
])("%s: refused, and nothing is kept", async (_name, line, code) => {
  const count = () => database.sql("SELECT count(*)::int AS n FROM bank_list");
  const before = await count();
  await expect(upload([line])).rejects.toMatchObject({ code });
  expect(await count()).toEqual(before);
});

test("a file without the columns, or that is no text", async () => {
  const kept = { bankCode: "004", tradedOn: on, fileName: "x.csv" };
  await expect(uploadBankList(admin, { ...kept, bytes: Buffer.from("a,b\n1,2\n") })).rejects.toMatchObject({
    code: "BANK_LIST_COLUMN_MISSING",
    details: { column: "거래번호" },
  });
  await expect(
    uploadBankList(admin, { ...kept, bytes: Buffer.from([0xff, 0xff, 0xfe]) }),
  ).rejects.toMatchObject({
    code: "BANK_LIST_UNREADABLE",
  });
});
