import { beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { newCustomerSchema } from "#server/trade-relationships/trade-relationship.schema.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { getPreview } from "./get-preview.ts";
import { insertCustomers, insertStaff } from "./import.fixtures.ts";
import { listUnknownCustomers } from "./list-unknown-customers.ts";
import { registerUnknown } from "./register-unknown.ts";
import { stageImport } from "./stage-import.ts";

const database = useDatabase();
let actor: DistributorActor;
let round = 0;

beforeEach(async () => {
  round += 1;
  await database.sql("UPDATE store SET business_number = NULL"); // those of the test before
  actor = await insertStaff(database, `한빛식자재 ${round}`);
  await insertCustomers(database, actor, [{ code: "A", name: "아는 가게" }]);
  await database.sql("DELETE FROM virtual_account WHERE trade_relationship_id IS NULL");
  await addAccounts(10);
});

const addAccounts = (count: number) =>
  database.sql(
    `INSERT INTO virtual_account (bank_code, account_number, holder_name)
     SELECT '004', (9000000 + $2::int * 1000 + n)::text, '한빛식자재' FROM generate_series(1, $1::int) n`,
    [count, round],
  );

const file = [
  "거래처코드,거래처명,사업자번호,휴대폰,청구금액",
  "A,아는 가게,,,1000",
  "N1,새 가게,123-45-67891,010-1234-5678,2000",
  "N2,다른 새 가게,,,3000",
  "N1,새 가게,123-45-67891,010-1234-5678,500",
].join("\r\n");

async function stage(by = actor): Promise<string> {
  return (await stageImport(by, { fileName: "청구.csv", bytes: new TextEncoder().encode(file) })).importId;
}

const customer = (code: string, more: Record<string, string | null> = {}) =>
  newCustomerSchema.parse({
    customerCode: code,
    name: `새 가게 ${code}`,
    ownerPhone: "010-1111-2222",
    ...more,
  });

const relationships = (distributorId = actor.distributorId) =>
  database.sql<{
    code: string;
    name: string;
    phone: string;
    owner: string;
    account: boolean;
    channel: string;
  }>(
    `SELECT t.customer_code AS code, s.name, s.owner_phone AS phone, s.owner_name AS owner, a.id IS NOT NULL AS account
     FROM trade_relationship t JOIN store s ON s.id = t.store_id
     LEFT JOIN virtual_account a ON a.trade_relationship_id = t.id
     WHERE t.distributor_id = $1 ORDER BY 1`,
    [distributorId],
  );

const storeCount = async () => Number((await database.sql("SELECT count(*) AS n FROM store"))[0]?.n);

describe("unknown customers", () => {
  it("are listed once each, with what the file knows of them", async () => {
    const { items, nextCursor } = await listUnknownCustomers(actor, { importId: await stage(), limit: 100 });
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      {
        lineNo: 3,
        lineCount: 2,
        customerCode: "N1",
        name: "새 가게",
        businessNumber: "1234567891",
        ownerPhone: "01012345678",
      },
      {
        lineNo: 4,
        lineCount: 1,
        customerCode: "N2",
        name: "다른 새 가게",
        businessNumber: null,
        ownerPhone: "",
      },
    ]);
  });

  it("are registered with store, account and channel; their rows are theirs, and it is written down who did it", async () => {
    const importId = await stage();
    const { version } = await getPreview(actor, importId);
    const result = await registerUnknown(actor, {
      importId,
      customers: [customer("N1", { businessNumber: "1234567891" }), customer("N2")],
    });
    expect(result).toEqual({ registeredCount: 2, knownCount: 0, refused: [] });
    expect(await relationships()).toMatchObject([
      { code: "A" },
      { code: "N1", phone: "01011112222", owner: "새 가게 N1", account: true },
      { code: "N2", account: true },
    ]);
    const after = await getPreview(actor, importId);
    expect(after.totals).toMatchObject({ toBillCount: 2, problemCounts: { DUPLICATE_CUSTOMER: 2 } });
    expect(after.totals.problemCounts.UNKNOWN_CUSTOMER).toBeUndefined();
    expect(after.version).toBe(version + 1);
    const audits = await database.sql(
      "SELECT actor_id FROM audit_entry WHERE action = 'tradeRelationship.register' AND distributor_id = $1",
      [actor.distributorId],
    );
    expect(audits).toEqual([{ actor_id: actor.userId }, { actor_id: actor.userId }]);
  });

  it("registered twice at once are registered once, with one account each", async () => {
    const importId = await stage();
    const customers = Array.from({ length: 4 }, (_, i) =>
      customer(`Z${i}`, i === 0 ? { businessNumber: "1234567891" } : {}),
    );
    const before = await storeCount();
    const answers = await Promise.all([
      registerUnknown(actor, { importId, customers }),
      registerUnknown(actor, { importId: await stage(), customers: customers.toReversed() }),
      registerUnknown(actor, { importId: await stage(), customers }),
    ]);
    expect(answers.map((answer) => answer.registeredCount + answer.knownCount)).toEqual([4, 4, 4]);
    expect(answers.reduce((sum, answer) => sum + answer.registeredCount, 0)).toBe(4);
    expect(await storeCount()).toBe(before + 4);
    expect((await relationships()).filter((one) => one.account)).toHaveLength(5);
  });

  it("all or none: a pool that does not suffice registers nobody", async () => {
    const importId = await stage();
    const customers = Array.from({ length: 11 }, (_, i) => customer(`Z${i}`));
    const before = await storeCount();
    await expect(registerUnknown(actor, { importId, customers })).rejects.toMatchObject({
      code: "VIRTUAL_ACCOUNTS_SHORT",
      details: { neededCount: 11, freeCount: 10 },
    });
    expect(await relationships()).toHaveLength(1);
    expect(await storeCount()).toBe(before);
  });

  it("never share an account between two distributors who register at once", async () => {
    const other = await insertStaff(database, `남 ${round}`);
    const six = (prefix: string) => Array.from({ length: 6 }, (_, i) => customer(`${prefix}${i}`));
    const answers = await Promise.allSettled([
      registerUnknown(actor, { importId: await stage(), customers: six("P") }),
      registerUnknown(other, { importId: await stage(other), customers: six("Q") }),
    ]);
    const given = await database.sql(
      "SELECT count(*) AS n FROM virtual_account WHERE account_number LIKE '90%' AND trade_relationship_id IS NOT NULL AND given_at > now() - interval '1 hour' AND account_number::bigint BETWEEN $1 AND $2",
      [9_000_000 + round * 1000, 9_000_000 + round * 1000 + 999],
    );
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    expect(given).toEqual([{ n: "6" }]);
  });
});

describe("a store that is known already", () => {
  const number = "1234567891";
  let other: DistributorActor;

  beforeEach(async () => {
    other = await insertStaff(database, `남 ${round}`);
    await insertCustomers(database, other, [{ code: "남의 코드", name: "그 가게", businessNumber: number }]);
  });

  it("is joined by who knows its owner's phone too", async () => {
    const before = await storeCount();
    const customers = [customer("N1", { businessNumber: number, ownerPhone: "010-1234-5678" })];
    const result = await registerUnknown(actor, { importId: await stage(), customers });
    expect(result.registeredCount).toBe(1);
    expect(await storeCount()).toBe(before);
    expect((await relationships())[1]).toMatchObject({ code: "N1", name: "그 가게", account: true });
  });

  it("is not opened to who knows only its business number", async () => {
    const customers = [customer("N1", { businessNumber: number }), customer("N2")];
    const result = await registerUnknown(actor, { importId: await stage(), customers });
    expect(result).toEqual({
      registeredCount: 1,
      knownCount: 0,
      refused: [{ customerCode: "N1", reason: "PHONE_DIFFERS" }],
    });
    expect((await relationships()).map((one) => one.code)).toEqual(["A", "N2"]);
  });

  it("is not registered again under another code, nor twice in one list", async () => {
    const entry = (code: string) => customer(code, { businessNumber: number, ownerPhone: "01012345678" });
    const result = await registerUnknown(actor, {
      importId: await stage(),
      customers: [entry("N1"), entry("N2")],
    });
    expect(result.refused).toEqual([{ customerCode: "N2", reason: "NUMBER_TWICE" }]);
    const again = await registerUnknown(actor, { importId: await stage(), customers: [entry("N3")] });
    expect(again.refused).toEqual([{ customerCode: "N3", reason: "TRADES_ALREADY" }]);
  });

  it("stays the other distributor's as it was", async () => {
    const before = await relationships(other.distributorId);
    await registerUnknown(actor, {
      importId: await stage(),
      customers: [customer("N1", { businessNumber: number, ownerPhone: "01012345678", name: "다른 이름" })],
    });
    expect(await relationships(other.distributorId)).toEqual(before);
  });
});
