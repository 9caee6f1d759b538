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
import type { ResolveDuplicatesInput } from "./import.schema.ts";
import { issueImport } from "./issue-import.ts";
import { remapImport } from "./remap-import.ts";
import { resolveDuplicates } from "./resolve-duplicates.ts";
import { skipRows } from "./skip-rows.ts";

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

describe("several rows of one store", () => {
  const rows: Parameters<typeof stageCsv>[1] = [
    ["A", "가게 A", 1000],
    ["B", "가게 B", 10],
    ["A", "가게 A", 300],
    ["A", "가게 A", -50],
  ];
  const resolve = (importId: string, choice: ResolveDuplicatesInput["choice"]) =>
    resolveDuplicates(actor, { importId, choice });

  it("are errors, a credit note among them, until the clerk says what they come to", async () => {
    const importId = await stageCsv(actor, rows);
    expect((await getPreview(actor, importId)).totals).toMatchObject({ errorCount: 3, toBillCount: 1 });
    expect(await problemCodes(actor, importId, 2)).toEqual(["DUPLICATE_CUSTOMER"]);
    expect(await problemCodes(actor, importId, 5)).toEqual(["AMOUNT_NEGATIVE", "DUPLICATE_CUSTOMER"]);
  });

  it("are billed as one sum", async () => {
    const importId = await stageCsv(actor, rows);
    await resolve(importId, { sum: 4 });
    expect((await getPreview(actor, importId)).totals).toMatchObject({
      errorCount: 0,
      toBillCount: 2,
      toBillWon: 1260n,
    });
    expect((await rowsByLine(actor, importId)).get(2)).toMatchObject({ mergedWon: 1250n, mergedInto: null });
    expect((await rowsByLine(actor, importId)).get(4)).toMatchObject({ mergedWon: null, mergedInto: 2 });
    await issueImport(actor, await asSeen(actor, importId));
    expect(await activeBills(database, actor)).toEqual([
      { code: "A", won: "1250" },
      { code: "B", won: "10" },
    ]);
  });

  it("follow a correction, a skipped row, and a new reading of the file", async () => {
    const importId = await stageCsv(actor, rows);
    await resolve(importId, { sum: "all" });
    await editCell(actor, { importId, lineNo: 4, column: 2, value: "500" });
    expect((await getPreview(actor, importId)).totals.toBillWon).toBe(1460n);
    await skipRows(actor, { importId, rows: [2], skipped: true });
    expect((await getPreview(actor, importId)).totals.toBillWon).toBe(460n);
    expect((await rowsByLine(actor, importId)).get(4)).toMatchObject({ mergedWon: 450n, mergedInto: null });
    await remapImport(actor, { importId });
    expect((await getPreview(actor, importId)).totals.toBillWon).toBe(460n);
    await resolve(importId, { apart: 4 });
    expect((await getPreview(actor, importId)).totals).toMatchObject({ errorCount: 2, toBillWon: 10n });
  });

  it("are billed as the one that is picked", async () => {
    const importId = await stageCsv(actor, rows);
    await resolve(importId, { pick: 4 });
    expect((await getPreview(actor, importId)).totals).toMatchObject({
      errorCount: 0,
      toBillCount: 2,
      toBillWon: 310n,
      skippedCount: 2,
    });
  });

  it("that come to nothing bill nobody", async () => {
    const importId = await stageCsv(actor, [
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
    const importId = await stageCsv(actor, [
      ["A", "가게 A", "900000000000"],
      ["A", "가게 A", "900000000000"],
    ]);
    await resolve(importId, { sum: 2 });
    expect((await getPreview(actor, importId)).totals).toMatchObject({ errorCount: 2, toBillCount: 0 });
  });
});
