import type { NotificationKind } from "#prisma/generated/enums.ts";

/** Which messages go first: payment > bill > reminder. A step between two classes is wider than any fairness tag. */
export const classStep = 100_000_000;
const classes: Record<NotificationKind, 1 | 2 | 3> = {
  PAYMENT_COMPLETE: 3,
  PAYMENT_RECEIVED: 3,
  PAYMENT_CANCELED: 3,
  BILL_ISSUED: 2,
  BILL_CANCELED: 2,
  UNPAID_REMINDER: 1,
};

export function classOf(kind: NotificationKind): 1 | 2 | 3 {
  return classes[kind];
}

/**
 * The queue's priority of the message with tag 0 in a class; a message with tag n has n less. The tags are those of
 * start-time fair queueing with unit costs (Goyal, Vin, Cheng 1996): a sender's message is tagged one more than its
 * last waiting one, and never less than the message that the class sent last. So the senders of a class take turns,
 * and none saves up turns by being silent.
 */
export function topPriority(kind: NotificationKind): number {
  return classes[kind] * classStep;
}

/** The class of a priority: 3 payment, 2 bill, 1 reminder. */
export function classOfPriority(priority: number): number {
  return Math.ceil(priority / classStep);
}

export const maxAttempts = 8;

/** The pause before the next attempt: 2 s, 4 s, 8 s … up to 5 minutes, ±20 % so that failures do not march in step. */
export function backoffMs(attempts: number, random: number): number {
  const base = Math.min(2_000 * 2 ** (attempts - 1), 5 * 60_000);
  return Math.round(base * (0.8 + 0.4 * random));
}
