import { beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import {
  billsOf,
  cancellationOf,
  insertFourCustomers,
  issueAmounts,
  stageAmounts,
} from "./batch.fixtures.ts";
import { takeBackBatch } from "./cancel-batch.ts";
import { getDifference, listDifference } from "./get-difference.ts";
import { getLastLook } from "./get-last-look.ts";
import { insertStaff } from "./import.fixtures.ts";
import { listDifferenceInput } from "./import.schema.ts";
import { sendTestMessage } from "./send-test-message.ts";

const database = useDatabase();
let actor: DistributorActor;
let round = 0;

beforeEach(async () => {
  round += 1;
  actor = await insertFourCustomers(database, round);
});

const stage = (amounts: Record<string, number>) => stageAmounts(actor, amounts);
const issueAll = (amounts: Record<string, number>) => issueAmounts(actor, amounts);
const bills = () => billsOf(database, actor);

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
    await takeBackBatch(actor, cancellationOf(wrong.billBatchId));
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

  it("can be sent to oneself, billing nobody, a few times an hour", async () => {
    const importId = await stage({ A: 1_234_000 });
    const test = { importId, phoneNumber: "01099998888" };
    for (let n = 0; n < 5; n += 1) await sendTestMessage(actor, test);
    await expect(sendTestMessage(actor, test)).rejects.toMatchObject({ code: "TEST_MESSAGE_LIMIT" });
    const jobs = await database.sql<{ text: string }>(
      "SELECT data ->> 'text' AS text FROM pgboss.job WHERE name = 'sms' AND data ->> 'to' = $1",
      [test.phoneNumber],
    );
    expect(jobs).toHaveLength(5);
    expect(jobs[0]?.text).toContain("1,234,000원");
    expect(await bills()).toEqual([]);
    await expect(sendTestMessage(actor, { ...test, importId: await stage({ A: 0 }) })).rejects.toMatchObject({
      code: "IMPORT_NOTHING_TO_BILL",
    });
  });
});
