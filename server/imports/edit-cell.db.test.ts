import { beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { editCell } from "./edit-cell.ts";
import { getPreview } from "./get-preview.ts";
import {
  activeBills,
  asSeen,
  insertCustomers,
  insertStaff,
  problemCodes,
  rowsByLine,
  stageCsv,
} from "./import.fixtures.ts";
import { issueImport } from "./issue-import.ts";
import { remapImport } from "./remap-import.ts";

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

describe("correcting a cell", () => {
  it("judges the row as if the file had said so, keeps the file's cells, and can be taken back", async () => {
    const importId = await stageCsv(actor, [
      ["A", "가게 A", "십만원"],
      ["B", "가게 B", 2000],
    ]);
    const before = await getPreview(actor, importId);
    expect(before.totals).toMatchObject({ errorCount: 1, toBillCount: 1, toBillWon: 2000n });
    await editCell(actor, { importId, lineNo: 2, column: 2, value: "100,000원" });
    const after = await getPreview(actor, importId);
    expect(after.totals).toMatchObject({ errorCount: 0, toBillCount: 2, toBillWon: 102_000n });
    expect(after.version).toBe(before.version + 1);
    expect((await rowsByLine(actor, importId)).get(2)).toMatchObject({
      cells: ["A", "가게 A", "십만원"],
      edits: [{ column: 2, value: "100,000원" }],
      amountWon: 100_000n,
    });
    await editCell(actor, { importId, lineNo: 2, column: 2, value: null });
    expect(await problemCodes(actor, importId, 2)).toEqual(["AMOUNT_NOT_A_NUMBER"]);
    expect((await rowsByLine(actor, importId)).get(2)?.edits).toEqual([]);
  });

  it("gets the same verdict as the same text in a file, good or bad", async () => {
    const values = ["1e6", "12,34", "△5,000", "1234.5", "₩1,000", "", "９９", "99999999999999999999"];
    const inFile = await stageCsv(
      actor,
      values.map((value) => ["A", "가게 A", `"${value}"`]),
    );
    const edited = await stageCsv(
      actor,
      values.map(() => ["A", "가게 A", "1"]),
    );
    for (const [i, value] of values.entries()) {
      await editCell(actor, { importId: edited, lineNo: i + 2, column: 2, value });
    }
    const verdicts = async (importId: string) =>
      [...(await rowsByLine(actor, importId)).values()].map(({ amountWon, disposition, problems }) => ({
        amountWon,
        disposition,
        codes: problems.map((problem) => problem.code).sort(),
      }));
    expect(await verdicts(edited)).toEqual(await verdicts(inFile));
  });

  it("finds the customer that a corrected code names, and frees the one that the old code named", async () => {
    const importId = await stageCsv(actor, [
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
    expect((await rowsByLine(actor, importId)).get(3)).toMatchObject({ knownCode: "B", problems: [] });
  });

  it("outlives other columns and defaults, not another way to cut the file", async () => {
    const importId = await stageCsv(actor, [["A", "가게 A", "십만원"]]);
    await editCell(actor, { importId, lineNo: 2, column: 2, value: "100000" });
    await remapImport(actor, {
      importId,
      defaults: { periodStartOn: null, periodEndOn: null, dueOn: "2026-12-10", memo: null },
    });
    expect((await getPreview(actor, importId)).totals.toBillWon).toBe(100_000n);
    await remapImport(actor, { importId, layout: { delimiter: ",", headerLineNo: 1 } });
    expect((await rowsByLine(actor, importId)).get(2)?.edits).toHaveLength(1);
    const rows = await database.sql("SELECT cells FROM bill_import_row WHERE bill_import_id = $1", [
      importId,
    ]);
    expect(rows).toEqual([{ cells: ["A", "가게 A", "십만원"] }]);
  });

  it("knows lines and columns of the file only, and no other distributor's import", async () => {
    const importId = await stageCsv(actor, [["A", "가게 A", 1000]]);
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
      const importId = await stageCsv(actor, [["A", "가게 A", 1000 + turn]], `${turn}.csv`);
      const issue = await asSeen(actor, importId);
      const [issued, edited] = await Promise.allSettled([
        issueImport(actor, issue),
        editCell(actor, { importId, lineNo: 2, column: 2, value: "777777" }),
      ]);
      const [bill] = await activeBills(database, actor);
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
    const importId = await stageCsv(actor, [["X", "누구", "십만원"]]);
    await Promise.all([
      editCell(actor, { importId, lineNo: 2, column: 0, value: "C" }),
      editCell(actor, { importId, lineNo: 2, column: 2, value: "5000" }),
      editCell(actor, { importId, lineNo: 2, column: 1, value: "가게 C" }),
    ]);
    expect((await rowsByLine(actor, importId)).get(2)).toMatchObject({
      knownCode: "C",
      amountWon: 5000n,
      problems: [],
    });
    expect((await getPreview(actor, importId)).version).toBe(4);
  });
});
