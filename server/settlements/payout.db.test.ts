import { beforeEach, expect, test } from "vitest";
import { createAdmin, createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { closeSettlements } from "./close-settlements.ts";
import { decidePayoutAccount, getPayoutAccount, requestPayoutAccount } from "./payout-account.ts";
import { confirmPayout, failPayout, repeatPayout } from "./record-payout.ts";
import { pay, reverse } from "./settlement.fixtures.ts";

const database = useDatabase();
const seoul = (text: string) => new Date(`${text.replace(" ", "T")}+09:00`);
let trade: Trade;
let first: { userId: string };
let second: { userId: string };

beforeEach(async () => {
  await database.setNow(seoul("2026-11-24 12:00:00")); // a Tuesday; the terms are T+2, 200 won and 10 bp
  trade = await createTrade(database);
  [first, second] = [await createAdmin(database), await createAdmin(database)];
});

const account = () => ({
  distributorId: trade.distributorId,
  bankCode: "088",
  accountNumber: "110123456789",
  holderName: "한빛식자재",
  reason: "첫 등록",
});

async function approveAccount(): Promise<string> {
  const { payoutAccountChangeId } = await requestPayoutAccount(first, account());
  await decidePayoutAccount(second, { payoutAccountChangeId, decision: "APPROVED" });
  return payoutAccountChangeId;
}

async function closeOn(day: string): Promise<void> {
  await database.setNow(seoul(`${day} 00:10:00`));
  await closeSettlements();
}

const payouts = () =>
  database.sql(
    `SELECT p.id, s.payout_on::text AS "on", p.status, p.net_won::int AS net, p.carried_in_won::int AS "in",
            p.amount_won::int AS amount, p.carried_out_won::int AS out
     FROM payout p JOIN settlement s ON s.id = p.settlement_id WHERE p.distributor_id = $1 ORDER BY p.seq`,
    [trade.distributorId],
  );

async function closedPayout(amountWon = 100_000n): Promise<string> {
  await pay(trade, amountWon, seoul("2026-11-24 10:00:00"));
  await closeOn("2026-11-26");
  return (await payouts())[0]?.id;
}

test("a closed settlement is paid out once, to the approved account, and says so", async () => {
  const payoutAccountChangeId = await approveAccount();
  const payoutId = await closedPayout();
  expect(await payouts()).toMatchObject([
    { on: "2026-11-26", status: "PENDING", net: 99_670, amount: 99_670 },
  ]);
  const paid = { payoutId, payoutAccountChangeId, paidOn: "2026-11-26" };
  const both = await Promise.allSettled([confirmPayout(first, paid), confirmPayout(second, paid)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "PAYOUT_STATE_CHANGED" },
  });
  expect(await payouts()).toMatchObject([{ status: "PAID" }]);
});

test("a failed payout is repeated; one that was paid can come back", async () => {
  const payoutAccountChangeId = await approveAccount();
  const payoutId = await closedPayout();
  await expect(repeatPayout(first, { payoutId })).rejects.toMatchObject({ code: "PAYOUT_STATE_CHANGED" });
  await failPayout(first, { payoutId, reason: "예금주 불일치" });
  const paid = { payoutId, payoutAccountChangeId, paidOn: "2026-11-26" };
  await expect(confirmPayout(first, paid)).rejects.toMatchObject({ code: "PAYOUT_STATE_CHANGED" });
  await repeatPayout(first, { payoutId });
  await confirmPayout(first, paid);
  await failPayout(second, { payoutId, reason: "계좌 해지로 반송" });
  const kinds = await database.sql(
    "SELECT kind, amount_won::int AS won FROM payout_event WHERE payout_id = $1 ORDER BY seq",
    [payoutId],
  );
  expect(kinds).toEqual(["FAILED", "REPEATED", "CONFIRMED", "FAILED"].map((kind) => ({ kind, won: 99_670 })));
  expect(await payouts()).toMatchObject([{ status: "FAILED", amount: 99_670 }]);
});

test("nothing is paid without an approved account, or to another than the one on the screen", async () => {
  const payoutId = await closedPayout();
  const { payoutAccountChangeId } = await requestPayoutAccount(first, account());
  const paid = { payoutId, payoutAccountChangeId, paidOn: "2026-11-26" };
  await expect(confirmPayout(first, paid)).rejects.toMatchObject({ code: "PAYOUT_ACCOUNT_MISSING" });
  await decidePayoutAccount(second, { payoutAccountChangeId, decision: "APPROVED" });
  const next = await requestPayoutAccount(first, { ...account(), accountNumber: "999999999999" });
  await decidePayoutAccount(second, { ...next, decision: "APPROVED" });
  await expect(confirmPayout(first, paid)).rejects.toMatchObject({ code: "PAYOUT_STATE_CHANGED" });
  await confirmPayout(first, { ...paid, ...next });
});

test("what a settlement falls short of is carried into the next payouts, once", async () => {
  const payment = await pay(trade, 100_000n, seoul("2026-11-24 10:00:00"));
  await closeOn("2026-11-26");
  await reverse(trade, payment, seoul("2026-11-26 09:00:00")); // the account has been paid out: a debt of 99,670
  await closeOn("2026-11-27");
  await pay(trade, 50_000n, seoul("2026-11-27 10:00:00"));
  await closeOn("2026-12-01");
  await pay(trade, 80_000n, seoul("2026-12-01 10:00:00"));
  await closeOn("2026-12-03");
  expect(await payouts()).toMatchObject([
    { on: "2026-11-26", net: 99_670, in: 0, amount: 99_670, out: 0, status: "PENDING" },
    { on: "2026-11-27", net: -99_670, in: 0, amount: 0, out: -99_670, status: "NOT_DUE" },
    { on: "2026-12-01", net: 49_725, in: -99_670, amount: 0, out: -49_945, status: "NOT_DUE" },
    { on: "2026-12-03", net: 79_692, in: -49_945, amount: 29_747, out: 0, status: "PENDING" },
  ]);
});

test("several days closed in one go carry over in the order of the days", async () => {
  const payment = await pay(trade, 100_000n, seoul("2026-11-24 10:00:00"));
  await closeOn("2026-11-26");
  await reverse(trade, payment, seoul("2026-11-26 09:00:00"));
  await pay(trade, 200_000n, seoul("2026-11-26 10:00:00"));
  await closeOn("2026-12-04"); // after days of downtime: 27 and 30 November
  expect((await payouts()).slice(1)).toMatchObject([
    { on: "2026-11-27", net: -99_670, out: -99_670 },
    { on: "2026-11-30", in: -99_670, amount: 99_890 },
  ]);
});

test("the account changes by two admins, one request at a time", async () => {
  const { payoutAccountChangeId } = await requestPayoutAccount(first, account());
  await expect(requestPayoutAccount(second, account())).rejects.toMatchObject({
    code: "PAYOUT_ACCOUNT_CHANGE_OPEN",
  });
  await expect(
    decidePayoutAccount(first, { payoutAccountChangeId, decision: "APPROVED" }),
  ).rejects.toMatchObject({ code: "PAYOUT_ACCOUNT_NEEDS_SECOND_PERSON" });
  expect(await getPayoutAccount(trade.distributorId)).toMatchObject({
    inUse: null,
    requested: { payoutAccountChangeId },
  });
  const decisions = await Promise.allSettled(
    (["APPROVED", "REJECTED"] as const).map((decision) =>
      decidePayoutAccount(second, { payoutAccountChangeId, decision }),
    ),
  );
  expect(decisions.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "PAYOUT_ACCOUNT_CHANGE_DECIDED" },
  });
  expect(decisions.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("requests at once: one stands", async () => {
  const asked = await Promise.allSettled(
    [first, second, first].map((admin) => requestPayoutAccount(admin, account())),
  );
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("the database itself refuses one person, someone who is no admin, and a change after the fact", async () => {
  const { payoutAccountChangeId } = await requestPayoutAccount(first, account());
  const decide = (by: string) =>
    database.sql(
      "UPDATE payout_account_change SET decision = 'APPROVED', decided_by = $2, decided_at = sunap_now() WHERE id = $1",
      [payoutAccountChangeId, by],
    );
  await expect(decide(first.userId)).rejects.toThrow(/payout_account_needs_a_second_person/);
  await expect(decide(trade.clerk.userId)).rejects.toThrow(/only an admin/);
  await expect(
    database.sql("UPDATE payout_account_change SET account_number = '000000' WHERE id = $1", [
      payoutAccountChangeId,
    ]),
  ).rejects.toThrow(/cannot be altered/);
  await decide(second.userId);
  await expect(decide(second.userId)).rejects.toThrow(/is decided/);
  await expect(database.sql("DELETE FROM payout_account_change")).rejects.toThrow(/append-only/);
});

test("the database itself keeps payouts as they are: amounts, states, order", async () => {
  const payoutAccountChangeId = await approveAccount();
  const payoutId = await closedPayout();
  const alter = (assignment: string) =>
    database.sql(`UPDATE payout SET ${assignment} WHERE id = $1`, [payoutId]);
  await expect(alter("status = 'PAID'")).rejects.toThrow(/without an event/);
  await expect(alter("net_won = 1")).rejects.toThrow(/cannot change/);
  const event = (kind: string, amountWon: number, accountId: string | null, paidOn: string | null) =>
    database.sql(
      `INSERT INTO payout_event (payout_id, distributor_id, amount_won, kind, payout_account_change_id, paid_on, done_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [payoutId, trade.distributorId, amountWon, kind, accountId, paidOn, first.userId],
    );
  await expect(event("CONFIRMED", 1, payoutAccountChangeId, "2026-11-26")).rejects.toThrow(
    /violates foreign key/,
  );
  await expect(event("CONFIRMED", 99_670, null, "2026-11-26")).rejects.toThrow(/violates check/);
  await expect(event("REPEATED", 99_670, null, null)).rejects.toThrow(/cannot become PENDING/);
  await event("CONFIRMED", 99_670, payoutAccountChangeId, "2026-11-26");
  await expect(event("CONFIRMED", 99_670, payoutAccountChangeId, "2026-11-26")).rejects.toThrow(
    /cannot become PAID/,
  );
  await expect(database.sql("DELETE FROM payout")).rejects.toThrow(/append-only/);
});
