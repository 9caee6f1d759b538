import { DomainError } from "#server/platform/errors.ts";
import type { ImportErrorCode } from "../../import.errors.ts";
import { MAX_COLUMNS } from "../mapping.schema.ts";
import { MAX_ROW_CHARS, type RawRow, rowTooLong, tooManyColumns } from "../row-reader.ts";
import { numberText, unescapeText } from "./cell-text.ts";
import { scanPart, type Workbook } from "./workbook.ts";
import { attributeOf, type XmlHandler } from "./xml-scanner.ts";
import { damaged, tooLarge } from "./zip-archive.ts";

const MAX_LINE_NO = 1_048_576; // Excel's

/** What all cells together may hold. A text stands in the file once, however many cells show it. */
const MAX_SHEET_CHARS = 64 * 1024 * 1024;

/**
 * A sheet's rows as they stand in Excel: `lineNo` is the row's number there, cells are texts, blank rows are left
 * out. Piece by piece: memory holds the workbook's texts and a few rows.
 *
 * @throws DomainError IMPORT_SHEET_NOT_FOUND, IMPORT_XLSX_DAMAGED, IMPORT_XLSX_TOO_LARGE, IMPORT_TOO_MANY_COLUMNS,
 *   IMPORT_ROW_TOO_LONG
 */
export async function* readSheet(workbook: Workbook, sheetName: string): AsyncGenerator<RawRow[]> {
  const sheet = workbook.sheets.find(({ name }) => name === sheetName);
  if (!sheet) {
    throw new DomainError<ImportErrorCode>("IMPORT_SHEET_NOT_FOUND", {
      sheet: sheetName,
      sheetNames: workbook.sheets.map(({ name }) => name).join(" / "),
    });
  }
  const handler = new SheetHandler(workbook, sheet.part);
  for await (const _ of scanPart(workbook.archive, sheet.part, handler)) {
    if (handler.rows.length > 0) yield handler.rows.splice(0);
  }
  if (handler.rows.length > 0) yield handler.rows;
}

type Cell = { column: number; type: string; style: number; text: string };

/** Puts `<row><c><v>…` together. Columns and rows may lack their numbers: then they follow one another. */
class SheetHandler implements XmlHandler {
  readonly rows: RawRow[] = [];
  readonly #workbook: Workbook;
  readonly #part: string;
  #lineNo = 0;
  #isInRow = false;
  #cells: string[] = [];
  #rowChars = 0;
  #sheetChars = 0;
  #column = -1;
  #cell: Cell | null = null;
  #isValue = false;
  #isAid = false;

  constructor(workbook: Workbook, part: string) {
    this.#workbook = workbook;
    this.#part = part;
  }

  open(name: string, attributes: string): void {
    if (name === "row") this.#openRow(attributes);
    else if (name === "c") this.#openCell(attributes);
    else if (name === "v" || name === "t") this.#isValue = true;
    else if (name === "rPh") this.#isAid = true;
  }

  close(name: string): void {
    if (name === "v" || name === "t") this.#isValue = false;
    else if (name === "rPh") this.#isAid = false;
    else if (name === "c") this.#closeCell();
    else if (name === "row") this.#closeRow();
  }

  text(text: string): void {
    if (this.#cell === null || !this.#isValue || this.#isAid) return;
    this.#cell.text += text;
    this.#assertRowLength(this.#cell.column, this.#cell.text);
  }

  #openRow(attributes: string): void {
    const lineNo = Number(attributeOf(attributes, "r") ?? this.#lineNo + 1);
    const isNext = Number.isInteger(lineNo) && lineNo > this.#lineNo && lineNo <= MAX_LINE_NO;
    if (!isNext || this.#isInRow) throw damaged(this.#part);
    this.#isInRow = true;
    this.#lineNo = lineNo;
    this.#cells = [];
    this.#rowChars = 0;
    this.#column = -1;
  }

  #openCell(attributes: string): void {
    if (!this.#isInRow) throw damaged(this.#part);
    this.#column = columnOf(attributeOf(attributes, "r")) ?? this.#column + 1;
    const style = Number(attributeOf(attributes, "s") ?? -1);
    this.#cell = { column: this.#column, style, type: attributeOf(attributes, "t") ?? "n", text: "" };
  }

  #closeCell(): void {
    const cell = this.#cell;
    this.#cell = null;
    if (!cell || cell.text === "") return;
    const text = this.#textOf(cell);
    if (text.trim() === "") return; // a blank cell far to the right is no column
    if (cell.column >= MAX_COLUMNS) throw tooManyColumns(this.#lineNo, cell.column + 1, text);
    this.#assertRowLength(cell.column, text);
    while (this.#cells.length < cell.column) this.#cells.push("");
    this.#cells[cell.column] = text;
    this.#rowChars += text.length;
  }

  #assertRowLength(column: number, text: string): void {
    if (this.#rowChars + text.length > MAX_ROW_CHARS) throw rowTooLong(this.#lineNo, column + 1, text);
  }

  #closeRow(): void {
    if (!this.#isInRow) throw damaged(this.#part);
    this.#isInRow = false;
    this.#sheetChars += this.#rowChars + this.#cells.length;
    if (this.#sheetChars > MAX_SHEET_CHARS) throw tooLarge(this.#part, MAX_SHEET_CHARS);
    if (this.#cells.length > 0) this.rows.push({ lineNo: this.#lineNo, cells: this.#cells });
    this.#cells = [];
  }

  #textOf({ type, style, text }: Cell): string {
    const { strings, formats, isEpoch1904 } = this.#workbook;
    if (type === "s") {
      const shared = strings[Number(text)];
      if (shared === undefined) throw damaged(this.#part);
      return shared;
    }
    if (type === "b") return text === "1" ? "TRUE" : "FALSE";
    if (type === "n" && Number.isFinite(Number(text))) {
      return numberText(text, formats[style] ?? { kind: "plain" }, isEpoch1904);
    }
    return unescapeText(text); // a text of its own, an error such as #N/A, a day as ISO 8601
  }
}

/** `AB12` → 27. Null where the cell does not say. */
function columnOf(address: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/i.exec(address ?? "")?.[1];
  if (letters === undefined) return null;
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
