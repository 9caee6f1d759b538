import { beforeEach, expect, test } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { getPreview } from "./get-preview.ts";
import { insertCustomers, insertStaff } from "./import.fixtures.ts";
import { issueImport } from "./issue-import.ts";
import { remapImport } from "./remap-import.ts";
import { stageImport } from "./stage-import.ts";

const database = useDatabase();
let actor: DistributorActor;
let round = 0;

beforeEach(async () => {
  round += 1;
  actor = await insertStaff(database, `한빛식자재 ${round}`);
  await insertCustomers(database, actor, [{ code: "A", name: "가게" }]);
});

/** Two columns may be the amount; by itself the product takes the balance. */
async function stage(month: number, by = actor): Promise<string> {
  const text = `거래처코드,거래처명,${month}월 매출,잔액\r\nA,가게,${month}000,${month}\r\n`;
  const file = { fileName: `${month}월.csv`, bytes: new TextEncoder().encode(text) };
  return (await stageImport(by, file)).importId;
}

const bySales = { customerCode: 0, customerName: 1, amountColumns: [{ index: 2, sign: 1 as const }] };

test("columns that the clerk chose are used for the next file of the same shape, and said to be", async () => {
  const first = await stage(10);
  const proposed = await getPreview(actor, first);
  expect(proposed).toMatchObject({ mappingSource: "PROPOSED", memory: null });
  await remapImport(actor, { importId: first, mapping: bySales });
  expect(await getPreview(actor, first)).toMatchObject({
    mappingSource: "CHOSEN",
    totals: { toBillWon: 10_000n },
  });
  const second = await getPreview(actor, await stage(11));
  expect(second).toMatchObject({
    mapping: bySales,
    mappingSource: "REMEMBERED",
    memory: { rememberedByName: `한빛식자재 ${round}` },
    totals: { toBillWon: 11_000n },
  });
});

test("columns that were merely proposed are remembered once something was billed by them", async () => {
  const importId = await stage(10);
  const { version, totals, mapping } = await getPreview(actor, importId);
  await remapImport(actor, { importId });
  expect((await getPreview(actor, await stage(11))).mappingSource).toBe("PROPOSED");
  await issueImport(actor, {
    importId,
    version: version + 1,
    expectedCount: totals.toBillCount,
    expectedTotalWon: totals.toBillWon,
    idempotencyKey: crypto.randomUUID(),
  });
  expect(await getPreview(actor, await stage(11))).toMatchObject({ mapping, mappingSource: "REMEMBERED" });
});

test("they can be forgotten, and changed", async () => {
  const importId = await stage(10);
  const { mapping: proposed } = await getPreview(actor, importId);
  await remapImport(actor, { importId, mapping: bySales });
  await remapImport(actor, { importId, mapping: null });
  expect(await getPreview(actor, importId)).toMatchObject({
    mapping: proposed,
    mappingSource: "PROPOSED",
    memory: null,
  });
  expect((await getPreview(actor, await stage(11))).mappingSource).toBe("PROPOSED");
});

test("another shape, and another distributor, know nothing of them", async () => {
  await remapImport(actor, { importId: await stage(10), mapping: bySales });
  const stranger = await insertStaff(database, `남 ${round}`);
  expect((await getPreview(stranger, await stage(11, stranger))).mappingSource).toBe("PROPOSED");
  const wider = new TextEncoder().encode("거래처코드,거래처명,11월 매출,잔액,비고\r\nA,가게,11000,11,x\r\n");
  const { importId } = await stageImport(actor, { fileName: "넓은.csv", bytes: wider });
  expect((await getPreview(actor, importId)).mappingSource).toBe("PROPOSED");
});

test("a memory that no longer fits is passed over", async () => {
  await remapImport(actor, { importId: await stage(10), mapping: bySales });
  for (const broken of [
    '{"amountColumns": []}',
    '{"customerCode": 0, "amountColumns": [{"index": 9, "sign": 1}]}',
  ]) {
    await database.sql("UPDATE import_mapping SET mapping = $2::jsonb WHERE distributor_id = $1", [
      actor.distributorId,
      broken,
    ]);
    expect((await getPreview(actor, await stage(11))).mappingSource).toBe("PROPOSED");
  }
});
