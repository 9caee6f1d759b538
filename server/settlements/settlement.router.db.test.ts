import { randomUUID } from "node:crypto";
import pino from "pino";
import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import type { Viewer } from "#server/identity/get-viewer.ts";
import { createCallerFactory } from "#server/trpc/init.ts";
import { closeSettlements } from "./close-settlements.ts";
import { createTrade, pay, reverse, type Trade } from "./settlement.fixtures.ts";
import { settlementRouter } from "./settlement.router.ts";

const database = useDatabase();
const seoul = (text: string) => new Date(`${text.replace(" ", "T")}+09:00`);
const tuesday = seoul("2026-11-24 10:00:00");

const caller = (viewer: Viewer | null) =>
  createCallerFactory(settlementRouter)({ viewer, log: pino({ level: "silent" }) });

const staffOf = ({ distributorId }: Trade) =>
  caller({
    userId: randomUUID(),
    name: "이대리",
    role: "DISTRIBUTOR",
    distributorId,
    distributorName: "한빛유통",
  });

const refusedWith = (code: string) => ({ cause: { code } });

let adminId: string;
const admin = () => caller({ userId: adminId, name: "운영자", role: "ADMIN" });

beforeAll(async () => {
  const rows = await database.sql(
    "INSERT INTO app_user (name, email, role) VALUES ('운영자', 'admin@sunap.test', 'ADMIN') RETURNING id",
  );
  adminId = rows[0]?.id;
});

test("forecast and history tell what each payout consists of", async () => {
  await database.setNow(tuesday);
  const trade = await createTrade(database);
  const payment = await pay(trade, 1_000_000n, tuesday);
  await pay(trade, 19_999n, tuesday);
  await reverse(trade, payment, seoul("2026-11-24 11:00:00"));
  await pay(trade, 5_000n, seoul("2026-11-24 16:00:00"));
  const [next, after, ...others] = await staffOf(trade).forecast();
  expect(next).toMatchObject({
    payoutOn: "2026-11-25",
    status: "OPEN",
    paymentCount: 2,
    reversalCount: 1,
    grossWon: 19_999n,
    feeWon: 319n,
    vatWon: 31n,
    netWon: 19_649n,
    calendarConfirmed: true,
  });
  expect(after).toMatchObject({ payoutOn: "2026-11-26", paymentCount: 1, grossWon: 5_000n });
  expect(others).toEqual([]);

  await database.setNow(seoul("2026-11-25 00:00:00"));
  await closeSettlements();
  expect((await staffOf(trade).forecast()).map(({ payoutOn }) => payoutOn)).toEqual(["2026-11-26"]);
  expect(await staffOf(trade).history({})).toMatchObject({
    items: [{ payoutOn: "2026-11-25", status: "CLOSED", netWon: 19_649n }],
    nextCursor: null,
  });
});

test("history pages by payout day, newest first", async () => {
  await database.setNow(seoul("2026-11-02 09:00:00"));
  const trade = await createTrade(database);
  for (const day of ["02", "03", "04", "05", "06"])
    await pay(trade, 1_000n, seoul(`2026-11-${day} 10:00:00`));
  await database.setNow(seoul("2026-11-20 09:00:00"));
  await closeSettlements();
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: { payoutOn: string }[]; nextCursor: string | null } = await staffOf(trade).history({
      cursor,
      limit: 2,
    });
    seen.push(...page.items.map(({ payoutOn }) => payoutOn));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual(["2026-11-09", "2026-11-06", "2026-11-05", "2026-11-04", "2026-11-03"]);
});

test("items say whose money it is and why it is paid out that day", async () => {
  await database.setNow(seoul("2026-11-20 09:00:00"));
  const trade = await createTrade(database);
  const payment = await pay(trade, 20_000n, seoul("2026-11-20 17:00:00"));
  await pay(trade, 30_000n, seoul("2026-11-21 10:00:00"));
  await reverse(trade, payment, seoul("2026-11-21 11:00:00"));
  const { settlementId } = payment;
  const first = await staffOf(trade).items({ settlementId, limit: 2 });
  expect(first.items).toMatchObject([
    { kind: "REVERSAL", paymentId: payment.id, grossWon: -20_000n, feeWon: -320n, vatWon: -32n, reasons: [] },
    { kind: "PAYMENT", grossWon: 30_000n, reasons: ["WEEKEND"] },
  ]);
  expect(await staffOf(trade).items({ settlementId, limit: 2, cursor: first.nextCursor })).toMatchObject({
    items: [
      {
        paymentId: payment.id,
        storeName: "행복식당",
        customerCode: "00001",
        depositorName: "김사장",
        tradedAt: seoul("2026-11-20 17:00:00"),
        netWon: 19_648n,
        reasons: ["AFTER_CUTOFF", "WEEKEND"],
      },
    ],
    nextCursor: null,
  });
});

test("another distributor's settlement is not found, like one that does not exist", async () => {
  await database.setNow(tuesday);
  const mine = await createTrade(database);
  const theirs = await createTrade(database);
  const { settlementId } = await pay(theirs, 1_000n, tuesday);
  const refused = refusedWith("SETTLEMENT_NOT_FOUND");
  await expect(staffOf(mine).get({ settlementId })).rejects.toMatchObject(refused);
  await expect(staffOf(mine).items({ settlementId })).rejects.toMatchObject(refused);
  await expect(staffOf(mine).get({ settlementId: randomUUID() })).rejects.toMatchObject(refused);
  await expect(admin().itemsOfAny({ settlementId: randomUUID() })).rejects.toMatchObject(refused);
  expect(await staffOf(mine).forecast()).toEqual([]);
  expect(await admin().getAny({ settlementId })).toMatchObject({ distributorId: theirs.distributorId });
  expect((await admin().itemsOfAny({ settlementId })).items).toHaveLength(1);
});

test("what only admins may do is refused to everyone else", async () => {
  const trade = await createTrade(database);
  await expect(staffOf(trade).list({})).rejects.toMatchObject(refusedWith("FORBIDDEN"));
  await expect(staffOf(trade).contracts({})).rejects.toMatchObject(refusedWith("FORBIDDEN"));
  await expect(caller(null).forecast()).rejects.toMatchObject(refusedWith("UNAUTHENTICATED"));
});

test("the admin's list walks over all distributors, by key", async () => {
  await database.setNow(seoul("2027-03-02 09:00:00"));
  await closeSettlements();
  const trades = [await createTrade(database), await createTrade(database), await createTrade(database)];
  for (const trade of trades) {
    await pay(trade, 1_000n, seoul("2027-03-02 10:00:00"));
    await pay(trade, 2_000n, seoul("2027-03-02 16:00:00"));
  }
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: { payoutOn: string; settlementId: string }[]; nextCursor: string | null } =
      await admin().list({
        cursor,
        limit: 2,
      });
    seen.push(...page.items.map(({ payoutOn }) => payoutOn));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual([...Array(3).fill("2027-03-03"), ...Array(3).fill("2027-03-04")]);
  const one = await admin().list({ status: "ALL", distributorId: trades[0]?.distributorId });
  expect(one.items.map(({ payoutOn }) => payoutOn)).toEqual(["2027-03-04", "2027-03-03"]);
  expect((await admin().list({ status: "CLOSED" })).items.every(({ status }) => status === "CLOSED")).toBe(
    true,
  );
});

test("contracts: the first may begin any day, later ones tomorrow; one not begun can be replaced; all is audited", async () => {
  await database.setNow(tuesday);
  const { distributorId, ...rest } = await createTrade(database, null);
  const terms = { distributorId, businessDays: 1, cutoffTime: "16:00", feeWon: 300n, feeRateBps: 0 };
  const { contractId } = await admin().setContract({ ...terms, effectiveFromOn: "2026-11-01" });
  await expect(admin().setContract({ ...terms, effectiveFromOn: "2026-11-24" })).rejects.toMatchObject({
    cause: { code: "SETTLEMENT_CONTRACT_TOO_EARLY", details: { earliestOn: "2026-11-25" } },
  });
  const next = await admin().setContract({ ...terms, effectiveFromOn: "2026-11-25", feeWon: 999n });
  expect(await admin().setContract({ ...terms, effectiveFromOn: "2026-11-25", feeWon: 200n })).toEqual(next);
  await admin().setContract({ ...terms, effectiveFromOn: "2026-12-01", businessDays: 2 });

  expect(await staffOf({ distributorId, ...rest }).contract()).toMatchObject({
    inForce: { contractId, effectiveFromOn: "2026-11-01", cutoffTime: "16:00", feeWon: 300n },
    next: { effectiveFromOn: "2026-11-25", feeWon: 200n },
  });
  expect((await admin().contracts({ limit: 1 })).items).toMatchObject([
    {
      distributorId,
      distributorName: "한빛유통",
      inForce: { contractId },
      next: { contractId: next.contractId },
    },
  ]);
  const entries = await database.sql(
    "SELECT actor_id, details FROM audit_entry WHERE subject_id = $1 ORDER BY id",
    [next.contractId],
  );
  expect(entries).toMatchObject([
    { actor_id: adminId, details: { effectiveFromOn: "2026-11-25", feeWon: "999" } },
    { actor_id: adminId, details: { effectiveFromOn: "2026-11-25", feeWon: "200" } },
  ]);
});

test("distributors without a contract are listed among the others", async () => {
  const bare = await createTrade(database, null);
  await createTrade(database);
  const first = await admin().contracts({ limit: 1 });
  const second = await admin().contracts({ limit: 1, cursor: first.nextCursor });
  expect(second.items).toMatchObject([{ distributorId: bare.distributorId, inForce: null, next: null }]);
  expect((await admin().contracts({ search: "빛유" })).items.length).toBeGreaterThan(1);
  expect((await admin().contracts({ search: "%" })).items).toEqual([]);
});

test("a contract needs a distributor, and a payout at least one business day away", async () => {
  const terms = { effectiveFromOn: "2026-12-01", cutoffTime: "16:00", feeWon: 300n, feeRateBps: 0 };
  await expect(
    admin().setContract({ ...terms, distributorId: randomUUID(), businessDays: 1 }),
  ).rejects.toMatchObject(refusedWith("DISTRIBUTOR_NOT_FOUND"));
  const { distributorId } = await createTrade(database);
  await expect(admin().setContract({ ...terms, distributorId, businessDays: 0 })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
});
