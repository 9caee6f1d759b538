import fc from "fast-check";
import { expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { DomainError } from "#server/platform/errors.ts";
import { insertCustomers, insertStaff } from "../import.fixtures.ts";
import { stageImport } from "../stage-import.ts";
import { fuzzedFiles } from "./fuzz.fixtures.ts";

const database = useDatabase();

it("stages whatever is uploaded wholly or not at all", { timeout: 120_000 }, async () => {
  const actor = await insertStaff(database, "한빛식자재");
  await insertCustomers(database, actor, [
    { code: "00001", name: "행복한분식" },
    { code: "00002", name: "을지로 뷁스테이크" },
  ]);
  const count = async () => {
    const [row] = await database.sql<{ imports: number; rows: number }>(
      `SELECT (SELECT count(*)::int FROM bill_import) AS imports, (SELECT count(*)::int FROM bill_import_row) AS rows`,
    );
    return row ?? { imports: 0, rows: 0 };
  };
  let stagedCount = 0;
  const property = fc.asyncProperty(fuzzedFiles, async ({ bytes, options }) => {
    const before = await count();
    const staged = await stageImport(actor, { fileName: "청구.csv", bytes, layout: options }).catch(
      (error: unknown) => {
        if (error instanceof DomainError) return null;
        throw error;
      },
    );
    const after = await count();
    if (staged) stagedCount++;
    if (staged) expect(after.imports).toBe(before.imports + 1);
    else expect(after).toEqual(before);
  });
  await fc.assert(property, { numRuns: 150, seed: 20_261_122 });
  expect(stagedCount).toBeGreaterThan(10);
});
