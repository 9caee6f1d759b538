import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { createStaff } from "#server/identity/create-staff.ts";
import { db } from "#server/platform/db.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import { addVirtualAccounts } from "./add-virtual-accounts.ts";
import { createDistributor } from "./create-distributor.ts";
import { createStore } from "./create-store.ts";
import { setStoreMedium } from "./set-store-medium.ts";
import { findStore } from "./store.repository.ts";
import { usualContract } from "./trade-relationship.schema.ts";

const database = useDatabase();
const distributor = { name: "한빛식자재", bankCode: "004", ...usualContract } as const;
let admin: AdminActor = { userId: "" };

beforeAll(async () => {
  const password = "one-password-2026";
  admin = await createStaff(null, { role: "ADMIN", email: "a@sunap.example", name: "운영자", password });
});

it("takes a distributor on with its chat names and a contract that is in force today", async () => {
  const input = { ...distributor, businessNumber: "1234567891", businessDays: 2, feeWon: 250n };
  const { distributorId } = await createDistributor(admin, input);

  const [row] = await database.sql("SELECT * FROM distributor WHERE id = $1", [distributorId]);
  expect(row).toMatchObject({
    business_number: "1234567891",
    chat_sender: `sunap_${distributorId}`,
    notice_channel: `sunap_notice_${distributorId}`,
  });
  const contracts = await database.sql(
    `SELECT business_days, cutoff_time::text, fee_won, created_by,
            effective_from_on = (sunap_now() AT TIME ZONE 'Asia/Seoul')::date AS from_today
     FROM settlement_contract WHERE distributor_id = $1`,
    [distributorId],
  );
  expect(contracts).toEqual([
    { business_days: 2, cutoff_time: "16:00:00", fee_won: "250", created_by: admin.userId, from_today: true },
  ]);
  const entries = await database.sql(
    "SELECT action, actor_id FROM audit_entry WHERE distributor_id = $1 ORDER BY action",
    [distributorId],
  );
  expect(entries).toEqual([
    { action: "distributor.create", actor_id: admin.userId },
    { action: "settlement.setContract", actor_id: admin.userId },
  ]);
});

it("takes a distributor on once, also when two ask at the same time", async () => {
  const input = { ...distributor, businessNumber: "1234567892" };
  const outcomes = await Promise.allSettled([
    createDistributor(admin, input),
    createDistributor(admin, input),
  ]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(createDistributor(admin, input)).rejects.toMatchObject({
    code: "DISTRIBUTOR_EXISTS",
    details: { businessNumber: "1234567892" },
  });
  const rows = await database.sql(
    `SELECT 1 FROM settlement_contract c JOIN distributor d ON d.id = c.distributor_id
     WHERE d.business_number = '1234567892'`,
  );
  expect(rows).toHaveLength(1);
});

it("takes a store on once for a business number, any number of times without one", async () => {
  const store = { name: "행복한분식", ownerName: "김사장", ownerPhone: "01020000001" };
  await createStore(admin, { ...store, businessNumber: "4959868919" });
  await expect(createStore(admin, { ...store, businessNumber: "4959868919" })).rejects.toMatchObject({
    code: "STORE_EXISTS",
  });
  await createStore(admin, { ...store, businessNumber: null });
  await createStore(admin, { ...store, businessNumber: null });
  const [count] = await database.sql("SELECT count(*)::int AS count FROM store");
  expect(count).toEqual({ count: 3 });
  const entries = await database.sql("SELECT details FROM audit_entry WHERE action = 'store.create'");
  expect(entries).toHaveLength(3);
  expect(JSON.stringify(entries)).not.toContain("김사장");
});

it("puts accounts into the pool, and tells which it knew and which the list repeats", async () => {
  const pool = { bankCode: "004", holderName: "수납" } as const;
  await addVirtualAccounts(admin, { ...pool, accountNumbers: ["79012345678901", "79012345678902"] });
  const added = await addVirtualAccounts(admin, {
    ...pool,
    holderName: "다른 이름",
    accountNumbers: ["79012345678902", "79012345678903", "79012345678903", "79012345678902"],
  });
  expect(added).toEqual({
    addedCount: 1,
    knownNumbers: ["79012345678902"],
    repeatedNumbers: ["79012345678903", "79012345678902"],
  });
  // The same number at another bank is another account.
  const elsewhere = { ...pool, bankCode: "088" as const, accountNumbers: ["79012345678902"] };
  expect(await addVirtualAccounts(admin, elsewhere)).toMatchObject({ addedCount: 1 });
  const rows = await database.sql(
    "SELECT account_number, holder_name FROM virtual_account WHERE bank_code = '004' ORDER BY 1",
  );
  expect(rows).toEqual([
    { account_number: "79012345678901", holder_name: "수납" },
    { account_number: "79012345678902", holder_name: "수납" },
    { account_number: "79012345678903", holder_name: "다른 이름" },
  ]);
});

it("adds overlapping lists at the same time, each number once", async () => {
  const numbers = Array.from({ length: 500 }, (_, index) => String(88_000_000_000 + index));
  const pool = { bankCode: "020", holderName: "수납" } as const;
  const results = await Promise.all([
    addVirtualAccounts(admin, { ...pool, accountNumbers: numbers }),
    addVirtualAccounts(admin, { ...pool, accountNumbers: numbers.toReversed() }),
    addVirtualAccounts(admin, { ...pool, accountNumbers: numbers.slice(250) }),
  ]);
  expect(results.reduce((sum, { addedCount }) => sum + addedCount, 0)).toBe(500);
});

it("sends a store's messages by the medium that it prefers, and says once who set that", async () => {
  const store = { name: "문자분식", ownerName: "박사장", ownerPhone: "01020000009", businessNumber: null };
  const { storeId } = await createStore(admin, store);
  expect(await findStore(db(), storeId)).toMatchObject({ medium: "CHAT" });
  await setStoreMedium(admin, { storeId, medium: "SMS" });
  await setStoreMedium(admin, { storeId, medium: "SMS" });
  expect(await findStore(db(), storeId)).toMatchObject({ medium: "SMS" });
  const entries = await database.sql(
    "SELECT actor_id, details FROM audit_entry WHERE action = 'store.setMedium' AND subject_id = $1",
    [storeId],
  );
  expect(entries).toEqual([{ actor_id: admin.userId, details: { medium: "SMS" } }]);
  const nobody = { storeId: crypto.randomUUID(), medium: "SMS" as const };
  await expect(setStoreMedium(admin, nobody)).rejects.toMatchObject({ code: "STORE_NOT_FOUND" });
});
