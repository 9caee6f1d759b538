import { beforeAll, describe, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { db } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { discardImport } from "./discard-import.ts";
import { getPreview } from "./get-preview.ts";
import { csv, erpFile, insertCustomers, insertStaff } from "./import.fixtures.ts";
import { type ListRowsInput, listRowsInput } from "./import.schema.ts";
import { listRows } from "./preview.repository.ts";
import { remapImport } from "./remap-import.ts";
import { skipRows } from "./skip-rows.ts";
import { stageImport } from "./stage-import.ts";

const database = useDatabase();
let actor: DistributorActor;
let stranger: DistributorActor;

const names =
  "행복한분식 을지로_뷁스테이크 똠얌하우스_연남 한솥밥상_본점 김가네_국수 청담_갈비 바다횟집 우리동네_치킨 봄날카페 펲시칼리_피자 남도밥상 제주흑돼지 명동칼국수 서울숲_베이커리 햏복주점 강릉순두부 마포숯불 성수브런치 부산밀면 전주비빔밥"
    .split(" ")
    .map((name) => name.replace("_", " "));

beforeAll(async () => {
  actor = await insertStaff(database, "한빛식자재");
  stranger = await insertStaff(database, "다른식자재");
  await insertCustomers(
    database,
    actor,
    names.map((name, i) => ({ code: String(i + 1).padStart(5, "0"), name })),
  );
  await insertCustomers(database, actor, [
    { code: "E1", name: "떠난가게", ended: true },
    { code: "A1", name: "계좌없는가게", account: false },
    { code: "N1", name: "번호가게", businessNumber: "1234567891" },
    { code: "H1", name: "같은이름" },
    { code: "H2", name: "같은이름" },
  ]);
});

async function stage(bytes: Uint8Array, fileName = "청구.csv"): Promise<string> {
  return (await stageImport(actor, { fileName, bytes })).importId;
}

function rowsOf(importId: string, options: Partial<ListRowsInput> = {}) {
  return listRows(db(), actor.distributorId, listRowsInput.parse({ importId, ...options }));
}

/** `{line: [codes]}` of the rows that have a problem. */
async function problemsOf(importId: string): Promise<Record<number, string[]>> {
  const rows = await rowsOf(importId);
  return Object.fromEntries(
    rows.flatMap((row) =>
      row.problems.length > 0 ? [[row.lineNo, row.problems.map((problem) => problem.code)]] : [],
    ),
  );
}

describe("staging an export as the ERP wrote it", () => {
  it("reads the CP949 ledger: header, period of its title, 19 to bill, one credit balance skipped", async () => {
    const importId = await stage(erpFile("receivables-ledger-cp949.csv"), "10월 미수금.csv");
    const preview = await getPreview(actor, importId);
    expect(preview).toMatchObject({
      fileName: "10월 미수금.csv",
      status: "STAGED",
      version: 1,
      encoding: "cp949",
      headerLineNo: 2,
      mapping: {
        customerCode: 0,
        customerName: 1,
        businessNumber: 2,
        amountColumns: [{ index: 6, sign: 1 }],
      },
      defaults: { periodStartOn: "2026-10-01", periodEndOn: "2026-10-31", dueOn: null, memo: null },
      totals: { rowCount: 20, toBillCount: 19, toBillWon: 27_142_430n, errorCount: 0, noteCount: 1 },
      sameFileIssuedAt: null,
    });
    // The sum of a column is what the ledger's own totals row says.
    expect(preview.columns.at(-1)).toEqual({
      name: "미수잔액",
      samples: ["1,229,054", "308,261", "425,086"],
      isMoney: true,
      sumWon: "27022430",
    });
    expect((await rowsOf(importId)).map((row) => row.disposition).slice(-2)).toEqual(["FOOTER", "FOOTER"]);
    expect(await problemsOf(importId)).toEqual({ 9: ["AMOUNT_NEGATIVE"] });
  });

  it("reads the UTF-8 list with its own periods and memos", async () => {
    const importId = await stage(erpFile("billing-list-utf8-bom.csv"));
    const { totals } = await getPreview(actor, importId);
    expect(totals).toMatchObject({ rowCount: 20, toBillCount: 20, errorCount: 0, warningCount: 0 });
    expect((await rowsOf(importId))[1]).toMatchObject({
      lineNo: 3,
      storeName: "을지로 뷁스테이크",
      amountWon: 2_430_000n,
      periodStartOn: "2026-10-01",
      periodEndOn: "2026-10-31",
      memo: "10월 거래대금",
      activeBillWon: null,
    });
  });

  it("says of each faulty row what is wrong with it", async () => {
    const importId = await stage(erpFile("faulty-rows-utf8.csv"));
    expect(await problemsOf(importId)).toEqual({
      2: ["DUPLICATE_CUSTOMER"],
      3: ["DUPLICATE_CUSTOMER"],
      4: ["UNKNOWN_CUSTOMER"],
      5: ["AMOUNT_EMPTY"],
      6: ["AMOUNT_NEGATIVE"],
      7: ["AMOUNT_ZERO"],
      8: ["AMOUNT_NOT_A_NUMBER"],
      9: ["AMOUNT_NOT_A_NUMBER"],
      10: ["CODE_NAME_DIFFER"],
      11: ["AMOUNT_TOO_LARGE"],
      12: ["AMOUNT_FRACTION"],
      14: ["CODE_NAME_DIFFER"],
      15: ["QUOTE_UNCLOSED"],
    });
    const rows = await rowsOf(importId);
    const at = (lineNo: number) => rows.find((row) => row.lineNo === lineNo);
    expect(at(2)?.problems[0]).toMatchObject({ severity: "error", lineNo: 3 });
    expect(at(4)?.problems).toEqual([
      { code: "UNKNOWN_CUSTOMER", severity: "error", column: 0, value: "99999" },
    ]);
    expect(at(10)?.problems[0]).toMatchObject({ column: 1, value: "다른이름", known: "바다횟집" });
    expect(at(13)).toMatchObject({ storeName: "펲시칼리 피자", knownCode: "00010", problems: [] });
  });
});

describe("finding the customer", () => {
  it("goes by code, else business number, else a name that only one bears", async () => {
    const text = [
      "거래처코드,거래처명,사업자등록번호,청구금액",
      "E1,떠난가게,,1000",
      "A1,계좌없는가게,,1000",
      "X9,번호상점,123-45-67891,1000",
      ",같은이름,,1000",
      "E1,떠난가게,,0",
      "Z9,바다횟집,,1000",
    ].join("\n");
    const importId = await stage(new TextEncoder().encode(text));
    expect(await problemsOf(importId)).toEqual({
      2: ["RELATIONSHIP_ENDED"],
      3: ["ACCOUNT_MISSING"],
      4: ["CODE_UNKNOWN", "NUMBER_NAME_DIFFER"],
      5: ["NAME_AMBIGUOUS"],
      6: ["AMOUNT_ZERO"],
      7: ["CODE_UNKNOWN"],
    });
  });

  it("never finds another distributor's customers", async () => {
    const { importId } = await stageImport(stranger, {
      fileName: "a.csv",
      bytes: csv([["00001", "행복한분식", 1000]]),
    });
    expect((await getPreview(stranger, importId)).totals).toMatchObject({ toBillCount: 0, errorCount: 1 });
    await expect(getPreview(actor, importId)).rejects.toMatchObject({ code: "IMPORT_NOT_FOUND" });
    expect(await rowsOf(importId)).toEqual([]);
    const skip = { importId, rows: [2], skipped: true };
    await expect(skipRows(actor, skip)).rejects.toMatchObject({ code: "IMPORT_NOT_FOUND" });
    await expect(remapImport(actor, { importId })).rejects.toMatchObject({ code: "IMPORT_NOT_FOUND" });
    await expect(discardImport(actor, importId)).rejects.toMatchObject({ code: "IMPORT_NOT_FOUND" });
  });
});

describe("changing what would be billed", () => {
  it("bills a sum of columns, keeps lines left out, and raises the version", async () => {
    const importId = await stage(erpFile("receivables-ledger-cp949.csv"));
    await skipRows(actor, { importId, rows: [3], skipped: true });
    const { mapping } = await getPreview(actor, importId);
    const amountColumns = [
      { index: 3, sign: 1 as const },
      { index: 4, sign: 1 as const },
      { index: 5, sign: -1 as const },
    ];
    await remapImport(actor, { importId, mapping: { ...mapping, amountColumns } });
    const { totals, version } = await getPreview(actor, importId);
    expect(version).toBe(3);
    expect(totals).toMatchObject({ toBillCount: 18, toBillWon: 27_142_430n - 1_229_054n, skippedCount: 1 });
  });

  it("gives rows that say nothing themselves the period, due date and memo of all", async () => {
    const importId = await stage(csv([["00001", "행복한분식", 1000]]));
    const defaults = {
      periodStartOn: "2026-11-01",
      periodEndOn: "2026-11-30",
      dueOn: "2026-12-10",
      memo: "11월",
    };
    await remapImport(actor, { importId, defaults });
    expect((await rowsOf(importId))[0]).toMatchObject(defaults);
    expect((await getPreview(actor, importId)).defaults).toEqual(defaults);
  });

  it("clears both of two rows for one store when one is left out, and reports both again when it comes back", async () => {
    const importId = await stage(
      csv([
        ["00001", "행복한분식", 1000],
        ["00001", "행복한분식", 500],
      ]),
    );
    expect((await getPreview(actor, importId)).totals).toMatchObject({ errorCount: 2, toBillCount: 0 });
    await skipRows(actor, { importId, rows: [3], skipped: true });
    expect((await getPreview(actor, importId)).totals).toMatchObject({
      errorCount: 0,
      toBillCount: 1,
      toBillWon: 1000n,
      skippedCount: 1,
    });
    await skipRows(actor, { importId, rows: [3], skipped: false });
    expect((await getPreview(actor, importId)).totals.errorCount).toBe(2);
  });

  it("leaves out every row with an error at once", async () => {
    const importId = await stage(erpFile("faulty-rows-utf8.csv"));
    expect(await skipRows(actor, { importId, rows: "errors", skipped: true })).toEqual({ changed: 9 });
    expect((await getPreview(actor, importId)).totals).toMatchObject({ errorCount: 0, toBillCount: 3 });
  });

  it("pages by line, and filters", async () => {
    const importId = await stage(erpFile("faulty-rows-utf8.csv"));
    const lines = async (options: Partial<ListRowsInput>) =>
      (await rowsOf(importId, options)).map((row) => row.lineNo);
    expect(await lines({ limit: 2 })).toEqual([2, 3, 4]);
    expect(await lines({ limit: 2, cursor: 3 })).toEqual([4, 5, 6]);
    expect(await lines({ filter: "warning" })).toEqual([10, 14]);
    expect(await lines({ filter: "note" })).toEqual([6, 7]);
    expect(await lines({ filter: "toBill" })).toEqual([10, 13, 14]);
  });

  it("changes nothing when the file can't be read as the clerk asks", async () => {
    const importId = await stage(erpFile("receivables-ledger-cp949.csv"));
    const before = await getPreview(actor, importId);
    const layout = { headerLineNo: 5_000 };
    await expect(remapImport(actor, { importId, layout })).rejects.toMatchObject({
      code: "IMPORT_HEADER_NOT_FOUND",
    });
    expect(await getPreview(actor, importId)).toEqual(before);
  });

  it("forgets a discarded import's rows and content", async () => {
    const importId = await stage(csv([["00001", "행복한분식", 1000]]));
    await discardImport(actor, importId);
    expect(await rowsOf(importId)).toEqual([]);
    const [kept] = await database.sql("SELECT length(file_content) AS size FROM bill_import WHERE id = $1", [
      importId,
    ]);
    expect(kept).toEqual({ size: 0 });
    await expect(remapImport(actor, { importId })).rejects.toMatchObject({ code: "IMPORT_DISCARDED" });
  });
});

describe("bad input", () => {
  it.each([
    ["nothing", new Uint8Array(), "IMPORT_EMPTY"],
    ["a header alone", csv([]), "IMPORT_EMPTY"],
    ["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), "IMPORT_NOT_A_TABLE"],
  ])("stores nothing of %s", async (_name, bytes, code) => {
    const count = () => database.sql("SELECT count(*) FROM bill_import");
    const before = await count();
    await expect(stage(bytes)).rejects.toMatchObject({ code });
    expect(await count()).toEqual(before);
  });

  it("stores nothing when a quote swallows the file's end after thousands of good rows", async () => {
    const good = Array.from({ length: 3_000 }, (_, i) => [`C${i}`, "가게", 1000] as const);
    const bytes = csv([...good, ["C1", '"열린 따옴표', 1], ...good, ...good]);
    const count = () => database.sql("SELECT count(*) FROM bill_import_row");
    const before = await count();
    await expect(stage(bytes)).rejects.toMatchObject({
      code: "IMPORT_QUOTE_UNCLOSED",
      details: { lineNo: 3002 },
    });
    expect(await count()).toEqual(before);
  });

  it("keeps cells with NULs and broken surrogates, which Postgres does not know", async () => {
    const importId = await stage(csv([["00001", "행복한\u0000분식", 1000]]));
    expect((await rowsOf(importId))[0]?.cells).toEqual(["00001", "행복한\uFFFD분식", "1000"]);
  });
});
