import { expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { db } from "#server/platform/db.ts";
import { getPreview } from "../get-preview.ts";
import { insertCustomers, insertStaff } from "../import.fixtures.ts";
import { listRowsInput } from "../import.schema.ts";
import { listRows } from "../preview.repository.ts";
import { remapImport } from "../remap-import.ts";
import { stageImport } from "../stage-import.ts";
import { bookOf, rowsOf } from "./xlsx/xlsx.fixtures.ts";

const database = useDatabase();

const header = ["거래처코드", "거래처명", "청구금액"];
const bytes = bookOf({
  sheets: {
    표지_x0000_: rowsOf([["한빛식자재"]]),
    "10월": rowsOf([["2026년 10월"], header, ["00001", "행복한분식", "1,000"], ["합계", "", "1,000"]]),
    "9월": rowsOf([header, ["00001", "행복한분식", "900"], ["00001", "행복한분식", "90"]]),
  },
});

it("stages the sheet that has a header, and another when the clerk says so", async () => {
  const actor = await insertStaff(database, "한빛식자재");
  await insertCustomers(database, actor, [{ code: "00001", name: "행복한분식" }]);
  const { importId } = await stageImport(actor, { fileName: "청구.xlsx", bytes });
  const rowsNow = () => listRows(db(), actor.distributorId, listRowsInput.parse({ importId }));

  expect(await getPreview(actor, importId)).toMatchObject({
    sheet: "10월",
    sheetNames: ["표지\uFFFD", "10월", "9월"],
    headerLineNo: 2,
    defaults: { periodStartOn: "2026-10-01", periodEndOn: "2026-10-31" },
    totals: { toBillCount: 1, toBillWon: 1_000n },
  });
  expect((await rowsNow()).map((row) => [row.lineNo, row.amountWon])).toEqual([
    [3, 1_000n],
    [4, null],
  ]);

  await remapImport(actor, { importId, layout: { sheet: "9월" } });
  expect(await getPreview(actor, importId)).toMatchObject({ sheet: "9월", headerLineNo: 1 });
  expect((await rowsNow()).map((row) => [row.lineNo, row.amountWon])).toEqual([
    [2, 900n],
    [3, 90n],
  ]);

  const missing = remapImport(actor, { importId, layout: { sheet: "8월" } });
  await expect(missing).rejects.toMatchObject({ code: "IMPORT_SHEET_NOT_FOUND" });
  expect(await getPreview(actor, importId)).toMatchObject({ sheet: "9월" });
});
