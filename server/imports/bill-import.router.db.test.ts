import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import pino from "pino";
import superjson from "superjson";
import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { createCallerFactory } from "#server/trpc/init.ts";
import { billImportRouter } from "./bill-import.router.ts";
import { erpFile, insertCustomers, insertStaff } from "./import.fixtures.ts";

const database = useDatabase();
let actor: DistributorActor;

beforeAll(async () => {
  actor = await insertStaff(database, "한빛식자재");
  await insertCustomers(database, actor, [
    { code: "00001", name: "행복한분식" },
    { code: "00002", name: "을지로 뷁스테이크" },
  ]);
});

function callerOf(staff: DistributorActor | null) {
  const viewer = staff && {
    ...staff,
    role: "DISTRIBUTOR" as const,
    name: "김경리",
    distributorName: "한빛식자재",
  };
  return createCallerFactory(billImportRouter)({ viewer, log: pino({ level: "silent" }) });
}

/** Over HTTP the procedure gets a stream; its type names what a client may pass. */
function uploadOf(head: object, file: Uint8Array): Blob {
  return new Blob([`${JSON.stringify(head)}\n`, Uint8Array.from(file)]).stream() as unknown as Blob;
}

it("leads from the upload to the batch", async () => {
  const caller = callerOf(actor);
  const file = erpFile("receivables-ledger-cp949.csv");
  const { importId } = await caller.upload(uploadOf({ fileName: "10월.csv" }, file));
  await caller.skip({ importId, rows: "errors", skipped: true });
  const { version, totals } = await caller.get({ importId });
  expect(totals).toMatchObject({ toBillCount: 2, skippedCount: 17 });

  const first = await caller.rows({ importId, filter: "toBill", limit: 1 });
  expect(first).toMatchObject({ items: [{ lineNo: 3, storeName: "행복한분식" }], nextCursor: 3 });
  const second = await caller.rows({ importId, filter: "toBill", limit: 1, cursor: first.nextCursor });
  expect(second).toMatchObject({ items: [{ lineNo: 4 }], nextCursor: null });

  const { billBatchId } = await caller.issue({
    importId,
    version,
    expectedCount: totals.toBillCount,
    expectedTotalWon: totals.toBillWon,
    idempotencyKey: crypto.randomUUID(),
  });
  expect(await caller.get({ importId })).toMatchObject({ status: "ISSUED", billBatchId });
  expect(await caller.batch({ billBatchId })).toMatchObject({ billCount: 2, messages: { waiting: 2 } });
  expect(await caller.list({})).toMatchObject({ items: [{ importId, billBatchId }], nextCursor: null });
});

it("tells a clerk why a file is refused, and a stranger nothing", async () => {
  const unreadable = uploadOf({ fileName: "a.csv" }, Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0x2d));
  await expect(callerOf(actor).upload(unreadable)).rejects.toMatchObject({
    code: "UNPROCESSABLE_CONTENT",
    cause: { code: "IMPORT_NOT_A_TABLE" },
  });
  const foreign = { billBatchId: crypto.randomUUID() };
  await expect(callerOf(actor).batch(foreign)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(callerOf(null).list({})).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

it("tells of an upload's progress over SSE, and from where a broken connection left off", async () => {
  const key = crypto.randomUUID();
  const caller = callerOf(actor);
  await caller.upload(uploadOf({ fileName: "10월.csv", key }, erpFile("receivables-ledger-cp949.csv")));
  const [seq, text] = await listen(actor, { key });
  expect(text).toContain('"state":"DONE"');
  expect(text).toContain('"fileName":"10월.csv"');
  const [again] = await listen(actor, { key, lastEventId: seq });
  expect(again).toBe(seq);
  expect(
    (await callerOf(null)
      .progress({ key })
      .catch((error: unknown) => error)) as object,
  ).toMatchObject({
    code: "UNAUTHORIZED",
  });
});

/** What a browser's EventSource would receive: the last event's id, and all of the text. */
async function listen(
  staff: DistributorActor,
  input: { key: string; lastEventId?: string },
): Promise<[id: string, text: string]> {
  const viewer = { ...staff, role: "DISTRIBUTOR" as const, name: "김경리", distributorName: "한빛식자재" };
  const search = `input=${encodeURIComponent(superjson.stringify(input))}`;
  const answer = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: new Request(`http://sunap.test/api/trpc/progress?${search}`, {
      headers: { accept: "text/event-stream" },
    }),
    router: billImportRouter,
    createContext: () => ({ viewer, log: pino({ level: "silent" }) }),
  });
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  const text = await answer.text();
  const ids = [...text.matchAll(/^id: (\d+)$/gm)].map((match) => match[1] ?? "");
  return [ids.at(-1) ?? "", text];
}
