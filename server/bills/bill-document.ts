import { seoulDayOf, seoulTimeOf } from "#server/platform/clock.ts";
import type { Content, TableCell, TDocumentDefinitions } from "#server/platform/pdf.ts";
import { bankNameOf } from "#server/trade-relationships/bank-code.schema.ts";
import type { BillSheet } from "./bill-sheet.repository.ts";
import { type SheetText, sheetTexts } from "./bill-sheet-text.ts";

const soft = "#5b6470";
const line = "#d5dae1";

/** A bill on paper: what it asks for, where to pay, and what has come in. Never arrears, never a sum over bills. */
export function billDocument(sheet: BillSheet): TDocumentDefinitions {
  const text = sheetTexts[sheet.language];
  const watermark = sheet.status === "ACTIVE" ? {} : { watermark: mark(text[sheet.status]) };
  return {
    ...watermark,
    info: { title: `${text.title} ${sheet.storeName}` },
    content: [
      { text: text.title, fontSize: 24, bold: true, characterSpacing: sheet.language === "ko" ? 6 : 0 },
      { text: sheet.distributorName, fontSize: 13, margin: [0, 2, 0, 18] },
      parties(sheet, text),
      amount(sheet, text),
      account(sheet, text),
      ...payments(sheet, text),
    ],
    footer: (page, pages) => ({
      columns: [
        { text: text.asOf(momentOf(sheet.printedAt)), color: soft, fontSize: 8 },
        { text: `${page} / ${pages}`, alignment: "right", color: soft, fontSize: 8, width: 60 },
      ],
      margin: [40, 12, 40, 0],
    }),
  };
}

const mark = (text: string) => ({ text, color: "#b3261e", opacity: 0.12, bold: true, angle: -30 });

function parties(sheet: BillSheet, text: SheetText): Content {
  const { periodStartOn, periodEndOn } = sheet;
  const period = periodStartOn || periodEndOn ? `${dotted(periodStartOn)} ~ ${dotted(periodEndOn)}` : null;
  const ended = sheet.endedAt && sheet.status !== "ACTIVE" ? momentOf(sheet.endedAt) : null;
  const rows: [string, string | null][] = [
    [text.to, `${sheet.storeName} (${text.customerCode} ${sheet.customerCode})`],
    [text.storeNumber, sheet.storeBusinessNumber && businessNumber(sheet.storeBusinessNumber)],
    [text.from, `${sheet.distributorName} (${businessNumber(sheet.distributorBusinessNumber)})`],
    [text.issued, momentOf(sheet.issuedAt)],
    [text.period, period],
    [text.due, sheet.dueOn && dotted(sheet.dueOn)],
    [text.memo, sheet.memo],
    [sheet.status === "ACTIVE" ? "" : text[sheet.status], ended],
  ];
  return facts(rows);
}

/** Label and value a line; what has no value is left out. */
function facts(rows: [string, string | null][]): Content {
  return {
    table: {
      widths: [110, "*"],
      body: rows.flatMap(([label, value]) => (value === null ? [] : [[{ text: label, color: soft }, value]])),
    },
    layout: {
      hLineColor: () => line,
      hLineWidth: () => 0.5,
      vLineWidth: () => 0,
      paddingTop: () => 5,
      paddingBottom: () => 4,
    },
  };
}

function amount(sheet: BillSheet, text: SheetText): Content {
  return {
    table: {
      widths: ["*", "auto"],
      body: [
        [
          { text: text.amount, fontSize: 13, bold: true, margin: [0, 6, 0, 0] },
          { text: text.won(sheet.amountWon), fontSize: 20, bold: true, alignment: "right" },
        ],
      ],
    },
    layout: {
      fillColor: () => "#f2f5f9",
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingLeft: () => 14,
      paddingRight: () => 14,
      paddingTop: () => 10,
      paddingBottom: () => 8,
    },
    margin: [0, 18, 0, 18],
  };
}

function account(sheet: BillSheet, text: SheetText): Content {
  if (sheet.bankCode === null || sheet.accountNumber === null) return "";
  return {
    stack: [
      { text: text.payTo, bold: true, fontSize: 12, margin: [0, 0, 0, 6] },
      facts([
        [text.bank, bankNameOf(sheet.bankCode, sheet.language)],
        [text.accountNumber, sheet.accountNumber],
        [text.holder, sheet.accountHolder],
      ]),
    ],
    margin: [0, 0, 0, 18],
  };
}

function payments(sheet: BillSheet, text: SheetText): Content[] {
  const rows: TableCell[][] = sheet.payments.map(({ tradedAt, amountWon, reversed }) => [
    { text: momentOf(tradedAt), color: reversed ? soft : "black" },
    { text: reversed ? text.reversed : "", color: soft },
    {
      text: text.won(amountWon),
      alignment: "right",
      ...(reversed ? { color: soft, decoration: "lineThrough" as const } : {}),
    },
  ]);
  rows.push([
    { text: text.collected, bold: true },
    "",
    { text: text.won(sheet.collectedWon), bold: true, alignment: "right" },
  ]);
  if (sheet.remainingWon !== null && sheet.remainingWon > 0n) {
    const remaining = text.won(sheet.remainingWon);
    rows.push([
      { text: text.remaining, bold: true, colSpan: 2 },
      "",
      { text: remaining, bold: true, alignment: "right" },
    ]);
  }
  return [
    { text: text.payments, bold: true, fontSize: 12, margin: [0, 0, 0, 6] },
    {
      table: { widths: [150, "*", 120], body: rows },
      layout: {
        hLineColor: () => line,
        hLineWidth: () => 0.5,
        vLineWidth: () => 0,
        paddingTop: () => 5,
        paddingBottom: () => 4,
      },
    },
    { text: text.otherWays, color: soft, fontSize: 9, margin: [0, 8, 0, 0] },
  ];
}

const dotted = (on: string | null) => on?.replaceAll("-", ".") ?? "";

function momentOf(at: Date): string {
  return `${dotted(seoulDayOf(at))} ${seoulTimeOf(at).slice(0, 5)}`;
}

const businessNumber = (digits: string) => `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`;
