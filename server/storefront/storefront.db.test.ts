import { beforeAll, describe, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { cancelBill } from "#server/bills/cancel-bill.ts";
import { linkPayment } from "#server/payments/link-payment.ts";
import * as fixtures from "./storefront.fixtures.ts";

const database = useDatabase();
const sql: typeof database.sql = (text, params) => database.sql(text, params);

const kimPhone = "01011112222";
const leePhone = "01033334444";
const kim = fixtures.asOwner(kimPhone);
const lee = fixtures.asOwner(leePhone);

let kimAtFirst: fixtures.Trade;
let kimAtSecond: fixtures.Trade;
let leeAtFirst: fixtures.Trade;

beforeAll(async () => {
  await database.setNow("2026-11-02T10:00:00+09:00");
  const first = await fixtures.insertDistributor(sql, "가나유통");
  const second = await fixtures.insertDistributor(sql, "다라식자재");
  const kimStore = await fixtures.insertStore(sql, "김가네", kimPhone);
  const leeStore = await fixtures.insertStore(sql, "이가네", leePhone);
  kimAtFirst = await fixtures.insertTrade(sql, first, kimStore);
  kimAtSecond = await fixtures.insertTrade(sql, second, kimStore);
  leeAtFirst = await fixtures.insertTrade(sql, first, leeStore);
});

describe("an owner without any bill", () => {
  it("sees its stores and the accounts to pay to, nothing of another owner's", async () => {
    expect(await kim.stores()).toEqual([
      {
        storeId: expect.any(String),
        storeName: "김가네",
        trades: [
          expect.objectContaining({
            distributorName: "가나유통",
            account: { bankCode: "004", accountNumber: kimAtFirst.accountNumber, holderName: "예금주" },
          }),
          expect.objectContaining({ distributorName: "다라식자재" }),
        ],
      },
    ]);
    const trades = await lee.activeBills();
    expect(trades.map((trade) => [trade.storeName, trade.distributorName, trade.bill])).toEqual([
      ["이가네", "가나유통", null],
    ]);
    expect(await kim.bills({})).toEqual({ items: [], nextCursor: null });
    expect(await kim.payments({})).toEqual({ items: [], nextCursor: null });
  });

  it("sees nothing under a number that no store carries", async () => {
    const stranger = fixtures.asOwner("01099990000");
    expect(await stranger.stores()).toEqual([]);
    expect(await stranger.activeBills()).toEqual([]);
  });
});

describe("short payment, more than billed, no bill", () => {
  let firstBill: string;
  let secondBill: string;

  beforeAll(async () => {
    await fixtures.deposit(kimAtFirst, 50_000n, "2026-11-02T09:00:00+09:00"); // before any bill
    firstBill = await fixtures.issue(kimAtFirst, 1_000_000n, "2026-11-10");
    await fixtures.deposit(kimAtFirst, 300_000n, "2026-11-03T09:00:00+09:00");
    await fixtures.deposit(kimAtFirst, 200_000n, "2026-11-04T09:00:00+09:00");
    await database.setNow("2026-11-05T10:00:00+09:00");
  });

  it("says what of the active bill has come in and what has not been seen yet", async () => {
    const [trade] = await kim.activeBills();
    expect(trade?.bill).toMatchObject({
      billId: firstBill,
      status: "ACTIVE",
      amountWon: 1_000_000n,
      collectedWon: 500_000n,
      remainingWon: 500_000n,
      exceedingWon: 0n,
      dueOn: "2026-11-10",
    });
  });

  it("keeps an expired bill as history, without a remaining amount", async () => {
    secondBill = await fixtures.issue(kimAtFirst, 700_000n);
    await fixtures.deposit(kimAtFirst, 900_000n, "2026-11-06T09:00:00+09:00");
    const expired = await kim.bill({ billId: firstBill });
    expect(expired).toMatchObject({ status: "EXPIRED", collectedWon: 500_000n, remainingWon: null });
    expect(expired.payments.map((payment) => payment.amountWon)).toEqual([200_000n, 300_000n]);
    const { items } = await kim.bills({ endedOnly: true });
    expect(items.map((bill) => bill.billId)).toEqual([firstBill]);
  });

  it("tells a sum above the bill as the fact it is", async () => {
    const bill = await kim.bill({ billId: secondBill });
    expect(bill).toMatchObject({ collectedWon: 900_000n, remainingWon: 0n, exceedingWon: 200_000n });
    expect(bill.account).toMatchObject({ accountNumber: kimAtFirst.accountNumber });
  });

  it("lists payments with their bill, or with none, a page at a time", async () => {
    const first = await kim.payments({ limit: 2 });
    const second = await kim.payments({ limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map((entry) => [entry.amountWon, entry.billId])).toEqual([
      [900_000n, secondBill],
      [200_000n, firstBill],
      [300_000n, firstBill],
      [50_000n, null],
    ]);
    expect(second.nextCursor).toBeNull();
  });

  it("follows a link made by hand", async () => {
    const { items } = await kim.payments({ limit: 1 });
    const paymentId = items[0]?.paymentId ?? "";
    await linkPayment(kimAtFirst.distributor, { paymentId, to: "none" });
    expect((await kim.payments({ limit: 1 })).items[0]).toMatchObject({ billId: null, billIssuedAt: null });
    expect((await kim.bill({ billId: secondBill })).payments).toEqual([]);
    await linkPayment(kimAtFirst.distributor, { paymentId, to: "active-bill" });
    expect((await kim.bill({ billId: secondBill })).collectedWon).toBe(900_000n);
  });

  it("pages through bills without a gap or a repeat", async () => {
    const { items: all } = await kim.bills({});
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof kim.bills>> = await kim.bills({ limit: 1, cursor });
      seen.push(...page.items.map((bill) => bill.billId));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(all.map((bill) => bill.billId));
    expect(seen).toEqual([secondBill, firstBill]);
  });

  it("puts a covered bill behind one that lacks something", async () => {
    await fixtures.issue(kimAtSecond, 80_000n);
    const trades = await kim.activeBills();
    expect(trades.map((trade) => trade.distributorName)).toEqual(["다라식자재", "가나유통"]);
  });

  it("shows nothing of it to another owner, nor to someone who is not signed in", async () => {
    await expect(lee.bill({ billId: firstBill })).rejects.toMatchObject({
      cause: { code: "BILL_NOT_FOUND" },
    });
    expect((await lee.bills({})).items).toEqual([]);
    expect((await lee.payments({})).items).toEqual([]);
    const { tradeRelationshipId } = kimAtFirst;
    expect((await lee.bills({ tradeRelationshipId })).items).toEqual([]);
    expect((await lee.payments({ tradeRelationshipId })).items).toEqual([]);
    await expect(fixtures.asAnyone().bill({ billId: firstBill })).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
  });
});

describe("a cancelled deposit and a cancelled bill", () => {
  it("lists the counter-entry, and the remaining amount rises again", async () => {
    const billId = await fixtures.issue(leeAtFirst, 400_000n);
    const takeBack = await fixtures.deposit(leeAtFirst, 400_000n, "2026-11-05T11:00:00+09:00");
    expect(await lee.bill({ billId })).toMatchObject({ collectedWon: 400_000n, remainingWon: 0n });
    await takeBack("2026-11-05T12:00:00+09:00");
    const bill = await lee.bill({ billId });
    expect(bill).toMatchObject({ collectedWon: 0n, remainingWon: 400_000n });
    expect(bill.payments.map((entry) => [entry.kind, entry.reversed])).toEqual([
      ["REVERSAL", false],
      ["PAYMENT", true],
    ]);
    const { items } = await lee.payments({});
    expect(items.map((entry) => [entry.kind, entry.billId])).toEqual([
      ["REVERSAL", billId],
      ["PAYMENT", billId],
    ]);
  });

  it("leaves the account of a trade whose bill was cancelled", async () => {
    const [active] = await lee.activeBills();
    await cancelBill(leeAtFirst.distributor, { billId: active?.bill?.billId ?? "", reason: "잘못 청구" });
    const [trade] = await lee.activeBills();
    expect(trade).toMatchObject({ bill: null, account: { accountNumber: leeAtFirst.accountNumber } });
    expect((await lee.bills({})).items).toMatchObject([{ status: "CANCELED", remainingWon: null }]);
  });
});
