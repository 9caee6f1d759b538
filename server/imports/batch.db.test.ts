import { beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { recordNotice } from "#server/payments/record-notice.ts";
import { db } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { findBatchDetail } from "./batch.repository.ts";
import { countBatchPayments, listBatchBills } from "./batch-bills.repository.ts";
import { cancelBatch, takeBackBatch } from "./cancel-batch.ts";
import { getDifference, listDifference } from "./get-difference.ts";
import { getLastLook } from "./get-last-look.ts";
import { getPreview } from "./get-preview.ts";
import { csv, insertCustomers, insertStaff } from "./import.fixtures.ts";
import { listBatchBillsInput, listDifferenceInput } from "./import.schema.ts";
import { issueImport } from "./issue-import.ts";
import { saveSettings } from "./save-settings.ts";
import { stageImport } from "./stage-import.ts";

const database = useDatabase();
let actor: DistributorActor;
let round = 0;

beforeEach(async () => {
  round += 1;
  actor = await insertStaff(database, `한빛식자재 ${round}`);
  await database.sql(
    "INSERT INTO message_policy (distributor_id, night_from, night_to) VALUES ($1, '00:00', '00:00')",
    [actor.distributorId],
  );
  await insertCustomers(
    database,
    actor,
    ["A", "B", "C", "D"].map((code) => ({ code, name: `가게 ${code}` })),
  );
});

async function stage(amounts: Record<string, number>, fileName = "청구.csv"): Promise<string> {
  const rows = Object.entries(amounts).map(([code, won]) => [code, `가게 ${code}`, won] as const);
  return (await stageImport(actor, { fileName, bytes: csv(rows) })).importId;
}

async function issue(importId: string) {
  const { version, totals } = await getPreview(actor, importId);
  return issueImport(actor, {
    importId,
    version,
    expectedCount: totals.toBillCount,
    expectedTotalWon: totals.toBillWon,
    idempotencyKey: crypto.randomUUID(),
  });
}

const issueAll = async (amounts: Record<string, number>) => issue(await stage(amounts));

const cancellation = (billBatchId: string, includePaid = false) => ({
  billBatchId,
  reason: "금액 오류",
  includePaid,
});

function bills() {
  return database.sql<{ code: string; status: string; won: string }>(
    `SELECT t.customer_code AS code, b.status, b.amount_won AS won FROM bill b
     JOIN trade_relationship t ON t.id = b.trade_relationship_id
     WHERE b.distributor_id = $1 ORDER BY b.issued_at, t.customer_code`,
    [actor.distributorId],
  );
}

function messages(billBatchId: string) {
  return database.sql<{ kind: string; state: string; heldMs: number | null }>(
    `SELECT n.kind, n.state, (extract(epoch FROM n.not_before - b.issued_at) * 1000)::float8 AS "heldMs"
     FROM notification n JOIN bill b ON b.id = n.bill_id WHERE b.bill_batch_id = $1 ORDER BY n.seq`,
    [billBatchId],
  );
}

const endHold = (billBatchId: string) =>
  database.sql("UPDATE bill_batch SET hold_until = now() - interval '1 second' WHERE id = $1", [billBatchId]);

/** The store pays into its account; the bank tells us. */
async function pay(code: string, won: number): Promise<void> {
  await database.sql(
    `INSERT INTO settlement_contract
       (distributor_id, effective_from_on, business_days, cutoff_time, fee_won, fee_rate_bps)
     VALUES ($1, '2020-01-01', 2, '16:00', 200, 10) ON CONFLICT DO NOTHING`,
    [actor.distributorId],
  );
  const [account] = await database.sql<{ number: string }>(
    `SELECT a.account_number AS number FROM virtual_account a
     JOIN trade_relationship t ON t.id = a.trade_relationship_id
     WHERE t.distributor_id = $1 AND t.customer_code = $2`,
    [actor.distributorId, code],
  );
  await recordNotice({
    kind: "RECEIVED",
    bankCode: "004",
    accountNumber: account?.number ?? "",
    transactionId: crypto.randomUUID(),
    originalTransactionId: null,
    depositorName: "김사장",
    amountWon: BigInt(won),
    tradedAt: new Date(),
    body: "{}",
  });
}

describe("the hold", () => {
  it("keeps every message of a batch back for a minute, unless the distributor wants another time or none", async () => {
    const first = await issueAll({ A: 1000, B: 2000 });
    const held = await messages(first.billBatchId);
    expect(held.map(({ heldMs }) => Math.abs((heldMs ?? 0) - 60_000) < 2_000)).toEqual([true, true]);
    expect(first.holdUntil).not.toBeNull();
    await saveSettings(actor, { holdSeconds: 0, unusualRatio: 3 });
    const second = await issueAll({ A: 1000 });
    expect(second.holdUntil).toBeNull();
    expect(await messages(second.billBatchId)).toEqual([
      { kind: "BILL_ISSUED", state: "QUEUED", heldMs: null },
    ]);
  });

  it("lets all of it be taken back: the bills are cancelled, and what they replaced stays expired (R6)", async () => {
    await issueAll({ A: 500 });
    const batch = await issueAll({ A: 1000, B: 2000 });
    expect(await findBatchDetail(db(), actor.distributorId, batch.billBatchId)).toMatchObject({
      onHold: true,
    });
    expect(await takeBackBatch(actor, cancellation(batch.billBatchId))).toMatchObject({
      canceled: 2,
      notCanceled: [],
    });
    expect(await bills()).toEqual([
      { code: "A", status: "EXPIRED", won: "500" },
      { code: "A", status: "CANCELED", won: "1000" },
      { code: "B", status: "CANCELED", won: "2000" },
    ]);
    expect(await findBatchDetail(db(), actor.distributorId, batch.billBatchId)).toMatchObject({
      onHold: false,
      takenBackAt: expect.any(Date),
    });
  });

  it("takes back once, however often it is clicked, in two tabs too", async () => {
    const { billBatchId } = await issueAll({ A: 1000, B: 2000 });
    const answers = await Promise.all([1, 2, 3].map(() => takeBackBatch(actor, cancellation(billBatchId))));
    expect(answers.map(({ canceled }) => canceled).sort()).toEqual([0, 0, 2]);
    const audits = await database.sql(
      "SELECT 1 FROM audit_entry WHERE action = 'billBatch.takeBack' AND subject_id = $1",
      [billBatchId],
    );
    expect(audits).toHaveLength(1);
  });

  it("takes nothing back once it is over, or once a message was taken up: all or nothing", async () => {
    const over = await issueAll({ A: 1000 });
    await endHold(over.billBatchId);
    await expect(takeBackBatch(actor, cancellation(over.billBatchId))).rejects.toMatchObject({
      code: "BATCH_HOLD_OVER",
    });
    const taken = await issueAll({ B: 1000, C: 1000 });
    await database.sql(
      `UPDATE notification SET state = 'SENDING', lease_until = now() + interval '1 minute'
       WHERE id = (SELECT n.id FROM notification n JOIN bill b ON b.id = n.bill_id WHERE b.bill_batch_id = $1 LIMIT 1)`,
      [taken.billBatchId],
    );
    await expect(takeBackBatch(actor, cancellation(taken.billBatchId))).rejects.toMatchObject({
      code: "BATCH_HOLD_OVER",
    });
    expect((await bills()).map(({ status }) => status)).toEqual(["ACTIVE", "ACTIVE", "ACTIVE"]);
  });

  it("lasts into the morning when the night comes first", async () => {
    await database.sql(
      "UPDATE message_policy SET night_from = '00:00', night_to = '23:59' WHERE distributor_id = $1",
      [actor.distributorId],
    );
    const { holdUntil, issuedAt } = await issueAll({ A: 1000 });
    expect((holdUntil?.getTime() ?? 0) - issuedAt.getTime()).toBeGreaterThanOrEqual(60_000);
  });
});

describe("cancelling a batch", () => {
  it("keeps the bills to which money has come in, and names them, unless the clerk means those too", async () => {
    const { billBatchId } = await issueAll({ A: 1000, B: 2000, C: 3000 });
    await endHold(billBatchId);
    await pay("B", 10);
    const first = await cancelBatch(actor, cancellation(billBatchId));
    expect(first).toMatchObject({ canceled: 2, notCanceled: [{ storeName: "가게 B", reason: "PAID" }] });
    const second = await cancelBatch(actor, cancellation(billBatchId, true));
    expect(second).toMatchObject({ canceled: 1, notCanceled: [] });
    expect(await cancelBatch(actor, cancellation(billBatchId, true))).toMatchObject({ canceled: 0 });
    expect((await bills()).map(({ status }) => status)).toEqual(["CANCELED", "CANCELED", "CANCELED"]);
    const [kept] = await database.sql("SELECT count(*) AS n FROM payment WHERE distributor_id = $1", [
      actor.distributorId,
    ]);
    expect(kept).toEqual({ n: "1" });
  });

  it("leaves alone what a newer batch has replaced", async () => {
    const old = await issueAll({ A: 1000, B: 1000 });
    await issueAll({ A: 2000 });
    expect(await cancelBatch(actor, cancellation(old.billBatchId))).toMatchObject({ canceled: 1 });
    expect(await bills()).toEqual([
      { code: "A", status: "EXPIRED", won: "1000" },
      { code: "B", status: "CANCELED", won: "1000" },
      { code: "A", status: "ACTIVE", won: "2000" },
    ]);
  });

  it("is nobody else's", async () => {
    const { billBatchId } = await issueAll({ A: 1000 });
    const stranger = await insertStaff(database, `남 ${round}`);
    for (const operation of [cancelBatch, takeBackBatch]) {
      await expect(operation(stranger, cancellation(billBatchId))).rejects.toMatchObject({
        code: "BATCH_NOT_FOUND",
      });
    }
    const list = listBatchBillsInput.parse({ billBatchId });
    expect(await listBatchBills(db(), stranger.distributorId, list)).toEqual([]);
    expect(await countBatchPayments(db(), stranger.distributorId, billBatchId)).toEqual({
      covered: 0,
      partly: 0,
      untouched: 0,
    });
  });
});

describe("a batch's bills", () => {
  it("are listed page by page, with message and money, by what there is to look at", async () => {
    const { billBatchId } = await issueAll({ A: 1000, B: 2000, C: 3000, D: 4000 });
    await pay("A", 1000);
    await pay("B", 5);
    const list = async (input: Record<string, unknown>) => {
      const rows = await listBatchBills(
        db(),
        actor.distributorId,
        listBatchBillsInput.parse({ billBatchId, ...input }),
      );
      return rows.map(({ customerCode }) => customerCode).sort();
    };
    expect(await list({})).toEqual(["A", "B", "C", "D"]);
    expect(await list({ filter: "paid" })).toEqual(["A", "B"]);
    expect(await list({ filter: "unpaid" })).toEqual(["B", "C", "D"]);
    expect(await list({ filter: "unsent" })).toHaveLength(4);
    expect(await list({ filter: "canceled" })).toEqual([]);
    expect(await countBatchPayments(db(), actor.distributorId, billBatchId)).toEqual({
      covered: 1,
      partly: 1,
      untouched: 2,
    });
    const page = await listBatchBills(
      db(),
      actor.distributorId,
      listBatchBillsInput.parse({ billBatchId, limit: 3 }),
    );
    expect(page).toHaveLength(4);
    expect(page[0]).toMatchObject({ messageState: "QUEUED", status: "ACTIVE" });
    expect(await list({ cursor: page[2]?.billId })).toEqual([page[3]?.customerCode]);
  });
});

describe("the difference from the batch before", () => {
  it("names the stores that are new, missing or billed otherwise", async () => {
    const nothing = await getDifference(actor, await stage({ A: 1 }));
    expect(nothing).toEqual({ previous: null });
    await issueAll({ A: 1000, B: 2000, C: 3000 });
    const importId = await stage({ A: 1000, B: 2500, D: 4000 });
    const { previous } = await getDifference(actor, importId);
    expect(previous?.counts).toEqual({ changed: 1, added: 1, missing: 1, same: 1 });
    const list = (kind: string) => listDifference(actor, listDifferenceInput.parse({ importId, kind }));
    expect((await list("changed")).items).toMatchObject([
      { customerCode: "B", previousWon: 2000n, nowWon: 2500n },
    ]);
    expect((await list("added")).items).toMatchObject([
      { customerCode: "D", previousWon: null, nowWon: 4000n },
    ]);
    expect((await list("missing")).items).toMatchObject([
      { customerCode: "C", previousWon: 3000n, nowWon: null },
    ]);
  });

  it("does not go by a batch that was taken back, and is nobody else's", async () => {
    const first = await issueAll({ A: 1000 });
    const wrong = await issueAll({ A: 9000 });
    await takeBackBatch(actor, cancellation(wrong.billBatchId));
    const importId = await stage({ A: 1000 });
    expect((await getDifference(actor, importId)).previous).toMatchObject({ billBatchId: first.billBatchId });
    const stranger = await insertStaff(database, `남 ${round}`);
    await expect(getDifference(stranger, importId)).rejects.toMatchObject({ code: "IMPORT_NOT_FOUND" });
  });
});

describe("the last look", () => {
  it("shows a message as its store will read it, and when messages would leave", async () => {
    const look = await getLastLook(actor, await stage({ A: 1_234_000 }));
    expect(look).toMatchObject({ holdSeconds: 60, sample: { storeName: "가게 A" } });
    expect(look.sample?.text).toContain("1,234,000원");
    expect((look.leavesAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(50_000);
    expect((await getLastLook(actor, await stage({ A: 0 }))).sample).toBeNull();
    const stranger = await insertStaff(database, `남 ${round}`);
    await expect(getLastLook(stranger, await stage({ A: 1 }))).rejects.toMatchObject({
      code: "IMPORT_NOT_FOUND",
    });
  });
});
