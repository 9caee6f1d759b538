import { beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { db } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { editCell } from "./edit-cell.ts";
import { getPreview } from "./get-preview.ts";
import { csv, insertCustomers, insertStaff } from "./import.fixtures.ts";
import { listRowsInput, type ResolveDuplicatesInput } from "./import.schema.ts";
import { issueImport } from "./issue-import.ts";
import { listRows } from "./preview.repository.ts";
import { remapImport } from "./remap-import.ts";
import { resolveDuplicates } from "./resolve-duplicates.ts";
import { skipRows } from "./skip-rows.ts";
import { stageImport } from "./stage-import.ts";

const database = useDatabase();
let actor: DistributorActor;
let round = 0;

beforeEach(async () => {
  round += 1;
  actor = await insertStaff(database, `한빛식자재 ${round}`);
  await insertCustomers(
    database,
    actor,
    ["A", "B", "C"].map((code) => ({ code, name: `가게 ${code}` })),
  );
});

type Row = readonly [code: string, name: string, amount: string | number];

async function stage(rows: readonly Row[], fileName = "청구.csv"): Promise<string> {
  return (await stageImport(actor, { fileName, bytes: csv(rows) })).importId;
}

async function asSeen(importId: string) {
  const { version, totals } = await getPreview(actor, importId);
  return {
    importId,
    version,
    expectedCount: totals.toBillCount,
    expectedTotalWon: totals.toBillWon,
    idempotencyKey: crypto.randomUUID(),
  };
}

async function rowsOf(importId: string) {
  const rows = await listRows(db(), actor.distributorId, listRowsInput.parse({ importId }));
  return new Map(rows.map((row) => [row.lineNo, row]));
}

async function codesOf(importId: string, lineNo: number): Promise<string[]> {
  const row = (await rowsOf(importId)).get(lineNo);
  if (!row) throw new Error(`no line ${lineNo}`);
  return row.problems.map((problem) => problem.code);
}

function bills() {
  return database.sql<{ code: string; won: string }>(
    `SELECT t.customer_code AS code, b.amount_won AS won FROM bill b
     JOIN trade_relationship t ON t.id = b.trade_relationship_id
     WHERE b.distributor_id = $1 AND b.status = 'ACTIVE' ORDER BY 1`,
    [actor.distributorId],
  );
}

describe("correcting a cell", () => {
  it("judges the row as if the file had said so, keeps the file's cells, and can be taken back", async () => {
    const importId = await stage([
      ["A", "가게 A", "십만원"],
      ["B", "가게 B", 2000],
    ]);
    const before = await getPreview(actor, importId);
    expect(before.totals).toMatchObject({ errorCount: 1, toBillCount: 1, toBillWon: 2000n });
    await editCell(actor, { importId, lineNo: 2, column: 2, value: "100,000원" });
    const after = await getPreview(actor, importId);
    expect(after.totals).toMatchObject({ errorCount: 0, toBillCount: 2, toBillWon: 102_000n });
    expect(after.version).toBe(before.version + 1);
    expect((await rowsOf(importId)).get(2)).toMatchObject({
      cells: ["A", "가게 A", "십만원"],
      edits: [{ column: 2, value: "100,000원" }],
      amountWon: 100_000n,
    });
    await editCell(actor, { importId, lineNo: 2, column: 2, value: null });
    expect(await codesOf(importId, 2)).toEqual(["AMOUNT_NOT_A_NUMBER"]);
    expect((await rowsOf(importId)).get(2)?.edits).toEqual([]);
  });

  it("gets the same verdict as the same text in a file, good or bad", async () => {
    const values = ["1e6", "12,34", "△5,000", "1234.5", "₩1,000", "", "９９", "99999999999999999999"];
    const inFile = await stage(values.map((value) => ["A", "가게 A", `"${value}"`]));
    const edited = await stage(values.map(() => ["A", "가게 A", "1"]));
    for (const [i, value] of values.entries()) {
      await editCell(actor, { importId: edited, lineNo: i + 2, column: 2, value });
    }
    const verdicts = async (importId: string) =>
      [...(await rowsOf(importId)).values()].map(({ amountWon, disposition, problems }) => ({
        amountWon,
        disposition,
        codes: problems.map((problem) => problem.code).sort(),
      }));
    expect(await verdicts(edited)).toEqual(await verdicts(inFile));
  });

  it("finds the customer that a corrected code names, and frees the one that the old code named", async () => {
    const importId = await stage([
      ["A", "가게 A", 1000],
      ["A", "가게 B", 2000],
    ]);
    expect((await getPreview(actor, importId)).totals.errorCount).toBe(2);
    await editCell(actor, { importId, lineNo: 3, column: 0, value: "B" });
    expect((await getPreview(actor, importId)).totals).toMatchObject({
      errorCount: 0,
      warningCount: 0,
      toBillCount: 2,
    });
    expect((await rowsOf(importId)).get(3)).toMatchObject({ knownCode: "B", problems: [] });
  });

  it("outlives other columns and defaults, not another way to cut the file", async () => {
    const importId = await stage([["A", "가게 A", "십만원"]]);
    await editCell(actor, { importId, lineNo: 2, column: 2, value: "100000" });
    await remapImport(actor, {
      importId,
      defaults: { periodStartOn: null, periodEndOn: null, dueOn: "2026-12-10", memo: null },
    });
    expect((await getPreview(actor, importId)).totals.toBillWon).toBe(100_000n);
    await remapImport(actor, { importId, layout: { delimiter: ",", headerLineNo: 1 } });
    expect((await rowsOf(importId)).get(2)?.edits).toHaveLength(1);
    const rows = await database.sql("SELECT cells FROM bill_import_row WHERE bill_import_id = $1", [
      importId,
    ]);
    expect(rows).toEqual([{ cells: ["A", "가게 A", "십만원"] }]);
  });

  it("knows lines and columns of the file only, and no other distributor's import", async () => {
    const importId = await stage([["A", "가게 A", 1000]]);
    const edit = { importId, lineNo: 2, column: 2, value: "1" };
    for (const wrong of [{ lineNo: 1 }, { lineNo: 9 }, { column: 3 }]) {
      await expect(editCell(actor, { ...edit, ...wrong })).rejects.toMatchObject({
        code: "IMPORT_ROW_NOT_FOUND",
      });
    }
    const stranger = await insertStaff(database, `남 ${round}`);
    await expect(editCell(stranger, edit)).rejects.toMatchObject({ code: "IMPORT_NOT_FOUND" });
    expect((await getPreview(actor, importId)).version).toBe(1);
  });

  it("during an issue either comes before it, which is then refused, or is refused itself", async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const importId = await stage([["A", "가게 A", 1000 + turn]], `${turn}.csv`);
      const issue = await asSeen(importId);
      const [issued, edited] = await Promise.allSettled([
        issueImport(actor, issue),
        editCell(actor, { importId, lineNo: 2, column: 2, value: "777777" }),
      ]);
      const [bill] = await bills();
      if (issued.status === "fulfilled") {
        expect(edited).toMatchObject({ status: "rejected", reason: { code: "IMPORT_ALREADY_ISSUED" } });
        expect(bill).toEqual({ code: "A", won: String(1000 + turn) });
      } else {
        expect(issued.reason).toMatchObject({ code: "IMPORT_CHANGED" });
        expect(edited.status).toBe("fulfilled");
      }
    }
  });

  it("loses none of two corrections of one row at once", async () => {
    const importId = await stage([["X", "누구", "십만원"]]);
    await Promise.all([
      editCell(actor, { importId, lineNo: 2, column: 0, value: "C" }),
      editCell(actor, { importId, lineNo: 2, column: 2, value: "5000" }),
      editCell(actor, { importId, lineNo: 2, column: 1, value: "가게 C" }),
    ]);
    expect((await rowsOf(importId)).get(2)).toMatchObject({ knownCode: "C", amountWon: 5000n, problems: [] });
    expect((await getPreview(actor, importId)).version).toBe(4);
  });
});

describe("several rows of one store", () => {
  const rows: Row[] = [
    ["A", "가게 A", 1000],
    ["B", "가게 B", 10],
    ["A", "가게 A", 300],
    ["A", "가게 A", -50],
  ];
  const resolve = (importId: string, choice: ResolveDuplicatesInput["choice"]) =>
    resolveDuplicates(actor, { importId, choice });

  it("are errors, a credit note among them, until the clerk says what they come to", async () => {
    const importId = await stage(rows);
    expect((await getPreview(actor, importId)).totals).toMatchObject({ errorCount: 3, toBillCount: 1 });
    expect(await codesOf(importId, 2)).toEqual(["DUPLICATE_CUSTOMER"]);
    expect(await codesOf(importId, 5)).toEqual(["AMOUNT_NEGATIVE", "DUPLICATE_CUSTOMER"]);
  });

  it("are billed as one sum", async () => {
    const importId = await stage(rows);
    await resolve(importId, { sum: 4 });
    expect((await getPreview(actor, importId)).totals).toMatchObject({
      errorCount: 0,
      toBillCount: 2,
      toBillWon: 1260n,
    });
    expect((await rowsOf(importId)).get(2)).toMatchObject({ mergedWon: 1250n, mergedInto: null });
    expect((await rowsOf(importId)).get(4)).toMatchObject({ mergedWon: null, mergedInto: 2 });
    await issueImport(actor, await asSeen(importId));
    expect(await bills()).toEqual([
      { code: "A", won: "1250" },
      { code: "B", won: "10" },
    ]);
  });

  it("follow a correction, a skipped row, and a new reading of the file", async () => {
    const importId = await stage(rows);
    await resolve(importId, { sum: "all" });
    await editCell(actor, { importId, lineNo: 4, column: 2, value: "500" });
    expect((await getPreview(actor, importId)).totals.toBillWon).toBe(1460n);
    await skipRows(actor, { importId, rows: [2], skipped: true });
    expect((await getPreview(actor, importId)).totals.toBillWon).toBe(460n);
    expect((await rowsOf(importId)).get(4)).toMatchObject({ mergedWon: 450n, mergedInto: null });
    await remapImport(actor, { importId });
    expect((await getPreview(actor, importId)).totals.toBillWon).toBe(460n);
    await resolve(importId, { apart: 4 });
    expect((await getPreview(actor, importId)).totals).toMatchObject({ errorCount: 2, toBillWon: 10n });
  });

  it("are billed as the one that is picked", async () => {
    const importId = await stage(rows);
    await resolve(importId, { pick: 4 });
    expect((await getPreview(actor, importId)).totals).toMatchObject({
      errorCount: 0,
      toBillCount: 2,
      toBillWon: 310n,
      skippedCount: 2,
    });
  });

  it("that come to nothing bill nobody", async () => {
    const importId = await stage([
      ["A", "가게 A", 100],
      ["A", "가게 A", -100],
    ]);
    await resolve(importId, { sum: 2 });
    expect((await getPreview(actor, importId)).totals).toMatchObject({
      errorCount: 0,
      toBillCount: 0,
      toBillWon: 0n,
    });
  });

  it("stay an error when their sum is more than a bill may ask for", async () => {
    const importId = await stage([
      ["A", "가게 A", "900000000000"],
      ["A", "가게 A", "900000000000"],
    ]);
    await resolve(importId, { sum: 2 });
    expect((await getPreview(actor, importId)).totals).toMatchObject({ errorCount: 2, toBillCount: 0 });
  });
});

describe("against the last bill", () => {
  const period = { periodStartOn: "2026-10-01", periodEndOn: "2026-10-31", dueOn: null, memo: null };

  it("warns of an amount that is many times more or less, and of a period that was billed", async () => {
    const first = await stage([
      ["A", "가게 A", 1000],
      ["B", "가게 B", 1000],
      ["C", "가게 C", 1000],
    ]);
    await remapImport(actor, { importId: first, defaults: period });
    await issueImport(actor, await asSeen(first));
    const second = await stage([
      ["A", "가게 A", 3001],
      ["B", "가게 B", 333],
      ["C", "가게 C", 3000],
    ]);
    expect([await codesOf(second, 2), await codesOf(second, 3), await codesOf(second, 4)]).toEqual([
      ["AMOUNT_UNUSUAL"],
      ["AMOUNT_UNUSUAL"],
      [],
    ]);
    expect((await rowsOf(second)).get(2)?.problems[0]).toMatchObject({ severity: "warning", known: "1,000" });
    await remapImport(actor, { importId: second, defaults: period });
    expect(await codesOf(second, 4)).toEqual(["PERIOD_BILLED"]);
    expect((await getPreview(actor, second)).totals).toMatchObject({
      warningCount: 3,
      problemCounts: { AMOUNT_UNUSUAL: 2, PERIOD_BILLED: 3 },
    });
    await editCell(actor, { importId: second, lineNo: 2, column: 2, value: "999" });
    expect(await codesOf(second, 2)).toEqual(["PERIOD_BILLED"]);
  });

  it("goes by the bill before a cancelled one", async () => {
    await issueImport(actor, await asSeen(await stage([["A", "가게 A", 1000]])));
    await issueImport(actor, await asSeen(await stage([["A", "가게 A", 99]])));
    await database.sql(
      `UPDATE bill SET status = 'CANCELED', cancel_reason = '오류', canceled_by = $2, ended_at = sunap_now()
       WHERE distributor_id = $1 AND status = 'ACTIVE'`,
      [actor.distributorId, actor.userId],
    );
    const importId = await stage([["A", "가게 A", 5000]]);
    expect((await rowsOf(importId)).get(2)?.problems).toMatchObject([
      { code: "AMOUNT_UNUSUAL", known: "1,000" },
    ]);
  });

  it("goes by what the rows of one store come to", async () => {
    await issueImport(actor, await asSeen(await stage([["A", "가게 A", 1000]])));
    const importId = await stage([
      ["A", "가게 A", 200],
      ["A", "가게 A", 700],
    ]);
    await resolveDuplicates(actor, { importId, choice: { sum: 2 } });
    expect((await getPreview(actor, importId)).totals).toMatchObject({ warningCount: 0, toBillWon: 900n });
  });
});
