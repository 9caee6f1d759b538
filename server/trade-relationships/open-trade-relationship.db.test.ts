import { beforeEach, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { endTradeRelationship, resumeTradeRelationship } from "./end-trade-relationship.ts";
import { openTradeRelationship } from "./open-trade-relationship.ts";
import { emptyPool, someAccounts, someDistributor, someStore } from "./trade-relationship.fixtures.ts";

const database = useDatabase();
const unknownId = "01890000-0000-7000-8000-000000000000";

beforeEach(() => emptyPool(database));

const codesOf = (outcomes: PromiseSettledResult<unknown>[]): unknown[] =>
  outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.code] : []));

it("gives the oldest free account of the distributor's bank, and leaves a trace", async () => {
  await someAccounts(1, "088");
  await someAccounts(2);
  const [oldest] = await database.sql(
    "SELECT id, account_number FROM virtual_account WHERE bank_code = '004' ORDER BY id LIMIT 1",
  );
  const [distributorId, storeId] = [await someDistributor("한빛식자재"), await someStore("행복한분식")];
  const opened = await openTradeRelationship(null, { distributorId, storeId, customerCode: "00001" });
  expect(opened).toMatchObject({
    bankCode: "004",
    accountNumber: oldest?.account_number,
    holderName: "수납",
  });

  const id = opened.tradeRelationshipId;
  const [row] = await database.sql("SELECT * FROM trade_relationship WHERE id = $1", [id]);
  expect(row).toMatchObject({ customer_code: "00001", channel: `sunap_channel_${id}`, ended_at: null });
  const [entry] = await database.sql("SELECT * FROM audit_entry WHERE subject_id = $1", [id]);
  expect(entry).toMatchObject({
    action: "tradeRelationship.open",
    distributor_id: distributorId,
    details: { storeId, customerCode: "00001", virtualAccountId: oldest?.id },
  });
});

it("opens nothing without a free account of that bank", async () => {
  await someAccounts(1, "088");
  const [distributorId, storeId] = [await someDistributor("계좌없음"), await someStore("분식")];
  await expect(
    openTradeRelationship(null, { distributorId, storeId, customerCode: "1" }),
  ).rejects.toMatchObject({
    code: "NO_FREE_VIRTUAL_ACCOUNT",
    details: { bankCode: "004" },
  });
  const rows = await database.sql("SELECT 1 FROM trade_relationship WHERE distributor_id = $1", [
    distributorId,
  ]);
  expect(rows).toEqual([]);
});

it("refuses an unknown distributor or store, the same pair and a taken code, and takes no account for it", async () => {
  await someAccounts(5);
  const distributorId = await someDistributor("새벽유통");
  const [storeId, otherStoreId] = [await someStore("하나"), await someStore("둘")];
  await openTradeRelationship(null, { distributorId, storeId, customerCode: "A-1" });
  const attempts = [
    { distributorId: unknownId, storeId, customerCode: "A-2" },
    { distributorId, storeId: unknownId, customerCode: "A-2" },
    { distributorId, storeId, customerCode: "A-2" },
    { distributorId, storeId: otherStoreId, customerCode: "A-1" },
  ];
  const outcomes = await Promise.allSettled(attempts.map((attempt) => openTradeRelationship(null, attempt)));
  expect(codesOf(outcomes)).toEqual([
    "DISTRIBUTOR_NOT_FOUND",
    "STORE_NOT_FOUND",
    "TRADE_RELATIONSHIP_EXISTS",
    "CUSTOMER_CODE_TAKEN",
  ]);
  const [free] = await database.sql(
    "SELECT count(*)::int AS count FROM virtual_account WHERE bank_code = '004' AND trade_relationship_id IS NULL",
  );
  expect(free).toEqual({ count: 4 });
});

it("gives many that open at once an account each, and the last one once", async () => {
  await someAccounts(8);
  const distributorId = await someDistributor("동시개설");
  const stores = await Promise.all(Array.from({ length: 12 }, (_, index) => someStore(`매장 ${index}`)));
  const outcomes = await Promise.allSettled(
    stores.map((storeId, index) =>
      openTradeRelationship(null, { distributorId, storeId, customerCode: `${index}` }),
    ),
  );
  const given = outcomes.flatMap((outcome) =>
    outcome.status === "fulfilled" ? [outcome.value.virtualAccountId] : [],
  );
  expect(new Set(given).size).toBe(8);
  expect(codesOf(outcomes)).toEqual(Array.from({ length: 4 }, () => "NO_FREE_VIRTUAL_ACCOUNT"));
  const [count] = await database.sql(
    `SELECT count(*)::int AS relationships, count(DISTINCT a.id)::int AS accounts
     FROM trade_relationship t LEFT JOIN virtual_account a ON a.trade_relationship_id = t.id
     WHERE t.distributor_id = $1`,
    [distributorId],
  );
  expect(count).toEqual({ relationships: 8, accounts: 8 });
});

it("passes over an account that another connection is giving, and finds it taken once that has committed", async () => {
  await someAccounts(2);
  const distributorId = await someDistributor("두연결");
  const [first, second, third] = [await someStore("하나"), await someStore("둘"), await someStore("셋")];
  const other = await database.connect();
  await other.query("BEGIN");
  const { rows } = await other.query(
    `INSERT INTO trade_relationship (distributor_id, store_id, customer_code, channel) VALUES ($1, $2, 'X', 'channel-x')
     RETURNING id`,
    [distributorId, first],
  );
  await other.query(
    `UPDATE virtual_account SET trade_relationship_id = $1, given_at = sunap_now() WHERE id =
       (SELECT id FROM virtual_account WHERE bank_code = '004' AND trade_relationship_id IS NULL ORDER BY id LIMIT 1)`,
    [rows[0]?.id],
  );
  await openTradeRelationship(null, { distributorId, storeId: second, customerCode: "Y" });
  const attempt = openTradeRelationship(null, { distributorId, storeId: third, customerCode: "Z" });
  await expect(attempt).rejects.toMatchObject({ code: "NO_FREE_VIRTUAL_ACCOUNT" });
  await other.query("ROLLBACK");
  await openTradeRelationship(null, { distributorId, storeId: third, customerCode: "Z" });
});

it("gives a customer code to one of two stores that ask for it at once", async () => {
  await someAccounts(10);
  const distributorId = await someDistributor("같은코드");
  const stores = await Promise.all([someStore("하나"), someStore("둘"), someStore("셋")]);
  const outcomes = await Promise.allSettled(
    stores.map((storeId) => openTradeRelationship(null, { distributorId, storeId, customerCode: "00007" })),
  );
  expect(codesOf(outcomes)).toEqual(["CUSTOMER_CODE_TAKEN", "CUSTOMER_CODE_TAKEN"]);
});

it("ends a relationship once and takes it up again, account and all", async () => {
  await someAccounts(1);
  const [distributorId, storeId] = [await someDistributor("종료"), await someStore("분식")];
  const opened = await openTradeRelationship(null, { distributorId, storeId, customerCode: "1" });
  const change = { tradeRelationshipId: opened.tradeRelationshipId, reason: "거래 종료" };
  const ends = await Promise.allSettled([
    endTradeRelationship(null, change),
    endTradeRelationship(null, change),
  ]);
  expect(codesOf(ends)).toEqual(["TRADE_RELATIONSHIP_ENDED"]);
  await expect(
    openTradeRelationship(null, { distributorId, storeId, customerCode: "2" }),
  ).rejects.toMatchObject({ code: "TRADE_RELATIONSHIP_EXISTS" });

  await resumeTradeRelationship(null, change);
  await expect(resumeTradeRelationship(null, change)).rejects.toMatchObject({
    code: "TRADE_RELATIONSHIP_NOT_ENDED",
  });
  await expect(
    endTradeRelationship(null, { ...change, tradeRelationshipId: unknownId }),
  ).rejects.toMatchObject({
    code: "TRADE_RELATIONSHIP_NOT_FOUND",
  });
  const [row] = await database.sql(
    `SELECT t.ended_at, a.id AS account_id FROM trade_relationship t JOIN virtual_account a
     ON a.trade_relationship_id = t.id WHERE t.id = $1`,
    [opened.tradeRelationshipId],
  );
  expect(row).toEqual({ ended_at: null, account_id: opened.virtualAccountId });
  const entries = await database.sql("SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id", [
    opened.tradeRelationshipId,
  ]);
  expect(entries.map(({ action }) => action)).toEqual([
    "tradeRelationship.open",
    "tradeRelationship.end",
    "tradeRelationship.resume",
  ]);
});
