import { beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { db } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { billsOf, cancellationOf, insertFourCustomers, issueAmounts } from "./batch.fixtures.ts";
import { findBatchDetail } from "./batch.repository.ts";
import { takeBackBatch } from "./cancel-batch.ts";
import { saveSettings } from "./save-settings.ts";

const database = useDatabase();
let actor: DistributorActor;
let round = 0;

beforeEach(async () => {
  round += 1;
  actor = await insertFourCustomers(database, round);
});

const issueAll = (amounts: Record<string, number>) => issueAmounts(actor, amounts);
const bills = () => billsOf(database, actor);

function messages(billBatchId: string) {
  return database.sql<{ kind: string; state: string; heldMs: number | null }>(
    `SELECT n.kind, n.state, (extract(epoch FROM n.not_before - b.issued_at) * 1000)::float8 AS "heldMs"
     FROM notification n JOIN bill b ON b.id = n.bill_id WHERE b.bill_batch_id = $1 ORDER BY n.seq`,
    [billBatchId],
  );
}

const endHold = (billBatchId: string) =>
  database.sql("UPDATE bill_batch SET hold_until = now() - interval '1 second' WHERE id = $1", [billBatchId]);

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
    expect(await takeBackBatch(actor, cancellationOf(batch.billBatchId))).toMatchObject({
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
    const answers = await Promise.all([1, 2, 3].map(() => takeBackBatch(actor, cancellationOf(billBatchId))));
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
    await expect(takeBackBatch(actor, cancellationOf(over.billBatchId))).rejects.toMatchObject({
      code: "BATCH_HOLD_OVER",
    });
    const taken = await issueAll({ B: 1000, C: 1000 });
    await database.sql(
      `UPDATE notification SET state = 'SENDING', lease_until = now() + interval '1 minute'
       WHERE id = (SELECT n.id FROM notification n JOIN bill b ON b.id = n.bill_id WHERE b.bill_batch_id = $1 LIMIT 1)`,
      [taken.billBatchId],
    );
    await expect(takeBackBatch(actor, cancellationOf(taken.billBatchId))).rejects.toMatchObject({
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
