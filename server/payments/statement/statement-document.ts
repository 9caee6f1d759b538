import { seoulDayOf, seoulTimeOf } from "#server/platform/clock.ts";
import type { Content, TableCell, TDocumentDefinitions } from "#server/platform/pdf.ts";
import type { XlsxSheet } from "#server/platform/xlsx.ts";
import type { IssuedStatement } from "./issue-statement.ts";
import { printedCode, type StatementLine, totalsOf } from "./statement.rules.ts";

// The papers of a Korean business are in Korean, whatever language the screen has.

/** The same document in the words of whoever asks for it. */
export type StatementSide = "distributor" | "store";

const words = {
  distributor: { title: "수납 내역", PAYMENT: "수납", REVERSAL: "수납 취소", noBill: "청구서 없는 수납" },
  store: { title: "납부 내역", PAYMENT: "납부", REVERSAL: "납부 취소", noBill: "청구서 없는 납부" },
} as const;

const columns = [
  "이체 일시",
  "구분",
  "거래처 코드",
  "매장",
  "입금자",
  "금액(원)",
  "청구일",
  "청구금액(원)",
] as const;

/** `수납내역_한빛식자재_행복한분식_2026-11-01_2026-11-30_XXXXX-…`, without an ending. */
export function documentName(statement: IssuedStatement, side: StatementSide): string {
  const { parties, fromOn, toOn, code } = statement;
  const names = [parties.distributorName, parties.store?.storeName].filter((name) => name !== undefined);
  return [words[side].title.replace(" ", ""), ...names, fromOn, toOn, printedCode(code)].join("_");
}

export type StatementRow = readonly (string | bigint | null)[];

/** The lines as a table, header first; reversals below zero. */
export function statementRows(statement: IssuedStatement, side: StatementSide): StatementRow[] {
  return [columns, ...statement.lines.map((line) => rowOf(line, side))];
}

function rowOf(line: StatementLine, side: StatementSide): StatementRow {
  return [
    momentOf(line.tradedAt),
    words[side][line.kind],
    line.customerCode,
    line.storeName,
    line.depositorName,
    line.kind === "PAYMENT" ? line.amountWon : -line.amountWon,
    line.billIssuedAt && seoulDayOf(line.billIssuedAt),
    line.billAmountWon,
  ];
}

/** A workbook: the lines, and a second sheet with the parties, the period and the code. */
export function statementSheets(
  statement: IssuedStatement,
  side: StatementSide,
  verifyUrl: string,
): XlsxSheet[] {
  const [header = [], ...rows] = statementRows(statement, side);
  return [
    {
      name: words[side].title,
      header: header.map(String),
      rows,
      widths: [20, 12, 14, 24, 16, 16, 12, 16],
    },
    {
      name: "문서 정보",
      header: ["항목", "내용"],
      rows: facts(statement, side, verifyUrl),
      widths: [18, 60],
    },
  ];
}

function facts(
  statement: IssuedStatement,
  side: StatementSide,
  verifyUrl: string,
): [string, string | bigint][] {
  const { parties, fromOn, toOn, issuedAt, code, lines } = statement;
  const { entryCount, paymentWon, reversalWon } = totalsOf(lines);
  const store = parties.store ? `${parties.store.storeName} (${parties.store.customerCode})` : "모든 거래처";
  return [
    ["유통사", `${parties.distributorName} (사업자등록번호 ${parties.distributorBusinessNumber})`],
    ["매장", store],
    ["기간", `${fromOn} ~ ${toOn}`],
    ["건수", BigInt(entryCount)],
    [`${words[side].PAYMENT} 합계(원)`, paymentWon],
    [`${words[side].REVERSAL} 합계(원)`, reversalWon],
    ["발급 일시", momentOf(issuedAt)],
    ["확인 코드", printedCode(code)],
    ["확인 주소", verifyUrl],
  ];
}

/** For pdfmake. */
export function statementPdf(
  statement: IssuedStatement,
  side: StatementSide,
  verifyUrl: string,
): TDocumentDefinitions {
  const { title } = words[side];
  return {
    info: { title },
    content: [
      { text: title, fontSize: 18, bold: true, margin: [0, 0, 0, 12] },
      factTable(facts(statement, side, verifyUrl)),
      { text: note, color: "#555555", fontSize: 8, margin: [0, 8, 0, 14] },
      statement.lines.length === 0 ? { text: "이 기간에는 내역이 없습니다." } : lineTable(statement, side),
    ],
    footer: (page, pages) => ({
      columns: [
        { text: `확인 코드 ${printedCode(statement.code)}` },
        { text: `${page} / ${pages}`, alignment: "right" },
      ],
      margin: [40, 12, 40, 0],
      fontSize: 8,
      color: "#555555",
    }),
  };
}

const note =
  "전용계좌로 입금이 확인된 금액만 적혀 있습니다. 현금, 카드, 다른 계좌로 낸 금액은 들어 있지 않으며, 미수금이나 잔액을 나타내는 문서가 아닙니다.";

function factTable(rows: [string, string | bigint][]): Content {
  return {
    layout: "noBorders",
    table: {
      widths: [90, "*"],
      body: rows.map(([label, value]) => [{ text: label, color: "#555555" }, { text: shown(value) }]),
    },
  };
}

function lineTable(statement: IssuedStatement, side: StatementSide): Content {
  const head = ["이체 일시", "구분", "매장", "입금자", "금액(원)", "청구서"];
  return {
    fontSize: 8.5,
    layout: "lightHorizontalLines",
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [84, 44, "*", 64, 72, 118],
      body: [
        head.map((text, index) => ({ text, bold: true, alignment: index === 4 ? "right" : "left" })),
        ...statement.lines.map((line) => pdfRow(line, side)),
      ],
    },
  };
}

function pdfRow(line: StatementLine, side: StatementSide): TableCell[] {
  const [at = "", kind = "", code, store, depositor, amount] = rowOf(line, side);
  const bill =
    line.billIssuedAt && line.billAmountWon !== null
      ? `${seoulDayOf(line.billIssuedAt)} 청구 ${shown(line.billAmountWon)}`
      : words[side].noBill;
  return [
    shown(at),
    shown(kind),
    `${store} (${code})`,
    shown(depositor ?? ""),
    { text: shown(amount ?? ""), alignment: "right" },
    bill,
  ];
}

const shown = (value: string | bigint | null) =>
  typeof value === "bigint" ? value.toLocaleString("ko-KR") : (value ?? "");

const momentOf = (at: Date) => `${seoulDayOf(at)} ${seoulTimeOf(at)}`;
