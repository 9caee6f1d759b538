import { seoulDayOf } from "#server/platform/clock.ts";
import { seoulIso } from "./calendar.ts";
import type { DemoAttribution, DemoDeposit, DemoPayment, DemoRelationship, DemoWorld } from "./model.ts";

/** What a bank reports of one transfer. */
export interface Transfer {
  bankCode: string;
  accountNumber: string;
  depositorName: string;
  amountWon: bigint;
  tradedAt: Date;
  /** Default: some seconds after the transfer. */
  receivedAt?: Date;
}

/** The body of a notice "deposit received". */
export function receivedBody(transfer: Transfer, transactionId: string, receivedAt: Date): string {
  const { bankCode, accountNumber, depositorName, amountWon, tradedAt } = transfer;
  const data = { bankCode, transactionId, accountNumber, depositorName, amount: Number(amountWon) };
  return JSON.stringify({
    type: "deposit.received",
    timestamp: receivedAt.toISOString(),
    data: { ...data, tradedAt: seoulIso(tradedAt) },
  });
}

/** The body of a notice "deposit canceled". */
export function canceledBody(
  original: { bankCode: string; accountNumber: string; amountWon: bigint; transactionId: string },
  cancellation: { transactionId: string; tradedAt: Date; receivedAt: Date },
): string {
  return JSON.stringify({
    type: "deposit.canceled",
    timestamp: cancellation.receivedAt.toISOString(),
    data: {
      bankCode: original.bankCode,
      transactionId: cancellation.transactionId,
      originalTransactionId: original.transactionId,
      accountNumber: original.accountNumber,
      amount: Number(original.amountWon),
      tradedAt: seoulIso(cancellation.tradedAt),
    },
  });
}

/** A bank's next transaction id of that day. */
export function newTransactionId(world: DemoWorld, at: Date): string {
  const count = world.deposits.length + world.heldNotices.length + 1;
  return `${seoulDayOf(at).replaceAll("-", "")}-${String(count * 37).padStart(6, "0")}`;
}

/** A deposit as the webhook would have stored it. */
export function receiveDeposit(world: DemoWorld, transfer: Transfer): DemoDeposit {
  const receivedAt = transfer.receivedAt ?? soonAfter(world, transfer.tradedAt);
  const transactionId = newTransactionId(world, transfer.tradedAt);
  return store(world, transactionId, receivedAt, receivedBody(transfer, transactionId, receivedAt));
}

/** The notice that takes a deposit back. */
export function receiveCancellation(
  world: DemoWorld,
  original: Parameters<typeof canceledBody>[0],
  tradedAt: Date,
): DemoDeposit {
  const receivedAt = soonAfter(world, tradedAt);
  const transactionId = newTransactionId(world, tradedAt);
  const body = canceledBody(original, { transactionId, tradedAt, receivedAt });
  return store(world, transactionId, receivedAt, body);
}

function store(world: DemoWorld, transactionId: string, receivedAt: Date, body: string): DemoDeposit {
  const deposit = { id: world.idAt(receivedAt), body, transactionId, receivedAt };
  world.deposits.push(deposit);
  return deposit;
}

function soonAfter(world: DemoWorld, at: Date): Date {
  return new Date(at.getTime() + world.random.between(2_000, 15_000));
}

/** A store transfers to its account. Returns null when that would be later than now. */
export function pay(
  world: DemoWorld,
  relationship: DemoRelationship,
  transfer: Pick<Transfer, "amountWon" | "tradedAt" | "receivedAt">,
): DemoPayment | null {
  if (transfer.tradedAt > world.until) return null;
  const { account, store: payer } = relationship;
  const depositorName = world.random.next() < 0.6 ? payer.ownerName : payer.name.replaceAll(" ", "");
  const full = { ...transfer, ...account, depositorName };
  const deposit = receiveDeposit(world, full);
  return addPayment(world, relationship, deposit, { ...full, recordedAt: deposit.receivedAt }, null);
}

export function addPayment(
  world: DemoWorld,
  relationship: DemoRelationship,
  deposit: DemoDeposit,
  payment: { amountWon: bigint; depositorName: string; tradedAt: Date; recordedAt: Date },
  attribution: DemoAttribution | null,
): DemoPayment {
  const { amountWon, depositorName, tradedAt, recordedAt } = payment;
  const added: DemoPayment = {
    id: world.idAt(recordedAt),
    ...{ deposit, relationship, attribution, amountWon, depositorName, tradedAt, recordedAt },
    reversal: null,
    links: [],
  };
  relationship.payments.push(added);
  world.payments.push(added);
  return added;
}

/** The bank takes a payment's deposit back. Nothing happens when that would be later than now. */
export function reverse(world: DemoWorld, payment: DemoPayment, tradedAt: Date): void {
  if (tradedAt > world.until) return;
  const { account } = payment.relationship;
  const { amountWon } = payment;
  const deposit = receiveCancellation(
    world,
    { ...account, amountWon, transactionId: payment.deposit.transactionId },
    tradedAt,
  );
  payment.reversal = {
    id: world.idAt(deposit.receivedAt),
    deposit,
    tradedAt,
    recordedAt: deposit.receivedAt,
  };
}
