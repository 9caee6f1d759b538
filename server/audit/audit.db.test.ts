import { randomUUID } from "node:crypto";
import pino from "pino";
import { expect, test } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import type { Viewer } from "#server/identity/get-viewer.ts";
import { transaction } from "#server/platform/db.ts";
import { createCallerFactory } from "#server/trpc/init.ts";
import { auditRouter } from "./audit.router.ts";
import { recordAudit, recordAudits } from "./record-audit.ts";

const database = useDatabase();

const caller = (viewer: Viewer) =>
  createCallerFactory(auditRouter)({ viewer, log: pino({ level: "silent" }) });
const admin = caller({ userId: randomUUID(), name: "운영자", role: "ADMIN" });

const entry = (action: string, subjectId: string | null = null) => ({
  actorId: null,
  distributorId: null,
  action,
  subjectId,
  details: {},
});

async function createUser(name: string): Promise<string> {
  const rows = await database.sql("INSERT INTO app_user (name, email) VALUES ($1, $2) RETURNING id", [
    name,
    `${randomUUID()}@sunap.test`,
  ]);
  return rows[0]?.id;
}

async function createDistributor(): Promise<string> {
  const rows = await database.sql(
    `INSERT INTO distributor (name, business_number, bank_code, chat_sender, notice_channel)
     VALUES ('한빛유통', '1234567890', '004', 's', 'c') RETURNING id`,
  );
  return rows[0]?.id;
}

test("tells who did what to what, with amounts beyond a double's precision", async () => {
  const actorId = await createUser("이대리");
  const distributorId = await createDistributor();
  const subjectId = randomUUID();
  const details = {
    amountWon: 9_007_199_254_740_993n,
    reason: '금액 오류, "따옴표"',
    ids: ["a", null, 1, true],
  };
  await transaction((tx) =>
    recordAudit(tx, { actorId, distributorId, action: "bill.cancel", subjectId, details }),
  );
  expect((await admin.list({ subjectId })).items).toMatchObject([
    {
      actorName: "이대리",
      distributorId,
      distributorName: "한빛유통",
      action: "bill.cancel",
      subjectId,
      details: { ...details, amountWon: "9007199254740993" },
    },
  ]);
  expect((await admin.list({ distributorId })).items).toHaveLength(1);
});

test("an entry goes with its transaction", async () => {
  const subjectId = randomUUID();
  const failing = transaction(async (tx) => {
    await recordAudit(tx, entry("bill.cancel", subjectId));
    throw new Error("broken off");
  });
  await expect(failing).rejects.toThrow("broken off");
  expect((await admin.list({ subjectId })).items).toEqual([]);
});

test("pages newest first, and finds actions by how they begin", async () => {
  const actions = ["page.a", "page.b", "pagination.c", "page.d"];
  await transaction((tx) =>
    recordAudits(
      tx,
      actions.map((action) => entry(action)),
    ),
  );
  const first = await admin.list({ action: "page.", limit: 2 });
  const second = await admin.list({ action: "page.", limit: 2, cursor: first.nextCursor });
  const listed = [...first.items, ...second.items];
  expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
  expect(listed.map(({ action }) => action).sort()).toEqual(["page.a", "page.b", "page.d"]);
  const moments = listed.map(({ at }) => at.getTime());
  expect(moments).toEqual(moments.toSorted((a, b) => b - a));
  expect((await admin.list({ action: "%" })).items).toEqual([]);
});

test("the trail cannot be changed, and only admins read it", async () => {
  await transaction((tx) => recordAudit(tx, entry("bill.cancel")));
  await expect(database.sql("UPDATE audit_entry SET action = 'x'")).rejects.toThrow(/append-only/);
  await expect(database.sql("DELETE FROM audit_entry")).rejects.toThrow(/append-only/);
  const staff = { role: "DISTRIBUTOR", distributorId: randomUUID(), distributorName: "한빛유통" } as const;
  await expect(caller({ userId: randomUUID(), name: "이대리", ...staff }).list({})).rejects.toMatchObject({
    cause: { code: "FORBIDDEN" },
  });
});

test("is searched by who did it, and by period", async () => {
  const actorId = await createUser("박운영");
  await transaction((tx) => recordAudit(tx, { ...entry("search.person"), actorId }));
  await transaction((tx) => recordAudit(tx, entry("search.product")));
  await database.sql(
    "INSERT INTO audit_entry (action, at) VALUES ('search.old', '2026-01-31T23:59:59+09:00')",
  );
  const found = async (input: Parameters<typeof admin.list>[0]) =>
    (await admin.list({ action: "search.", ...input })).items.map(({ action }) => action).sort();
  expect(await found({ actor: "박운" })).toEqual(["search.person"]);
  expect(await found({ actor: "_운" })).toEqual([]);
  expect(await found({ bySystem: true })).toEqual(["search.old", "search.product"]);
  expect(await found({ toOn: "2026-01-31" })).toEqual(["search.old"]);
  expect(await found({ fromOn: "2026-02-01" })).toEqual(["search.person", "search.product"]);
});
