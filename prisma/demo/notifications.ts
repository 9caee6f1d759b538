import type { NotificationKind, NotificationRecipient, NotificationState } from "#prisma/generated/enums.ts";
import { dropReasonOf } from "#server/notifications/drop-reason.ts";
import type { MessageFacts } from "#server/notifications/message-facts.repository.ts";
import { messageText } from "#server/notifications/message-text.ts";
import { maxAttempts, topPriority } from "#server/notifications/notification.rules.ts";
import { chatSenderOf, noticeChannelOf, storeChannelOf } from "./chat-names.ts";
import { billOf, isAliveAt, remainingWon } from "./collected.ts";
import type { DemoBill, DemoPayment, DemoRelationship, DemoWorld } from "./model.ts";
import { accountHolder } from "./relationships.ts";

interface Event {
  kind: NotificationKind;
  recipient: NotificationRecipient;
  eventId: string;
  at: Date;
  relationship: DemoRelationship;
  bill: DemoBill | null;
  payment: DemoPayment | null;
}

const slotMs = 220; // as the product paces itself: 5 a second, and some room

/** Every message of the history, in the order of its queueing, with its text as it left: rows of notification. */
export function notificationsOf(world: DemoWorld): Record<string, unknown>[] {
  const events = eventsOf(world).sort((a, b) => a.at.getTime() - b.at.getTime());
  const states = new Map<string, NotificationState>();
  const failures = plannedFailures(world);
  let freeAtMs = 0;
  let ahead = 0;
  return events.map((event, index) => {
    const leavesAtMs = Math.max(event.at.getTime() + world.random.between(300, 900), freeAtMs);
    freeAtMs = leavesAtMs + slotMs;
    ahead = events[index - 1]?.at.getTime() === event.at.getTime() ? ahead + 1 : 0;
    const failure = failures.get(`${event.kind} ${event.eventId}`) ?? null;
    const row = rowOf(world, event, { at: new Date(leavesAtMs), ahead, failure, states, index });
    states.set(keyOf(event.kind, event.eventId, event.recipient), row.state);
    return row;
  });
}

/** All that parties were told of. */
function eventsOf(world: DemoWorld): Event[] {
  const store = { recipient: "STORE", bill: null, payment: null } as const;
  const bills = world.bills.flatMap((bill): Event[] => {
    const about = { ...store, eventId: bill.id, relationship: bill.relationship, bill };
    const issued: Event = { ...about, kind: "BILL_ISSUED", at: bill.issuedAt };
    return bill.end?.canceled ? [issued, { ...about, kind: "BILL_CANCELED", at: bill.end.at }] : [issued];
  });
  const reminders = world.reminders.map(
    ({ id, bill, requestedAt }): Event => ({
      ...{ ...store, kind: "UNPAID_REMINDER", eventId: id, at: requestedAt, bill },
      relationship: bill.relationship,
    }),
  );
  return [...bills, ...reminders, ...world.payments.flatMap(paymentEvents)];
}

function paymentEvents(payment: DemoPayment): Event[] {
  const { relationship, reversal, recordedAt: at } = payment;
  const about = { relationship, bill: null, payment };
  const came = { ...about, eventId: payment.id, at };
  const told: Event[] = [
    { ...came, kind: "PAYMENT_COMPLETE", recipient: "STORE" },
    { ...came, kind: "PAYMENT_RECEIVED", recipient: "DISTRIBUTOR" },
  ];
  if (!reversal) return told;
  const taken = {
    ...about,
    kind: "PAYMENT_CANCELED" as const,
    eventId: reversal.id,
    at: reversal.recordedAt,
  };
  return [...told, { ...taken, recipient: "STORE" }, { ...taken, recipient: "DISTRIBUTOR" }];
}

interface Failure {
  attempts: number;
  lastError: string;
  afterMs: number;
}

/** Two messages that no longer get through by themselves: one refused at once, one given up after all attempts. */
function plannedFailures(world: DemoWorld): Map<string, Failure> {
  const bill = world.bills.findLast(({ relationship }) => relationship.customerCode === "00033");
  const payment = world.payments.findLast(({ relationship }) => relationship.customerCode === "1008");
  const failures = new Map<string, Failure>();
  if (bill) {
    const lastError = "sender-not-member: HTTP 400, 400108: Not authorized. User must be a member.";
    failures.set(`BILL_ISSUED ${bill.id}`, { attempts: 1, lastError, afterMs: 0 });
  }
  if (payment) {
    const lastError = "HTTP 500, 500901: Unexpected error.";
    failures.set(`PAYMENT_COMPLETE ${payment.id}`, { attempts: maxAttempts, lastError, afterMs: 265_000 });
  }
  return failures;
}

function rowOf(
  world: DemoWorld,
  event: Event,
  sending: {
    at: Date;
    ahead: number;
    failure: Failure | null;
    states: Map<string, NotificationState>;
    index: number;
  },
) {
  const { kind, recipient, relationship } = event;
  const { distributor } = relationship;
  return {
    id: world.idAt(event.at),
    ...{ kind, recipient },
    event_id: event.eventId,
    distributor_id: distributor.id,
    trade_relationship_id: relationship.id,
    bill_id: event.bill?.id ?? null,
    payment_id: event.payment?.id ?? null,
    sender: chatSenderOf(distributor),
    channel: recipient === "STORE" ? storeChannelOf(relationship) : noticeChannelOf(distributor),
    priority: topPriority(kind) - sending.ahead,
    queued_at: event.at,
    maybe_sent: false,
    ...endOf(event, sending),
  };
}

/** How it ended: sent, unless its reason had vanished by then (rule R7) or it is one of the planned failures. */
function endOf(event: Event, { at, failure, states, index }: Parameters<typeof rowOf>[2]) {
  const facts = factsOf(event, at, states);
  const dropReason = dropReasonOf(event.kind, facts);
  const unsent = { sent_at: null, text: null, provider_message_id: null, drop_reason: null };
  if (failure) {
    const { attempts, lastError, afterMs } = failure;
    const endedAt = new Date(at.getTime() + afterMs);
    return {
      ...unsent,
      ...{ state: "FAILED" as const, attempts, last_error: lastError, ended_at: endedAt },
    };
  }
  const ended = { attempts: 1, last_error: null, ended_at: at };
  if (dropReason) return { ...unsent, ...ended, state: "DROPPED" as const, drop_reason: dropReason };
  return {
    ...ended,
    state: "SENT" as const,
    sent_at: at,
    // Without a link: the address at which the demo will stand is not known here, and the old chats are not shown.
    text: messageText(event.kind, event.recipient, facts, null),
    provider_message_id: String(500_000_001 + index),
    drop_reason: null,
  };
}

/** What the product would have known when the message left. */
function factsOf(event: Event, at: Date, states: Map<string, NotificationState>): MessageFacts {
  const { relationship, bill, payment, recipient } = event;
  const { account } = relationship;
  return {
    language: "ko",
    remindersOff: false,
    distributorName: relationship.distributor.name,
    storeName: relationship.store.name,
    customerCode: relationship.customerCode,
    bankCode: account.bankCode,
    accountNumber: account.accountNumber,
    accountHolder,
    bill: bill && billFacts(bill, at),
    payment: payment && paymentFacts(payment, at),
    announcedState:
      (event.kind === "BILL_CANCELED" && states.get(keyOf("BILL_ISSUED", event.eventId, recipient))) ||
      (event.kind === "PAYMENT_CANCELED" && states.get(announcementOf(payment, recipient))) ||
      null,
  };
}

function billFacts(bill: DemoBill, at: Date): NonNullable<MessageFacts["bill"]> {
  const { id, amountWon, periodStartOn, periodEndOn, dueOn, memo, end } = bill;
  const ended = end?.canceled ? "CANCELED" : "EXPIRED";
  return {
    ...{ id, amountWon, periodStartOn, periodEndOn, dueOn, memo },
    status: isAliveAt(bill, at) ? "ACTIVE" : ended,
    remainingWon: remainingWon(bill, at),
    correctedWon: null,
    cancelReason: end?.canceled?.reason ?? null,
  };
}

function paymentFacts(payment: DemoPayment, at: Date): NonNullable<MessageFacts["payment"]> {
  const { id, amountWon, depositorName, tradedAt, reversal } = payment;
  const bill = billOf(payment, at);
  return {
    ...{ id, amountWon, depositorName, tradedAt },
    reversed: reversal !== null && reversal.recordedAt <= at,
    billId: bill?.id ?? null,
    billRemainingWon: bill && isAliveAt(bill, at) ? remainingWon(bill, at) : null,
  };
}

function announcementOf(payment: DemoPayment | null, recipient: NotificationRecipient): string {
  const kind = recipient === "STORE" ? "PAYMENT_COMPLETE" : "PAYMENT_RECEIVED";
  return keyOf(kind, payment?.id ?? "", recipient);
}

function keyOf(kind: NotificationKind, eventId: string, recipient: NotificationRecipient): string {
  return `${kind} ${eventId} ${recipient}`;
}
