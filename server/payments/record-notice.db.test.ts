import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import {
  cancellationBody,
  createAdmin,
  createTrade,
  depositBody,
  type Trade,
} from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { parseBankNotice } from "#server/bank/bank-notice.schema.ts";
import { cancelBill } from "#server/bills/cancel-bill.ts";
import { issueSingleBill } from "#server/bills/issue-single-bill.ts";
import { db } from "#server/platform/db.ts";
import { attributeDeposit } from "./attribute-deposit.ts";
import { linkPayment } from "./link-payment.ts";
import { listHeldNotices, listUnmatchedDeposits } from "./payment-list.repository.ts";
import { holdStaleNotice, recordNotice } from "./record-notice.ts";
import { resolveHeldNotice } from "./resolve-held-notice.ts";

const database = useDatabase();
let trade: Trade;

beforeEach(async () => {
  trade = await createTrade(database);
});

const send = (body: string) => recordNotice(parseBankNotice(body));

async function bill(amountWon: bigint): Promise<string> {
  const { tradeRelationshipId } = trade;
  const terms = { amountWon, periodStartOn: null, periodEndOn: null, dueOn: null, memo: null };
  return (await issueSingleBill(trade.clerk, { tradeRelationshipId, ...terms })).billId;
}

/** What the trade's payments come to: the figures that must not depend on how notices arrive. */
async function account() {
  const [row] = await database.sql<{
    deposits: number;
    payments: number;
    reversals: number;
    netWon: string;
    items: string;
  }>(
    `SELECT (SELECT count(*)::int FROM deposit WHERE account_number = $2) AS deposits,
            (SELECT count(*)::int FROM payment WHERE trade_relationship_id = $1) AS payments,
            (SELECT count(*)::int FROM payment_reversal r JOIN payment p ON p.id = r.payment_id
             WHERE p.trade_relationship_id = $1) AS reversals,
            (SELECT coalesce(sum(p.amount_won) FILTER (WHERE r.id IS NULL), 0)::text
             FROM payment p LEFT JOIN payment_reversal r ON r.payment_id = p.id
             WHERE p.trade_relationship_id = $1) AS "netWon",
            (SELECT coalesce(sum(gross_won), 0)::text FROM settlement_item WHERE distributor_id = $3) AS items`,
    [trade.tradeRelationshipId, trade.accountNumber, trade.distributorId],
  );
  if (!row) throw new Error("no figures");
  return row;
}

const collected = async (billId: string) =>
  (
    await database.sql<{ won: string }>(
      "SELECT bill_collected_won(b)::text AS won FROM bill b WHERE id = $1",
      [billId],
    )
  )[0]?.won;

const kinds = async () =>
  (
    await database.sql<{ kind: string; recipient: string }>(
      "SELECT kind, recipient FROM notification WHERE trade_relationship_id = $1 AND kind::text LIKE 'PAYMENT%' ORDER BY seq",
      [trade.tradeRelationshipId],
    )
  ).map((row) => `${row.kind} ${row.recipient}`);

describe("once", () => {
  test("64 simultaneous copies of one notice: one deposit, one payment, one settlement item, two messages", async () => {
    const body = depositBody(trade, { amountWon: 300_000n });
    const outcomes = await Promise.all(Array.from({ length: 64 }, () => send(body)));
    expect(outcomes.filter((outcome) => outcome === "recorded")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "repeat")).toHaveLength(63);
    expect(await account()).toMatchObject({ deposits: 1, payments: 1, netWon: "300000", items: "300000" });
    expect(await kinds()).toEqual(["PAYMENT_COMPLETE STORE", "PAYMENT_RECEIVED DISTRIBUTOR"]);
  });

  test("a repeat in other words is a repeat; other content is kept aside and not applied", async () => {
    const transactionId = randomUUID();
    const tradedAt = new Date("2026-10-05T01:00:00Z");
    await send(depositBody(trade, { transactionId, amountWon: 1_000n, tradedAt }));
    const reworded = JSON.parse(depositBody(trade, { transactionId, amountWon: 1_000n, tradedAt }));
    reworded.data.tradedAt = "2026-10-05T10:00:00+09:00";
    reworded.data.depositorName = "김 사장";
    expect(await send(JSON.stringify(reworded))).toBe("repeat");
    const other = depositBody(trade, { transactionId, amountWon: 2_000n, tradedAt });
    expect(await send(other)).toBe("held");
    expect(await send(other)).toBe("held");
    expect(await account()).toMatchObject({ deposits: 1, payments: 1, netWon: "1000" });
    const held = await listHeldNotices(db(), { limit: 10, openOnly: true });
    const conflicts = held.filter((notice) => notice.transactionId === transactionId);
    expect(conflicts).toMatchObject([{ kind: "CONFLICT", reason: "CONTENT_DIFFERS" }]);
    expect(conflicts[0]?.storedBody).toContain("1000");
  });
});

describe("cancelled deposits", () => {
  const orders = [
    ["deposit first", ["deposit", "cancellation"]],
    ["cancellation first", ["cancellation", "deposit"]],
    [
      "cancellation first, all repeated",
      ["cancellation", "cancellation", "deposit", "deposit", "cancellation"],
    ],
  ] as const;

  test.each(orders)("%s: the same payments and sums", async (_name, order) => {
    const originalTransactionId = randomUUID();
    const bodies = {
      deposit: depositBody(trade, { transactionId: originalTransactionId, amountWon: 300_000n }),
      cancellation: cancellationBody(trade, { originalTransactionId, amountWon: 300_000n }),
    };
    const billId = await bill(500_000n);
    for (const which of order) await send(bodies[which]);
    expect(await account()).toMatchObject({
      deposits: 2,
      payments: 1,
      reversals: 1,
      netWon: "0",
      items: "0",
    });
    expect(await collected(billId)).toBe("0");
    expect(await kinds()).toEqual([
      "PAYMENT_COMPLETE STORE",
      "PAYMENT_RECEIVED DISTRIBUTOR",
      "PAYMENT_CANCELED STORE",
      "PAYMENT_CANCELED DISTRIBUTOR",
    ]);
  });

  test("a deposit and its cancellation at the same moment, 32 copies each", async () => {
    const originalTransactionId = randomUUID();
    const deposit = depositBody(trade, { transactionId: originalTransactionId, amountWon: 7_000n });
    const cancellation = cancellationBody(trade, { originalTransactionId, amountWon: 7_000n });
    await Promise.all(Array.from({ length: 64 }, (_, i) => send(i % 2 ? deposit : cancellation)));
    expect(await account()).toMatchObject({
      deposits: 2,
      payments: 1,
      reversals: 1,
      netWon: "0",
      items: "0",
    });
  });

  test.each(["deposit first", "cancellation first"])(
    "of another amount, %s: a conflict, nothing reversed",
    async (order) => {
      const originalTransactionId = randomUUID();
      const transactionId = randomUUID();
      const bodies = [
        depositBody(trade, { transactionId: originalTransactionId, amountWon: 5_000n }),
        cancellationBody(trade, { transactionId, originalTransactionId, amountWon: 4_000n }),
      ];
      if (order === "cancellation first") bodies.reverse();
      for (const body of bodies) await send(body);
      expect(await account()).toMatchObject({ deposits: 1, payments: 1, reversals: 0, netWon: "5000" });
      const held = await listHeldNotices(db(), { limit: 10, openOnly: true });
      expect(held.filter((notice) => notice.transactionId === transactionId)).toMatchObject([
        { kind: "CONFLICT", reason: "ORIGINAL_DIFFERS" },
      ]);
    },
  );

  test("a second cancellation of one deposit: a conflict", async () => {
    const originalTransactionId = randomUUID();
    await send(depositBody(trade, { transactionId: originalTransactionId, amountWon: 5_000n }));
    expect(await send(cancellationBody(trade, { originalTransactionId, amountWon: 5_000n }))).toBe(
      "recorded",
    );
    expect(await send(cancellationBody(trade, { originalTransactionId, amountWon: 5_000n }))).toBe("held");
    expect(await account()).toMatchObject({ reversals: 1, netWon: "0" });
  });
});

describe("which bill (rule R5)", () => {
  test("the one that lived at the moment of the transfer, however late the notice comes", async () => {
    const first = await bill(1_000_000n);
    const duringFirst = new Date();
    const second = await bill(2_000_000n);
    await send(depositBody(trade, { amountWon: 300_000n, tradedAt: duringFirst }));
    await send(depositBody(trade, { amountWon: 50_000n }));
    expect([await collected(first), await collected(second)]).toEqual(["300000", "50000"]);
  });

  test("none before the first bill, and none after a cancellation", async () => {
    await send(depositBody(trade, { amountWon: 1_000n, tradedAt: new Date(Date.now() - 60_000) }));
    const billId = await bill(9_000n);
    await cancelBill(trade.clerk, { billId, reason: "오류" });
    await send(depositBody(trade, { amountWon: 2_000n, tradedAt: new Date(Date.now() + 1_000) }));
    const linked = await database.sql(
      "SELECT 1 FROM payment_with_bill WHERE trade_relationship_id = $1 AND bill_id IS NOT NULL",
      [trade.tradeRelationshipId],
    );
    expect(linked).toEqual([]);
  });

  test("a link by hand wins, is taken back by hand, and is the distributor's own affair", async () => {
    await send(depositBody(trade, { amountWon: 1_000n, tradedAt: new Date(Date.now() - 60_000) }));
    const [payment] = await database.sql<{ id: string }>(
      "SELECT id FROM payment WHERE trade_relationship_id = $1",
      [trade.tradeRelationshipId],
    );
    const paymentId = payment?.id ?? "";
    await expect(linkPayment(trade.clerk, { paymentId, to: "active-bill" })).rejects.toMatchObject({
      code: "NO_ACTIVE_BILL",
    });
    const billId = await bill(9_000n);
    const stranger = await createTrade(database);
    await expect(linkPayment(stranger.clerk, { paymentId, to: "active-bill" })).rejects.toMatchObject({
      code: "PAYMENT_NOT_FOUND",
    });
    await linkPayment(trade.clerk, { paymentId, to: "active-bill" });
    expect(await collected(billId)).toBe("1000");
    await expect(linkPayment(trade.clerk, { paymentId, to: "active-bill" })).rejects.toMatchObject({
      code: "PAYMENT_LINK_UNCHANGED",
    });
    await linkPayment(trade.clerk, { paymentId, to: "none" });
    expect(await collected(billId)).toBe("0");
  });
});

describe("unknown accounts and notices kept aside", () => {
  async function unmatched(
    amountWon: bigint,
  ): Promise<{ id: string; transactionId: string; account: { bankCode: string; accountNumber: string } }> {
    const account = {
      bankCode: "004",
      accountNumber: String(Math.floor(Math.random() * 1e15)).padStart(15, "1"),
    };
    const transactionId = randomUUID();
    await send(depositBody(account, { transactionId, amountWon }));
    const found = (await listUnmatchedDeposits(db(), { limit: 50 })).find(
      (row) => row.transactionId === transactionId,
    );
    if (!found) throw new Error("not among the unmatched");
    return { id: found.id, transactionId, account };
  }

  test("an admin attributes it, once, also when two do so at the same moment; both sides are told", async () => {
    const admin = await createAdmin(database);
    const { id } = await unmatched(80_000n);
    const decision = {
      depositId: id,
      tradeRelationshipId: trade.tradeRelationshipId,
      reason: "입금자명으로 확인",
    };
    const results = await Promise.allSettled([
      attributeDeposit(admin, decision),
      attributeDeposit(admin, decision),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await account()).toMatchObject({ payments: 1, netWon: "80000", items: "80000" });
    expect(await kinds()).toHaveLength(2);
  });

  test("a cancelled one can't be attributed; an attributed one is reversed by its cancellation", async () => {
    const admin = await createAdmin(database);
    const cancelled = await unmatched(10_000n);
    await send(
      cancellationBody(cancelled.account, {
        originalTransactionId: cancelled.transactionId,
        amountWon: 10_000n,
      }),
    );
    const attribute = (depositId: string) =>
      attributeDeposit(admin, { depositId, tradeRelationshipId: trade.tradeRelationshipId, reason: "확인" });
    await expect(attribute(cancelled.id)).rejects.toMatchObject({ code: "DEPOSIT_CANCELED" });
    const attributed = await unmatched(20_000n);
    await attribute(attributed.id);
    await send(
      cancellationBody(attributed.account, {
        originalTransactionId: attributed.transactionId,
        amountWon: 20_000n,
      }),
    );
    expect(await account()).toMatchObject({ payments: 1, reversals: 1, netWon: "0" });
  });

  test("a stale notice waits for an operator, who applies it once", async () => {
    const admin = await createAdmin(database);
    const body = depositBody(trade, { amountWon: 30_000n });
    expect(await holdStaleNotice(parseBankNotice(body))).toBe("held");
    expect(await account()).toMatchObject({ deposits: 0, payments: 0 });
    const { transactionId } = parseBankNotice(body);
    const held = (await listHeldNotices(db(), { limit: 50, openOnly: true })).find(
      (row) => row.transactionId === transactionId,
    );
    const apply = () =>
      resolveHeldNotice(admin, { heldNoticeId: held?.id ?? "", resolution: "APPLIED", note: "은행 확인" });
    const results = await Promise.allSettled([apply(), apply()]);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await account()).toMatchObject({ payments: 1, netWon: "30000" });
    expect(await holdStaleNotice(parseBankNotice(body))).toBe("repeat");
  });

  test("a stale notice that disagrees with what is stored can't be applied: it stays open, as a conflict", async () => {
    const admin = await createAdmin(database);
    const transactionId = randomUUID();
    await send(depositBody(trade, { transactionId, amountWon: 1_000n }));
    await holdStaleNotice(parseBankNotice(depositBody(trade, { transactionId, amountWon: 2_000n })));
    const open = async () =>
      (await listHeldNotices(db(), { limit: 50, openOnly: true })).filter(
        (row) => row.transactionId === transactionId,
      );
    const [held] = await open();
    const decision = { heldNoticeId: held?.id ?? "", resolution: "APPLIED" as const, note: "은행 확인" };
    expect(await resolveHeldNotice(admin, decision)).toEqual({ outcome: "held" });
    expect(await open()).toMatchObject([{ kind: "CONFLICT", reason: "CONTENT_DIFFERS" }]);
    expect(await account()).toMatchObject({ payments: 1, netWon: "1000" });
  });

  test("a stale early cancellation, applied, waits for its deposit and is then applied by itself", async () => {
    const admin = await createAdmin(database);
    const originalTransactionId = randomUUID();
    const cancellation = parseBankNotice(
      cancellationBody(trade, { originalTransactionId, amountWon: 1_000n }),
    );
    await holdStaleNotice(cancellation);
    const held = (await listHeldNotices(db(), { limit: 50, openOnly: true })).find(
      (row) => row.transactionId === cancellation.transactionId,
    );
    await resolveHeldNotice(admin, {
      heldNoticeId: held?.id ?? "",
      resolution: "APPLIED",
      note: "은행 확인",
    });
    await send(depositBody(trade, { transactionId: originalTransactionId, amountWon: 1_000n }));
    expect(await account()).toMatchObject({ payments: 1, reversals: 1, netWon: "0" });
  });
});
