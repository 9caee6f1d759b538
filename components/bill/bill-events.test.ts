import { expect, test } from "vitest";
import type { NotificationRow } from "#components/notification/notification.types.ts";
import type { BillRow, PaymentEntry } from "./bill.types.ts";
import { billEvents } from "./bill-events.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 1, minute));

const bill: BillRow = {
  id: "bill",
  tradeRelationshipId: "relationship",
  storeName: "행복한분식",
  customerCode: "00001",
  status: "CANCELED",
  amountWon: 1_000_000n,
  collectedWon: 0n,
  remainingWon: null,
  periodStartOn: null,
  periodEndOn: null,
  dueOn: null,
  memo: null,
  issuedAt: at(0),
  endedAt: at(9),
  cancelReason: "금액 오류",
  remindedAt: at(5),
  paidWithoutBillWon: null,
  remindersOff: false,
  correctsBillId: null,
  correctedByBillId: null,
};

const entry = (id: string, kind: PaymentEntry["kind"], minute: number): PaymentEntry => ({
  id,
  kind,
  paymentId: "payment",
  tradeRelationshipId: "relationship",
  storeName: bill.storeName,
  customerCode: bill.customerCode,
  depositorName: "김사장",
  amountWon: 300_000n,
  tradedAt: at(minute),
  billId: "bill",
  linkedByHand: false,
  reversed: kind === "PAYMENT",
  linkReason: { code: "DURING_BILL", billIssuedAt: at(0) },
  refunds: [],
  cursor: id,
});

const message = (id: string, kind: NotificationRow["kind"], minute: number): NotificationRow => ({
  id,
  kind,
  recipient: "STORE",
  state: "SENT",
  medium: "CHAT",
  distributorName: "한빛식자재",
  storeName: bill.storeName,
  customerCode: bill.customerCode,
  billId: "bill",
  paymentId: null,
  queuedAt: at(minute),
  attempts: 1,
  nextAttemptAt: null,
  sentAt: at(minute),
  endedAt: null,
  lastError: null,
  trouble: null,
  dropReason: null,
  text: "",
});

test("a bill's history is told newest first, what came of something after it", () => {
  const events = billEvents(
    bill,
    [entry("reversal", "REVERSAL", 4), entry("payment", "PAYMENT", 2)],
    [
      message("told-cancel", "BILL_CANCELED", 9),
      message("reminder", "UNPAID_REMINDER", 5),
      message("complete", "PAYMENT_COMPLETE", 2),
      message("told-issue", "BILL_ISSUED", 0),
    ],
  );
  expect(events.map(({ id }) => id)).toEqual([
    "told-cancel",
    "ended",
    "reminder",
    "reversal",
    "payment",
    "told-issue",
    "issued",
  ]);
});

test("an active bill has no end", () => {
  const events = billEvents({ ...bill, status: "ACTIVE", endedAt: null, cancelReason: null }, [], []);
  expect(events.map(({ what }) => what)).toEqual(["issued"]);
});
