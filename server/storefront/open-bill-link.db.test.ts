import { inspect } from "node:util";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { cancelBill } from "#server/bills/cancel-bill.ts";
import { revokeBillLink } from "#server/bills/revoke-bill-link.ts";
import { billLinkToken } from "#server/notifications/bill-link.ts";
import { env } from "#server/platform/env.ts";
import * as fixtures from "./storefront.fixtures.ts";

const database = useDatabase();
const sql: typeof database.sql = (text, params) => database.sql(text, params);
const link = fixtures.asAnyone();

const tokenOf = (billId: string) => billLinkToken(billId, env().AUTH_SECRET);
const open = (billId: string) => link.linkedBill({ token: tokenOf(billId) });

/** Everything of a refusal that a caller could learn. */
const refusalOf = async (token: string) => {
  const error: unknown = await link.linkedBill({ token }).then(
    () => "it opened",
    (thrown: unknown) => thrown,
  );
  const { code, message, cause } = error as { code: string; message: string; cause: object };
  return { code, message, cause: { ...cause } };
};

const refused = {
  code: "NOT_FOUND",
  message: "LINK_INVALID",
  cause: { code: "LINK_INVALID", details: {}, name: "DomainError" },
};

let trade: fixtures.Trade;
let otherTrade: fixtures.Trade;

beforeAll(async () => {
  await database.setNow("2026-06-01T10:00:00+09:00");
});

beforeEach(async () => {
  const name = `유통 ${Math.random()}`;
  const distributor = await fixtures.insertDistributor(sql, name);
  const other = await fixtures.insertDistributor(sql, `${name} 둘째`);
  const store = await fixtures.insertStore(sql, "김가네", "01011112222");
  trade = await fixtures.insertTrade(sql, distributor, store);
  otherTrade = await fixtures.insertTrade(sql, other, store);
});

describe("a link that opens", () => {
  it("shows its bill, the account and what came in, and nothing of the store's other trades", async () => {
    const billId = await fixtures.issue(trade, 500_000n);
    await fixtures.issue(otherTrade, 70_000n);
    await fixtures.deposit(trade, 20_000n, "2026-05-30T10:00:00+09:00");
    await fixtures.deposit(trade, 600_000n, "2026-06-01T11:00:00+09:00");
    await fixtures.deposit(otherTrade, 70_000n, "2026-06-01T11:00:00+09:00");
    const linked = await open(billId);
    expect(linked.trade).toMatchObject({
      tradeRelationshipId: trade.tradeRelationshipId,
      account: { bankCode: "004", accountNumber: trade.accountNumber, holderName: "예금주" },
    });
    expect(linked.bill).toMatchObject({ billId, status: "ACTIVE", remainingWon: 0n, exceedingWon: 100_000n });
    expect(linked.bill.payments.map((entry) => entry.amountWon)).toEqual([600_000n]);
    expect(linked.otherPayments.map((entry) => [entry.amountWon, entry.billId])).toEqual([[20_000n, null]]);
    expect(linked.current).toBeNull();
  });

  it("says that a newer bill has replaced its own, and shows that one beneath", async () => {
    const billId = await fixtures.issue(trade, 500_000n);
    await fixtures.deposit(trade, 100_000n, "2026-06-01T11:00:00+09:00");
    await database.setNow("2026-06-02T10:00:00+09:00");
    const newerId = await fixtures.issue(trade, 900_000n);
    const linked = await open(billId);
    expect(linked.bill).toMatchObject({ status: "EXPIRED", collectedWon: 100_000n, remainingWon: null });
    expect(linked.current).toMatchObject({ billId: newerId, remainingWon: 900_000n });
    expect(linked.otherPayments).toEqual([]);
    await database.setNow("2026-06-01T10:00:00+09:00");
  });

  it("opens for a cancelled bill, which does not come back", async () => {
    const billId = await fixtures.issue(trade, 500_000n);
    await cancelBill(trade.distributor, { billId, reason: "잘못 청구" });
    const linked = await open(billId);
    expect(linked.bill).toMatchObject({ status: "CANCELED", remainingWon: null });
    expect(linked.current).toBeNull();
    expect(inspect(linked, { depth: null })).not.toContain("잘못 청구"); // why, is the distributor's own note
  });

  it("opens for 90 days after the bill's end, not longer", async () => {
    const billId = await fixtures.issue(trade, 500_000n);
    await cancelBill(trade.distributor, { billId, reason: "잘못 청구" });
    await database.setNow("2026-08-30T09:00:00+09:00"); // 89 days and 23 hours
    expect((await open(billId)).bill.billId).toBe(billId);
    await database.setNow("2026-08-31T10:00:00+09:00"); // 91 days
    expect(await refusalOf(tokenOf(billId))).toEqual(refused);
    await database.setNow("2026-06-01T10:00:00+09:00");
  });

  it("opens however old its bill is, while it is active", async () => {
    const billId = await fixtures.issue(trade, 500_000n);
    await database.setNow("2027-06-01T10:00:00+09:00");
    expect((await open(billId)).bill.billId).toBe(billId);
    await database.setNow("2026-06-01T10:00:00+09:00");
  });
});

describe("a link that does not open", () => {
  it("was revoked, by its distributor alone, and is audited once", async () => {
    const billId = await fixtures.issue(trade, 500_000n);
    await expect(revokeBillLink(otherTrade.distributor, billId)).rejects.toMatchObject({
      code: "BILL_NOT_FOUND",
    });
    expect((await open(billId)).bill.billId).toBe(billId);
    await Promise.all([revokeBillLink(trade.distributor, billId), revokeBillLink(trade.distributor, billId)]);
    expect(await refusalOf(tokenOf(billId))).toEqual(refused);
    const audited = await sql(
      "SELECT actor_id, distributor_id FROM audit_entry WHERE subject_id = $1 AND action = $2",
      [billId, "bill.revokeLink"],
    );
    expect(audited).toEqual([
      { actor_id: trade.distributor.userId, distributor_id: trade.distributor.distributorId },
    ]);
  });

  it("is not got around by the link of an earlier bill", async () => {
    const earlierId = await fixtures.issue(trade, 500_000n);
    const billId = await fixtures.issue(trade, 600_000n);
    await revokeBillLink(trade.distributor, billId);
    expect((await open(earlierId)).current).toBeNull();
  });

  it("was tampered with, names no bill, or is no token: all refused alike", async () => {
    const billId = await fixtures.issue(trade, 500_000n);
    const token = tokenOf(billId);
    const tampered = (token.startsWith("A") ? "B" : "A") + token.slice(1);
    const ofNoBill = tokenOf("0193ffff-0000-7000-8000-00000000000a");
    const ofOtherSecret = billLinkToken(billId, `${env().AUTH_SECRET}!`);
    for (const wrong of [tampered, ofNoBill, ofOtherSecret, "", "x".repeat(10_000), billId])
      expect(await refusalOf(wrong)).toEqual(refused);
  });

  it("opens no door to the owner's pages", async () => {
    await expect(link.activeBills()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});
