import { beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { db } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { findBatchDetail } from "./batch.repository.ts";
import { getPreview } from "./get-preview.ts";
import { csv, insertCustomers, insertStaff } from "./import.fixtures.ts";
import { listImports } from "./import.repository.ts";
import type { IssueImportInput } from "./import.schema.ts";
import { issueImport } from "./issue-import.ts";
import { remapImport } from "./remap-import.ts";
import { skipRows } from "./skip-rows.ts";
import { stageImport } from "./stage-import.ts";

const database = useDatabase();
let actor: DistributorActor;
let codes: string[];
let round = 0;

beforeEach(async () => {
  round += 1;
  actor = await insertStaff(database, `한빛식자재 ${round}`);
  codes = ["1", "2", "3"].map((n) => `${round}-${n}`);
  await insertCustomers(
    database,
    actor,
    codes.map((code) => ({ code, name: `가게 ${code}` })),
  );
});

async function stage(amounts: readonly (number | string)[]): Promise<string> {
  const rows = amounts.map((amount, i) => [codes[i] ?? "없음", `가게 ${codes[i]}`, amount] as const);
  return (await stageImport(actor, { fileName: "청구.csv", bytes: csv(rows) })).importId;
}

/** What a clerk who looks at the preview now would confirm. */
async function asSeen(importId: string): Promise<IssueImportInput> {
  const { version, totals } = await getPreview(actor, importId);
  return {
    importId,
    version,
    expectedCount: totals.toBillCount,
    expectedTotalWon: totals.toBillWon,
    idempotencyKey: crypto.randomUUID(),
  };
}

function bills() {
  return database.sql(
    `SELECT t.customer_code AS code, b.status, b.amount_won AS "amountWon", b.bill_batch_id AS "billBatchId",
            b.issued_at = c.issued_at AS "asBatch"
     FROM bill b JOIN trade_relationship t ON t.id = b.trade_relationship_id
     LEFT JOIN bill_batch c ON c.id = b.bill_batch_id
     WHERE b.distributor_id = $1 ORDER BY b.issued_at, t.customer_code`,
    [actor.distributorId],
  );
}

async function counts(): Promise<Record<string, string>> {
  const [row] = await database.sql(
    `SELECT (SELECT count(*) FROM bill) AS bills, (SELECT count(*) FROM bill_batch) AS batches,
            (SELECT count(*) FROM bill WHERE status = 'ACTIVE') AS active,
            (SELECT count(*) FROM notification) AS notifications, (SELECT count(*) FROM audit_entry) AS audits,
            (SELECT count(*) FROM pgboss.job) AS jobs`,
  );
  return row ?? {};
}

describe("issuing an import", () => {
  it("bills every row, expires the previous bills, and queues one message a store", async () => {
    const first = await issueImport(actor, await asSeen(await stage([1000, 2000, 3000])));
    expect(first).toMatchObject({ billCount: 3, totalWon: 6000n });
    const importId = await stage([4000, 0, 5000]);
    expect(await getPreview(actor, importId)).toMatchObject({ totals: { expiringCount: 2 } });
    const second = await issueImport(actor, await asSeen(importId));
    expect(await bills()).toMatchObject([
      { code: codes[0], status: "EXPIRED", amountWon: "1000", billBatchId: first.billBatchId, asBatch: true },
      { code: codes[1], status: "ACTIVE", amountWon: "2000" },
      { code: codes[2], status: "EXPIRED", amountWon: "3000" },
      { code: codes[0], status: "ACTIVE", amountWon: "4000", billBatchId: second.billBatchId, asBatch: true },
      { code: codes[2], status: "ACTIVE", amountWon: "5000" },
    ]);
    expect(await findBatchDetail(db(), actor.distributorId, first.billBatchId)).toMatchObject({
      billCount: 3,
      bills: { active: 1, expired: 2, canceled: 0 },
      messages: { waiting: 3, sent: 0, dropped: 0, failed: 0 },
    });
    expect(await listImports(db(), actor.distributorId, { limit: 10 })).toMatchObject([
      { importId, status: "ISSUED", billCount: 2, totalWon: 9000n },
      { status: "ISSUED", billCount: 3 },
    ]);
  });

  it("makes one batch of a double click, of two tabs, and of a retry after a lost answer", async () => {
    const issue = await asSeen(await stage([1000, 2000, 3000]));
    const otherTab = { ...issue, idempotencyKey: crypto.randomUUID() };
    const before = await counts();
    const answers = await Promise.all(
      [issue, issue, otherTab, otherTab].map((click) => issueImport(actor, click)),
    );
    answers.push(await issueImport(actor, issue));
    expect(new Set(answers.map((batch) => batch.billBatchId)).size).toBe(1);
    const after = await counts();
    expect(Number(after.bills) - Number(before.bills)).toBe(3);
    expect(Number(after.notifications) - Number(before.notifications)).toBe(3);
    expect(Number(after.jobs) - Number(before.jobs)).toBe(3);
  });

  it("refuses a key that another import was issued under", async () => {
    const issue = await asSeen(await stage([1000]));
    await issueImport(actor, issue);
    const other = { ...(await asSeen(await stage([2000]))), idempotencyKey: issue.idempotencyKey };
    await expect(issueImport(actor, other)).rejects.toMatchObject({ code: "BATCH_KEY_REUSED" });
  });

  it("refuses what the clerk has not seen", async () => {
    const importId = await stage([1000, 2000]);
    const issue = await asSeen(importId);
    await skipRows(actor, { importId, rows: [3], skipped: true });
    await expect(issueImport(actor, issue)).rejects.toMatchObject({
      code: "IMPORT_CHANGED",
      details: { seenCount: 2, seenTotalWon: 3000n, count: 1, totalWon: 1000n },
    });
    const wrongTotal = { ...(await asSeen(importId)), expectedTotalWon: 999n };
    await expect(issueImport(actor, wrongTotal)).rejects.toMatchObject({ code: "IMPORT_CHANGED" });
    expect(await bills()).toEqual([]);
  });

  it("refuses while a row with an error is not skipped, and when nothing is left", async () => {
    const importId = await stage([1000, "십만원"]);
    await expect(issueImport(actor, await asSeen(importId))).rejects.toMatchObject({
      code: "IMPORT_HAS_ERRORS",
      details: { errorCount: 1 },
    });
    await skipRows(actor, { importId, rows: [2, 3], skipped: true });
    await expect(issueImport(actor, await asSeen(importId))).rejects.toMatchObject({
      code: "IMPORT_NOTHING_TO_BILL",
    });
    await skipRows(actor, { importId, rows: [2], skipped: false });
    expect(await issueImport(actor, await asSeen(importId))).toMatchObject({ billCount: 1 });
    await expect(remapImport(actor, { importId })).rejects.toMatchObject({ code: "IMPORT_ALREADY_ISSUED" });
  });

  it("is all or nothing: a failure in the middle leaves everything as it was", async () => {
    await issueImport(actor, await asSeen(await stage([1000, 2000, 3000])));
    const issue = await asSeen(await stage([4000, 666, 5000]));
    const before = await counts();
    await database.sql(`ALTER TABLE bill ADD CONSTRAINT unlucky CHECK (amount_won <> 666)`);
    await expect(issueImport(actor, issue)).rejects.toThrow();
    await database.sql(`ALTER TABLE bill DROP CONSTRAINT unlucky`);
    expect(await counts()).toEqual(before);
    expect(await issueImport(actor, issue)).toMatchObject({ billCount: 3, totalWon: 9666n });
  });

  it("names a customer who ended in the meantime as what it is, and finds the row on reading anew", async () => {
    const importId = await stage([1000, 2000]);
    const issue = await asSeen(importId);
    await database.sql("UPDATE trade_relationship SET ended_at = sunap_now() WHERE customer_code = $1", [
      codes[1],
    ]);
    await expect(issueImport(actor, issue)).rejects.toMatchObject({
      code: "IMPORT_CUSTOMERS_CHANGED",
      details: { missing: 1 },
    });
    await remapImport(actor, { importId });
    expect((await getPreview(actor, importId)).totals).toMatchObject({ toBillCount: 1, errorCount: 1 });
  });

  it("says when the very same file was issued before", async () => {
    const { issuedAt } = await issueImport(actor, await asSeen(await stage([1000])));
    expect((await getPreview(actor, await stage([1000]))).sameFileIssuedAt).toEqual(issuedAt);
    expect((await getPreview(actor, await stage([1001]))).sameFileIssuedAt).toBeNull();
  });

  it("does not know another distributor's import", async () => {
    const issue = await asSeen(await stage([1000]));
    const batch = await issueImport(actor, issue);
    const stranger = await insertStaff(database, `남 ${round}`);
    await expect(issueImport(stranger, issue)).rejects.toMatchObject({ code: "IMPORT_NOT_FOUND" });
    expect(await findBatchDetail(db(), stranger.distributorId, batch.billBatchId)).toBeNull();
    expect(await listImports(db(), stranger.distributorId, { limit: 10 })).toEqual([]);
  });

  it("bills 2,000 stores, each of which has an active bill", async () => {
    const many = Array.from({ length: 2_000 }, (_, i) => ({ code: `M${i}`, name: `대량가게 ${i}` }));
    await insertCustomers(database, actor, many);
    const bytes = (amount: number) => csv(many.map(({ code, name }) => [code, name, amount] as const));
    for (const amount of [1000, 2000]) {
      const { importId } = await stageImport(actor, { fileName: "대량.csv", bytes: bytes(amount) });
      const batch = await issueImport(actor, await asSeen(importId));
      expect(batch).toMatchObject({ billCount: 2_000, totalWon: BigInt(amount) * 2_000n });
    }
    const [summary] = await database.sql(
      `SELECT count(*) FILTER (WHERE status = 'ACTIVE' AND amount_won = 2000) AS active,
              count(*) FILTER (WHERE status = 'EXPIRED' AND amount_won = 1000) AS expired
       FROM bill WHERE distributor_id = $1`,
      [actor.distributorId],
    );
    expect(summary).toEqual({ active: "2000", expired: "2000" });
  });
});
