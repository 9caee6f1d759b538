import { createHash } from "node:crypto";
import iconv from "iconv-lite";
import { interpretRow } from "#server/imports/erp-file/interpret.ts";
import { readFile } from "#server/imports/read-file.ts";
import { toStagedRow } from "#server/imports/staged-row.ts";
import type { DemoBatch, DemoBill, DemoWorld } from "./model.ts";

const headings = [
  "거래처코드",
  "거래처명",
  "사업자번호",
  "청구금액",
  "청구시작일",
  "청구종료일",
  "납부기한",
  "비고",
];
const amountColumn = 3;

/** The uploaded file behind each batch, read by the product's own rules: rows of bill_import and bill_import_row. */
export async function importsOf(world: DemoWorld): Promise<{
  imports: Record<string, unknown>[];
  rows: Record<string, unknown>[];
}> {
  const all = await Promise.all(world.batches.map(importOf));
  return { imports: all.map(({ row }) => row), rows: all.flatMap(({ rows }) => rows) };
}

async function importOf(batch: DemoBatch) {
  const cells = batch.bills.map(cellsOf);
  const bytes = fileOf(batch, cells);
  const { columns, mapping, ...reading } = await readFile(bytes);
  const id = batch.upload.importId;
  const sumWon = String(batch.bills.reduce((sum, { amountWon }) => sum + amountWon, 0n));
  const row = {
    id,
    distributor_id: batch.distributor.id,
    created_by: batch.issuedBy.id,
    created_at: batch.upload.at,
    status: "ISSUED",
    version: 1,
    file_name: `거래처별청구_${batch.cycle.periodEndOn.slice(0, 7)}.csv`,
    file_sha256: createHash("sha256").update(bytes).digest("hex"),
    file_content: `\\x${bytes.toString("hex")}`,
    encoding: reading.encoding,
    delimiter: reading.delimiter,
    header_line_no: reading.headerLineNo,
    columns: columns.map((column, index) => (index === amountColumn ? { ...column, sumWon } : column)),
    mapping,
    defaults: reading.defaults,
  };
  const rows = batch.bills.map((bill, index) => {
    const raw = { lineNo: reading.headerLineNo + 1 + index, cells: cells[index] ?? [] };
    const staged = toStagedRow(interpretRow(raw, mapping, reading.defaults), raw.cells);
    return rowOf(id, bill, staged);
  });
  return { row, rows };
}

function cellsOf(bill: DemoBill): string[] {
  const { customerCode, store } = bill.relationship;
  const number = store.businessNumber.replace(/^(...)(..)/, "$1-$2-");
  const amount = String(bill.amountWon);
  const days = [bill.periodStartOn, bill.periodEndOn, bill.dueOn ?? ""];
  return [customerCode, store.name, number, amount, ...days, bill.memo ?? ""];
}

/** 국민은행's customer has an old ERP that writes CP949, the other one UTF-8 with a byte order mark. */
function fileOf({ distributor }: DemoBatch, rows: string[][]): Buffer {
  const text = `${[headings, ...rows].map((row) => row.join(",")).join("\r\n")}\r\n`;
  return distributor.bankCode === "004" ? iconv.encode(text, "cp949") : Buffer.from(`\uFEFF${text}`);
}

function rowOf(importId: string, bill: DemoBill, row: ReturnType<typeof toStagedRow>) {
  return {
    bill_import_id: importId,
    line_no: row.lineNo,
    cells: row.cells,
    disposition: row.disposition,
    customer_code: row.customerCode,
    customer_name: row.customerName,
    business_number: row.businessNumber,
    amount_won: row.amountWon,
    period_start_on: row.periodStartOn,
    period_end_on: row.periodEndOn,
    due_on: row.dueOn,
    memo: row.memo,
    trade_relationship_id: bill.relationship.id,
    problems: row.problems,
  };
}
