import type { NotificationKind, NotificationState } from "#prisma/generated/enums.ts";
import type { MessageFacts } from "./message-facts.repository.ts";

/** Why a promised message was not sent; shown with the message. */
export const dropReasons = [
  "BILL_CANCELED",
  "BILL_EXPIRED",
  "BILL_COVERED",
  "REMINDERS_OFF",
  "BILL_NOTICE_NOT_SENT",
  "PAYMENT_REVERSED",
  "PAYMENT_NOTICE_NOT_SENT",
] as const;
export type DropReason = (typeof dropReasons)[number];

/**
 * Rule R7: a message is dropped only when its reason has vanished before it left. A bill that was cancelled or replaced
 * needs no announcement, and one that was never announced no cancellation notice; a reminder whose bill is covered or
 * has ended says nothing true any more, and the distributor can take it back by leaving the store out of reminders; a
 * reversed payment needs no announcement either.
 * Null: it is to be sent.
 */
export function dropReasonOf(kind: NotificationKind, facts: MessageFacts): DropReason | null {
  const { bill, payment, announcedState } = facts;
  switch (kind) {
    case "BILL_ISSUED":
      return endedReason(bill?.status);
    case "UNPAID_REMINDER":
      return endedReason(bill?.status) ?? coveredReason(facts);
    case "BILL_CANCELED":
      return isUntold(announcedState) && bill?.correctedWon == null ? "BILL_NOTICE_NOT_SENT" : null;
    case "PAYMENT_COMPLETE":
    case "PAYMENT_RECEIVED":
      return payment?.reversed ? "PAYMENT_REVERSED" : null;
    case "PAYMENT_CANCELED":
      return announcedState === "DROPPED" ? "PAYMENT_NOTICE_NOT_SENT" : null;
  }
}

/**
 * The bill's announcement did not leave and will not: an announcement that still waits (the night, a batch that can be
 * taken back) finds its bill cancelled. A bill that was to correct one whose announcement did leave is another matter:
 * its store still has that one in mind.
 */
function isUntold(announcedState: NotificationState | null): boolean {
  return announcedState === "DROPPED" || announcedState === "QUEUED";
}

function coveredReason({ bill, remindersOff }: MessageFacts): DropReason | null {
  if (bill?.remainingWon === 0n) return "BILL_COVERED";
  return remindersOff ? "REMINDERS_OFF" : null;
}

function endedReason(status: string | undefined): DropReason | null {
  if (status === "CANCELED") return "BILL_CANCELED";
  return status === "EXPIRED" ? "BILL_EXPIRED" : null;
}
