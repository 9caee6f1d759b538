import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readLayout } from "#server/imports/erp-file/layout.ts";
import { readFileHead } from "./file-head.ts";

const folder = path.join(import.meta.dirname, "../../e2e/fixtures/erp");
const samples = readdirSync(folder).filter((name) => /\.(csv|txt)$/.test(name));

function blobOf(content: string | Uint8Array): Blob {
  return new Blob([content as Uint8Array<ArrayBuffer>]);
}

describe("the head that the browser shows", () => {
  it.each(samples)("of %s is read as the server reads it", async (name) => {
    const bytes = new Uint8Array(readFileSync(path.join(folder, name)));
    const { encoding, delimiter, columns, headerLineNo } = await readLayout(bytes);
    const head = await readFileHead(blobOf(bytes));
    expect(head).toMatchObject({ kind: "text", encoding, delimiter });
    if (head?.kind !== "text") throw new Error("no text");
    const names = columns.map((column) => column.split(" ").at(-1));
    expect(head.rows.some((row) => names.filter((column) => row.includes(column ?? "")).length >= 3)).toBe(
      true,
    );
    expect(head.rows.length).toBeLessThanOrEqual(20);
    expect(headerLineNo).toBeLessThan(20);
  });

  it("changes with what the clerk says", async () => {
    const bytes = readFileSync(path.join(folder, "receivables-ledger-cp949.csv"));
    const garbled = await readFileHead(blobOf(bytes), { encoding: "utf-8" });
    expect(JSON.stringify(garbled)).toContain("\uFFFD");
    const oneColumn = await readFileHead(blobOf(bytes), { delimiter: ";" });
    expect(oneColumn).toMatchObject({ delimiter: ";" });
    if (oneColumn?.kind !== "text") throw new Error("no text");
    expect(oneColumn.rows[2]).toHaveLength(1);
  });

  it("shows 20 whole rows of a file of any length, and never half a row or character", async () => {
    const rows = (await readFileHead(blobOf("코드,이름,금액\n".repeat(1_000_000)))) as { rows: string[][] };
    expect(rows.rows).toHaveLength(20);
    const long = `코드,이름\n${`1,${"가".repeat(9_000)}\n`.repeat(3)}`;
    const few = await readFileHead(blobOf(long));
    expect(few).toMatchObject({
      encoding: "utf-8",
      rows: [
        ["코드", "이름"],
        ["1", "가".repeat(60)],
        ["1", "가".repeat(60)],
      ],
    });
  });

  it("knows UTF-16 without its mark, a workbook, and a picture", async () => {
    expect(await readFileHead(blobOf(Buffer.from("code,name\n1,a\n", "utf16le")))).toMatchObject({
      encoding: "utf-16le",
      rows: [
        ["code", "name"],
        ["1", "a"],
      ],
    });
    expect(await readFileHead(blobOf("PK\x03\x04…"))).toEqual({ kind: "workbook" });
    const png = Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02", "hex");
    expect(await readFileHead(blobOf(png))).toBeNull();
    expect(await readFileHead(blobOf(""))).toMatchObject({ rows: [] });
  });
});
