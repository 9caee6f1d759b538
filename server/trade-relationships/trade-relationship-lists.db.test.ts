import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { db } from "#server/platform/db.ts";
import { countWaiting } from "./admin-overview.repository.ts";
import { listDistributors } from "./distributor.repository.ts";
import { endTradeRelationship } from "./end-trade-relationship.ts";
import { findCustomers } from "./find-customers.ts";
import { openTradeRelationship } from "./open-trade-relationship.ts";
import { findStore, listStores } from "./store.repository.ts";
import { storeNameKey } from "./store-name-key.ts";
import { someAccounts, someDistributor, someStore } from "./trade-relationship.fixtures.ts";
import { findRelationship, listRelationships } from "./trade-relationship.repository.ts";
import * as schema from "./trade-relationship.schema.ts";
import { countPools, listVirtualAccounts } from "./virtual-account.repository.ts";

const database = useDatabase();
const ours: { id: string; accountNumber: string }[] = [];
let [distributorId, otherId, sharedStoreId] = ["", "", ""];

beforeAll(async () => {
  await someAccounts(12);
  await someAccounts(3, "088");
  distributorId = await someDistributor("한빛식자재");
  otherId = await someDistributor("새벽유통", "088");
  for (const [index, name] of ["행복한 분식", "100% 과일", "Cafe ＡＢ", "밥집", "행복한분식"].entries()) {
    const storeId = await someStore(name, index === 3 ? "이점주" : "김사장");
    if (index === 0) sharedStoreId = storeId;
    const customerCode = String(index + 1).padStart(5, "0");
    const opened = await openTradeRelationship(null, { distributorId, storeId, customerCode });
    ours.push({ id: opened.tradeRelationshipId, accountNumber: opened.accountNumber });
  }
  await openTradeRelationship(null, { distributorId: otherId, storeId: sharedStoreId, customerCode: "H-1" });
});

const listed = async (scope: string | null, input: Record<string, unknown>) =>
  (await listRelationships(db(), scope, schema.listRelationshipsInput.parse(input))).map(
    (row) => row.customerCode,
  );

it("pages through a distributor's customers by code, and never shows another's", async () => {
  const codes: string[] = [];
  let cursor: string | null = null;
  do {
    const rows = await listRelationships(
      db(),
      distributorId,
      schema.listRelationshipsInput.parse({ limit: 2, cursor }),
    );
    codes.push(...rows.slice(0, 2).map((row) => row.customerCode));
    cursor = rows.length > 2 ? (rows[1]?.cursor ?? null) : null;
  } while (cursor);
  expect(codes).toEqual(["00001", "00002", "00003", "00004", "00005"]);
  expect(await listed(otherId, {})).toEqual(["H-1"]);
  expect(await listed(null, {})).toHaveLength(6);
  expect(await listed(otherId, { cursor: `${distributorId}/00001` })).toEqual(["H-1"]);
});

it("finds by part of a name, owner, start of the code and account number; wildcards are letters", async () => {
  expect(await listed(distributorId, { search: "분식" })).toEqual(["00001", "00005"]);
  expect(await listed(distributorId, { search: "0000" })).toHaveLength(5);
  expect(await listed(distributorId, { search: "이점주" })).toEqual(["00004"]);
  expect(await listed(distributorId, { search: "0%" })).toEqual(["00002"]);
  expect(await listed(distributorId, { search: "_" })).toEqual([]);
  const dashed = ours[1]?.accountNumber.replace(/(\d{4})(?=\d{2})/g, "$1-") ?? "";
  expect(await listed(distributorId, { search: dashed })).toEqual(["00002"]);
  expect(await listed(otherId, { search: dashed })).toEqual([]);
});

it("tells how the active bill stands and when the store last paid", async () => {
  const [first] = ours;
  const [user] = await database.sql(
    "INSERT INTO app_user (name, email) VALUES ('직원', 'c@x.example') RETURNING id",
  );
  const [bill] = await database.sql(
    `INSERT INTO bill (distributor_id, store_id, trade_relationship_id, amount_won, issued_at, issued_by)
     SELECT distributor_id, store_id, id, 1000000, '2026-11-01T00:00:00Z', $2 FROM trade_relationship WHERE id = $1
     RETURNING id`,
    [first?.id, user?.id],
  );
  await pay(first?.id ?? "", "300000", "2026-11-02T00:00:00Z");
  const row = await findRelationship(db(), distributorId, first?.id ?? "");
  expect(row).toMatchObject({
    storeName: "행복한 분식",
    ownerPhone: expect.stringMatching(/^010/),
    accountNumber: first?.accountNumber,
    activeBillId: bill?.id,
    billedWon: 1_000_000n,
    remainingWon: 700_000n,
    lastPaymentAt: new Date("2026-11-02T00:00:00Z"),
  });
  expect(await findRelationship(db(), otherId, first?.id ?? "")).toBeNull();
  const without = await findRelationship(db(), distributorId, ours[1]?.id ?? "");
  expect(without).toMatchObject({
    activeBillId: null,
    billedWon: null,
    remainingWon: null,
    lastPaymentAt: null,
  });
});

it("leaves ended relationships out unless asked for", async () => {
  await endTradeRelationship(null, { tradeRelationshipId: ours[4]?.id ?? "", reason: "폐업" });
  expect(await listed(distributorId, {})).toHaveLength(4);
  expect(await listed(distributorId, { state: "ENDED" })).toEqual(["00005"]);
  expect(await listed(distributorId, { state: "ALL" })).toHaveLength(5);
});

it("finds customers by code, business number and name, each once, ended ones too", async () => {
  const [store] = await database.sql("SELECT business_number FROM store WHERE name = '밥집'");
  const customers = await findCustomers(db(), distributorId, {
    codes: ["00001", "00099", "1"],
    businessNumbers: [store?.business_number],
    names: ["행복한분식", "cafe ab", " "],
  });
  expect(customers.map((customer) => [customer.customerCode, customer.hasAccount, customer.ended])).toEqual([
    ["00001", true, false],
    ["00003", true, false],
    ["00004", true, false],
    ["00005", true, true],
  ]);
  for (const customer of customers) expect(customer.storeNameKey).toBe(storeNameKey(customer.storeName));
  const others = await findCustomers(db(), otherId, {
    codes: ["00001"],
    businessNumbers: [],
    names: ["밥집"],
  });
  expect(others).toEqual([]);
});

it("lists distributors with their counts, and stores with all whom they trade with", async () => {
  const distributors = await listDistributors(db(), schema.listDistributorsInput.parse({}));
  expect(distributors.map((row) => [row.name, row.relationshipCount, row.staffCount])).toEqual([
    ["새벽유통", 1, 0],
    ["한빛식자재", 4, 0],
  ]);
  expect(await listDistributors(db(), schema.listDistributorsInput.parse({ search: "새벽" }))).toHaveLength(
    1,
  );
  const store = await findStore(db(), sharedStoreId);
  expect(store?.relationships.map((one) => [one.distributorName, one.customerCode, one.ended])).toEqual([
    ["한빛식자재", "00001", false],
    ["새벽유통", "H-1", false],
  ]);
  const searched = (search: string) => listStores(db(), schema.listStoresInput.parse({ search }));
  expect(await searched(store?.ownerPhone.replace(/^(.{3})(.{4})/, "$1-$2-") ?? "")).toHaveLength(1);
  expect(await searched("행복한")).toHaveLength(2);
});

it("lists the pool by bank and state, and counts it", async () => {
  const accounts = (input: object) => listVirtualAccounts(db(), schema.listVirtualAccountsInput.parse(input));
  expect(await accounts({ bankCode: "088", state: "FREE" })).toHaveLength(2);
  const [given] = await accounts({ state: "GIVEN", bankCode: "088" });
  expect(given).toMatchObject({ distributorName: "새벽유통", storeName: "행복한 분식", customerCode: "H-1" });
  expect(await accounts({ search: ours[0]?.accountNumber.slice(0, 13) })).not.toHaveLength(0);
  await someDistributor("국민만", "004");
  expect(await countPools(db())).toEqual([
    { bankCode: "088", freeCount: 2, givenCount: 1, distributorCount: 1 },
    { bankCode: "004", freeCount: 7, givenCount: 5, distributorCount: 2 },
  ]);
});

it("counts what waits for an operator", async () => {
  await deposit("lost-1", "99999999", "1000");
  await deposit("lost-2", "99999999", "1000");
  await database.sql(
    `INSERT INTO deposit (kind, bank_code, transaction_id, original_transaction_id, account_number, amount_won, traded_at, body)
     VALUES ('CANCELED', '004', 'lost-2-back', 'lost-2', '99999999', 1000, now(), '{}')`,
  );
  for (const [kind, reason] of [
    ["CONFLICT", "CONTENT_DIFFERS"],
    ["STALE", "STALE"],
    ["EARLY_CANCELLATION", "ORIGINAL_MISSING"],
  ]) {
    await database.sql(
      `INSERT INTO held_notice (kind, reason, bank_code, transaction_id, content_sha256, body)
       VALUES ($1::held_notice_kind, $2, '004', $2, $2, '{}')`,
      [kind, reason],
    );
  }
  expect(await countWaiting(db())).toEqual({
    unmatchedDepositCount: 1,
    heldNoticeCount: 2,
    earlyCancellationCount: 1,
    failedNotificationCount: 0,
  });
});

async function deposit(
  transactionId: string,
  accountNumber: string,
  amountWon: string,
  at = "2026-11-02T00:00:00Z",
) {
  const [row] = await database.sql<{ id: string }>(
    `INSERT INTO deposit (kind, bank_code, transaction_id, account_number, amount_won, traded_at, body)
     VALUES ('RECEIVED', '004', $1, $2, $3, $4, '{}') RETURNING id`,
    [transactionId, accountNumber, amountWon, at],
  );
  return row?.id ?? "";
}

/** What the bank's notice leads to, in plain rows. */
async function pay(tradeRelationshipId: string, amountWon: string, at: string): Promise<void> {
  const account = ours.find(({ id }) => id === tradeRelationshipId)?.accountNumber ?? "";
  const depositId = await deposit(`t-${at}`, account, amountWon, at);
  await database.sql(
    `WITH paid AS (
       INSERT INTO payment (deposit_id, distributor_id, store_id, trade_relationship_id, virtual_account_id, amount_won, traded_at)
       SELECT $1, t.distributor_id, t.store_id, t.id, a.id, $3, $4
       FROM trade_relationship t JOIN virtual_account a ON a.trade_relationship_id = t.id WHERE t.id = $2
       RETURNING id, distributor_id, amount_won
     ), settled AS (
       INSERT INTO settlement (distributor_id, payout_on) SELECT distributor_id, '2026-11-03' FROM paid RETURNING id
     )
     INSERT INTO settlement_item (settlement_id, distributor_id, payment_id, amount_won, fee_won, vat_won, reason)
     SELECT settled.id, paid.distributor_id, paid.id, paid.amount_won, 0, 0, 'IN_TIME' FROM paid, settled`,
    [depositId, tradeRelationshipId, amountWon, at],
  );
}
