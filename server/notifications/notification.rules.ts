import type { NotificationKind } from "#prisma/generated/enums.ts";

/** Which messages go first: payment > bill > reminder. A step between two classes is wider than any fairness tag. */
const classStep = 100_000_000;
const classOf: Record<NotificationKind, 1 | 2 | 3> = {
  PAYMENT_COMPLETE: 3,
  PAYMENT_RECEIVED: 3,
  PAYMENT_CANCELED: 3,
  BILL_ISSUED: 2,
  BILL_CANCELED: 2,
  UNPAID_REMINDER: 1,
};

/**
 * The queue's priority of a message, higher first.
 * ahead: how many messages of the same sender and class wait before it. As each sender's first message is tagged 0,
 * its second 1 and so on, the senders of one class take turns (start-time fair queueing with unit costs).
 */
export function priorityOf(kind: NotificationKind, ahead: number): number {
  return classOf[kind] * classStep - ahead;
}

/** Everything at or below it is of a lower class than payment messages. */
export const highestLowerPriority = classOf.BILL_ISSUED * classStep;

/** The kinds that share a class with this one. */
export function kindsOfSameClass(kind: NotificationKind): NotificationKind[] {
  return (Object.keys(classOf) as NotificationKind[]).filter((other) => classOf[other] === classOf[kind]);
}

export const maxAttempts = 8;

/** The pause before the next attempt: 2 s, 4 s, 8 s … up to 5 minutes, ±20 % so that failures do not march in step. */
export function backoffMs(attempts: number, random: number): number {
  const base = Math.min(2_000 * 2 ** (attempts - 1), 5 * 60_000);
  return Math.round(base * (0.8 + 0.4 * random));
}
