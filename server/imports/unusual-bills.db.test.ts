import { beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { editCell } from "./edit-cell.ts";
import { getPreview } from "./get-preview.ts";
import {
  asSeen,
  insertCustomers,
  insertStaff,
  problemCodes,
  rowsByLine,
  stageCsv,
} from "./import.fixtures.ts";
import { issueImport } from "./issue-import.ts";
import { remapImport } from "./remap-import.ts";
import { resolveDuplicates } from "./resolve-duplicates.ts";

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

describe("against the last bill", () => {
  const period = { periodStartOn: "2026-10-01", periodEndOn: "2026-10-31", dueOn: null, memo: null };

  it("warns of an amount that is many times more or less, and of a period that was billed", async () => {
    const first = await stageCsv(actor, [
      ["A", "가게 A", 1000],
      ["B", "가게 B", 1000],
      ["C", "가게 C", 1000],
    ]);
    await remapImport(actor, { importId: first, defaults: period });
    await issueImport(actor, await asSeen(actor, first));
    const second = await stageCsv(actor, [
      ["A", "가게 A", 3001],
      ["B", "가게 B", 333],
      ["C", "가게 C", 3000],
    ]);
    expect([
      await problemCodes(actor, second, 2),
      await problemCodes(actor, second, 3),
      await problemCodes(actor, second, 4),
    ]).toEqual([["AMOUNT_UNUSUAL"], ["AMOUNT_UNUSUAL"], []]);
    expect((await rowsByLine(actor, second)).get(2)?.problems[0]).toMatchObject({
      severity: "warning",
      known: "1,000",
    });
    await remapImport(actor, { importId: second, defaults: period });
    expect(await problemCodes(actor, second, 4)).toEqual(["PERIOD_BILLED"]);
    expect((await getPreview(actor, second)).totals).toMatchObject({
      warningCount: 3,
      problemCounts: { AMOUNT_UNUSUAL: 2, PERIOD_BILLED: 3 },
    });
    await editCell(actor, { importId: second, lineNo: 2, column: 2, value: "999" });
    expect(await problemCodes(actor, second, 2)).toEqual(["PERIOD_BILLED"]);
  });

  it("goes by the bill before a cancelled one", async () => {
    await issueImport(actor, await asSeen(actor, await stageCsv(actor, [["A", "가게 A", 1000]])));
    await issueImport(actor, await asSeen(actor, await stageCsv(actor, [["A", "가게 A", 99]])));
    await database.sql(
      `UPDATE bill SET status = 'CANCELED', cancel_reason = '오류', canceled_by = $2, ended_at = sunap_now()
       WHERE distributor_id = $1 AND status = 'ACTIVE'`,
      [actor.distributorId, actor.userId],
    );
    const importId = await stageCsv(actor, [["A", "가게 A", 5000]]);
    expect((await rowsByLine(actor, importId)).get(2)?.problems).toMatchObject([
      { code: "AMOUNT_UNUSUAL", known: "1,000" },
    ]);
  });

  it("goes by what the rows of one store come to", async () => {
    await issueImport(actor, await asSeen(actor, await stageCsv(actor, [["A", "가게 A", 1000]])));
    const importId = await stageCsv(actor, [
      ["A", "가게 A", 200],
      ["A", "가게 A", 700],
    ]);
    await resolveDuplicates(actor, { importId, choice: { sum: 2 } });
    expect((await getPreview(actor, importId)).totals).toMatchObject({ warningCount: 0, toBillWon: 900n });
  });
});
