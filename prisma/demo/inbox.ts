import { addDays } from "#server/settlements/bank-calendar.ts";
import { seoulInstant } from "./calendar.ts";
import type { DemoDeposit, DemoHeldNotice, DemoWorld } from "./model.ts";
import {
  addPayment,
  canceledBody,
  newTransactionId,
  pay,
  receiveCancellation,
  receiveDeposit,
  receivedBody,
} from "./notices.ts";
import { newAccountNumber, relationshipOf } from "./relationships.ts";

// What needs, or needed, an operator's hand: deposits that belong to nobody, and notices kept aside.

/** Fills the operators' inboxes. */
export function fillInboxes(world: DemoWorld): void {
  payBeforeAnyBill(world);
  leaveUnmatched(world);
  attributeOne(world);
  cancelUnmatched(world);
  holdNotices(world);
}

function daysAgo(world: DemoWorld, days: number, time: string): Date {
  return seoulInstant(addDays(world.today, -days), time);
}

/** Rule R5: a new customer that knows its account pays before its first bill. */
function payBeforeAnyBill(world: DemoWorld): void {
  pay(world, relationshipOf(world, "00040"), {
    amountWon: 350_000n,
    tradedAt: daysAgo(world, 3, "18:22:10"),
  });
}

function leaveUnmatched(world: DemoWorld): void {
  const given = relationshipOf(world, "00039");
  // The last to be given, so that no new customer begins with a stranger's deposit.
  const free = world.accounts.findLast(({ bankCode, given: owner }) => bankCode === "004" && !owner);
  if (!free) throw new Error("the pool is empty");
  receiveDeposit(world, {
    bankCode: "004",
    accountNumber: newAccountNumber(world, "004"),
    depositorName: "강민호",
    amountWon: 540_000n,
    tradedAt: daysAgo(world, 5, "09:41:27"),
  });
  // Before the account was given: the product proposes the store, an operator confirms.
  receiveDeposit(world, {
    ...given.account,
    depositorName: given.store.ownerName,
    amountWon: 420_000n,
    tradedAt: daysAgo(world, 3, "14:03:55"),
  });
  receiveDeposit(world, {
    ...free,
    depositorName: "주식회사모두푸드",
    amountWon: 1_280_000n,
    tradedAt: daysAgo(world, 1, "11:16:02"),
  });
}

/** An operator found out, months ago, whose a deposit was. */
function attributeOne(world: DemoWorld): void {
  const relationship = relationshipOf(world, "00030");
  const transfer = {
    bankCode: "004",
    accountNumber: newAccountNumber(world, "004"),
    depositorName: relationship.store.ownerName,
    amountWon: 270_000n,
    tradedAt: daysAgo(world, 75, "13:20:31"),
  };
  const deposit = receiveDeposit(world, transfer);
  const at = daysAgo(world, 74, "09:52:00");
  const reason = "입금자명과 금액을 매장에 전화로 확인했습니다.";
  const attribution = { id: world.idAt(at), deposit, relationship, by: world.admin, at, reason };
  world.attributions.push(attribution);
  addPayment(world, relationship, deposit, { ...transfer, recordedAt: at }, attribution);
  world.audits.push({
    at,
    actor: world.admin,
    distributor: relationship.distributor,
    action: "deposit.attribute",
    subjectId: deposit.id,
    details: { tradeRelationshipId: relationship.id, reason },
  });
}

/** It was nobody's, and the bank took it back. */
function cancelUnmatched(world: DemoWorld): void {
  const transfer = {
    bankCode: "088",
    accountNumber: newAccountNumber(world, "088"),
    depositorName: "최가람",
    amountWon: 95_000n,
    tradedAt: daysAgo(world, 33, "10:08:19"),
  };
  const { transactionId } = receiveDeposit(world, transfer);
  receiveCancellation(world, { ...transfer, transactionId }, daysAgo(world, 33, "15:44:00"));
}

function holdNotices(world: DemoWorld): void {
  const conflicting = lastDepositOf(world, "00002");
  hold(world, "CONFLICT", "CONTENT_DIFFERS", {
    body: withOtherAmount(conflicting),
    receivedAt: new Date(conflicting.receivedAt.getTime() + 3 * 3_600_000),
  });
  const earlier = world.payments.find(({ relationship }) => relationship.customerCode === "1002")?.deposit;
  if (earlier) {
    const receivedAt = new Date(earlier.receivedAt.getTime() + 3_600_000);
    const notice = { body: withOtherAmount(earlier), receivedAt };
    dismiss(world, hold(world, "CONFLICT", "CONTENT_DIFFERS", notice));
  }
  holdStale(world);
  holdEarlyCancellation(world);
}

/** Signed in time, delivered a day late: not applied by itself. */
function holdStale(world: DemoWorld): void {
  const { account, store } = relationshipOf(world, "00006");
  const tradedAt = daysAgo(world, 2, "17:35:48");
  const transfer = { ...account, depositorName: store.ownerName, amountWon: 500_000n, tradedAt };
  const signedAt = new Date(tradedAt.getTime() + 6_000);
  const body = receivedBody(transfer, newTransactionId(world, tradedAt), signedAt);
  hold(world, "STALE", "STALE", { body, receivedAt: daysAgo(world, 1, "17:20:00") });
}

/** The deposit that it takes back has not been reported so far. */
function holdEarlyCancellation(world: DemoWorld): void {
  const { account } = relationshipOf(world, "1003");
  const tradedAt = daysAgo(world, 1, "19:02:11");
  const receivedAt = new Date(tradedAt.getTime() + 7_000);
  const original = {
    ...account,
    amountWon: 230_000n,
    transactionId: `${newTransactionId(world, tradedAt)}1`,
  };
  const transactionId = `${newTransactionId(world, tradedAt)}2`;
  const body = canceledBody(original, { transactionId, tradedAt, receivedAt });
  hold(world, "EARLY_CANCELLATION", "ORIGINAL_MISSING", { body, receivedAt });
}

function hold(
  world: DemoWorld,
  kind: DemoHeldNotice["kind"],
  reason: DemoHeldNotice["reason"],
  notice: Pick<DemoHeldNotice, "body" | "receivedAt">,
): DemoHeldNotice {
  const held = { id: world.idAt(notice.receivedAt), kind, reason, ...notice, dismissed: null };
  world.heldNotices.push(held);
  return held;
}

function dismiss(world: DemoWorld, held: DemoHeldNotice): void {
  const at = new Date(held.receivedAt.getTime() + 20 * 3_600_000);
  const note = "은행에 확인: 시험 전문이 잘못 전송되었습니다.";
  held.dismissed = { by: world.admin, at, note };
  world.audits.push({
    at,
    actor: world.admin,
    distributor: null,
    action: "deposit.dismiss-held",
    subjectId: held.id,
    details: { outcome: null, note },
  });
}

function lastDepositOf(world: DemoWorld, customerCode: string): DemoDeposit {
  const payment = relationshipOf(world, customerCode).payments.findLast(
    ({ recordedAt }) => recordedAt.getTime() + 4 * 3_600_000 < world.until.getTime(),
  );
  if (!payment) throw new Error(`customer ${customerCode} has paid nothing`);
  return payment.deposit;
}

function withOtherAmount({ body }: DemoDeposit): string {
  const notice = JSON.parse(body) as { data: { amount: number } };
  return JSON.stringify({ ...notice, data: { ...notice.data, amount: notice.data.amount + 10_000 } });
}
