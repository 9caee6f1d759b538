import writeXlsxFile, { type SheetData } from "write-excel-file/node";
import { seoulDayOf, seoulTimeOf } from "./clock.ts";
import { contentDisposition } from "./content-disposition.ts";

/** Null is an empty cell; a Date is written as Korean wall-clock time, as text, so that no time zone gets at it. */
export type XlsxValue = string | number | bigint | Date | null;

export interface XlsxSheet {
  /** At most 31 characters, none of \ / ? * [ ] : */
  name: string;
  header: readonly string[];
  rows: readonly (readonly XlsxValue[])[];
  /** In characters, by column. */
  widths?: readonly number[];
}

/** A workbook. Text stays text (leading zeros, a = in front); numbers are numbers with thousands separators. */
export async function toXlsx(sheets: readonly XlsxSheet[]): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map(({ name, header, rows, widths }) => ({
      sheet: name,
      columns: header.map((_, index) => ({ width: widths?.[index] ?? 16 })),
      stickyRowsCount: 1,
      data: [
        header.map((value) => ({ value, type: String, fontWeight: "bold" })),
        ...rows.map((row) => row.map(toCell)),
      ] as SheetData,
    })),
    { fontFamily: "맑은 고딕", fontSize: 10 },
  ).toBuffer();
}

/** A workbook as a download. fileName may be Korean. */
export function xlsxResponse(fileName: string, workbook: Uint8Array): Response {
  return new Response(new Uint8Array(workbook), {
    headers: {
      "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "content-disposition": contentDisposition("attachment", fileName, "download.xlsx"),
      "content-length": String(workbook.byteLength),
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

function toCell(value: XlsxValue) {
  if (value === null || value === "") return null;
  if (value instanceof Date) return { value: `${seoulDayOf(value)} ${seoulTimeOf(value)}`, type: String };
  if (typeof value === "string") return { value, type: String };
  const figure = Number(value);
  // Beyond 2^53 a spreadsheet would round: better a text than a wrong sum.
  if (!Number.isSafeInteger(figure) && typeof value === "bigint")
    return { value: String(value), type: String };
  return { value: figure, type: Number, format: "#,##0" };
}
