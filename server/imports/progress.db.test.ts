import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { db } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { getPreview } from "./get-preview.ts";
import { csv, insertCustomers, insertStaff } from "./import.fixtures.ts";
import { issueImport } from "./issue-import.ts";
import { findProgress, listRunning, type Progress } from "./progress.repository.ts";
import { stageImport } from "./stage-import.ts";
import { watchProgress } from "./watch-progress.ts";

const database = useDatabase();
let actor: DistributorActor;

beforeAll(async () => {
  actor = await insertStaff(database, "한빛식자재");
  await insertCustomers(database, actor, [{ code: "A", name: "가게" }]);
});

const file = (key: string) => ({ fileName: "청구.csv", bytes: csv([["A", "가게", 1000]]), key });

async function follow(key: string, who = actor): Promise<Progress[]> {
  const events: Progress[] = [];
  const { signal } = new AbortController();
  for await (const progress of watchProgress(who, key, { afterSeq: 0, signal })) events.push(progress);
  return events;
}

/** Until it says so, by looking again: another connection writes it. */
async function whenPhase(key: string, phase: string): Promise<Progress> {
  for (;;) {
    const progress = await findProgress(db(), actor.distributorId, key);
    if (progress?.phase === phase) return progress;
  }
}

it("is seen while the transaction is open that nothing else can be seen of", async () => {
  const key = crypto.randomUUID();
  const gate = await database.connect();
  await gate.query("BEGIN");
  await gate.query("LOCK TABLE import_setting IN ACCESS EXCLUSIVE MODE"); // judging reads it
  const staging = stageImport(actor, file(key));
  const progress = await whenPhase(key, "JUDGING");
  expect(progress).toMatchObject({ state: "RUNNING", done: 1, fileName: "청구.csv", importId: null });
  expect((await listRunning(db(), actor.distributorId)).map(({ id }) => id)).toEqual([key]);
  expect(await database.sql("SELECT id FROM bill_import")).toEqual([]);
  await gate.query("COMMIT");
  const { importId } = await staging;
  expect(await findProgress(db(), actor.distributorId, key)).toMatchObject({ state: "DONE", importId });
  expect(await listRunning(db(), actor.distributorId)).toEqual([]);
});

it("ends for whoever listens, also for one who comes late or comes back", async () => {
  const key = crypto.randomUUID();
  const [events, { importId }] = await Promise.all([follow(key), stageImport(actor, file(key))]);
  expect(events.at(-1)).toMatchObject({ state: "DONE", importId });
  expect(events.map(({ seq }) => seq)).toEqual(events.map(({ seq }) => seq).toSorted((a, b) => a - b));
  expect(await follow(key)).toHaveLength(1);
});

it("tells why it failed, and may be tried again under the same key", async () => {
  const key = crypto.randomUUID();
  const empty = { ...file(key), bytes: new Uint8Array() };
  await expect(stageImport(actor, empty)).rejects.toMatchObject({ code: "IMPORT_EMPTY" });
  expect(await findProgress(db(), actor.distributorId, key)).toMatchObject({
    state: "FAILED",
    errorCode: "IMPORT_EMPTY",
  });
  await stageImport(actor, file(key));
  expect(await findProgress(db(), actor.distributorId, key)).toMatchObject({
    state: "DONE",
    errorCode: null,
  });
});

it("tells of an issue, and stays the first's when a second click shares its key", async () => {
  const { importId } = await stageImport(actor, file(crypto.randomUUID()));
  const { version, totals } = await getPreview(actor, importId);
  const issue = {
    importId,
    version,
    expectedCount: totals.toBillCount,
    expectedTotalWon: totals.toBillWon,
    idempotencyKey: crypto.randomUUID(),
  };
  const [one, two] = await Promise.all([issueImport(actor, issue), issueImport(actor, issue)]);
  expect(one.billBatchId).toBe(two.billBatchId);
  expect(await findProgress(db(), actor.distributorId, issue.idempotencyKey)).toMatchObject({
    kind: "ISSUE",
    state: "DONE",
    importId,
  });
});

it("is nobody else's, and nobody else's key stands in the way of the work", async () => {
  const key = crypto.randomUUID();
  await stageImport(actor, file(key));
  const stranger = await insertStaff(database, "남");
  expect(await findProgress(db(), stranger.distributorId, key)).toBeNull();
  await stageImport(stranger, file(key));
  expect(await findProgress(db(), stranger.distributorId, key)).toBeNull();
});

it("takes work that has been silent for long for dead", async () => {
  const key = crypto.randomUUID();
  await stageImport(actor, file(key));
  await database.sql(
    "UPDATE import_progress SET state = 'RUNNING', updated_at = now() - interval '5 minutes' WHERE id = $1",
    [key],
  );
  expect(await follow(key)).toMatchObject([{ state: "FAILED" }]);
  expect(await listRunning(db(), actor.distributorId)).toEqual([]);
});
