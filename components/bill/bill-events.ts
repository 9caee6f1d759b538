import type { NotificationRow } from "#components/notification/notification.types.ts";
import type { BillRow, PaymentEntry } from "./bill.types.ts";

/** Something that happened to a bill. */
export type BillEvent =
  | { id: string; at: Date; what: "issued" }
  | { id: string; at: Date; what: "expired" }
  | { id: string; at: Date; what: "canceled"; reason: string | null }
  | { id: string; at: Date; what: "payment"; entry: PaymentEntry }
  | { id: string; at: Date; what: "message"; notification: NotificationRow };

/** About payments the payments themselves say enough. */
const messagesTold: ReadonlySet<NotificationRow["kind"]> = new Set([
  "BILL_ISSUED",
  "BILL_CANCELED",
  "UNPAID_REMINDER",
]);

/** A bill's history, newest first. */
export function billEvents(
  bill: BillRow,
  payments: readonly PaymentEntry[],
  notifications: readonly NotificationRow[],
): BillEvent[] {
  // In the order of one moment: what came of something stands after it.
  const events: BillEvent[] = [
    { id: "issued", at: bill.issuedAt, what: "issued" },
    ...payments
      .map((entry) => ({ id: entry.id, at: entry.tradedAt, what: "payment" as const, entry }))
      .reverse(),
    ...endOf(bill),
    ...notifications
      .filter(({ kind }) => messagesTold.has(kind))
      .map((notification) => ({
        id: notification.id,
        at: notification.sentAt ?? notification.endedAt ?? notification.queuedAt,
        what: "message" as const,
        notification,
      }))
      .reverse(),
  ];
  return events.sort((one, other) => one.at.getTime() - other.at.getTime()).reverse();
}

function endOf({ status, endedAt, cancelReason }: BillRow): BillEvent[] {
  if (endedAt === null) return [];
  if (status === "CANCELED") return [{ id: "ended", at: endedAt, what: "canceled", reason: cancelReason }];
  return [{ id: "ended", at: endedAt, what: "expired" }];
}
