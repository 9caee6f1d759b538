import { Prisma } from "#prisma/generated/client.ts";
import type { BillStatus, NotificationState } from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";

/** Everything that a message may say, as it is now: messages are rendered when they leave, not when they are queued. */
export interface MessageFacts {
  /** The reader's. */
  language: MessageLanguage;
  distributorName: string;
  storeName: string;
  customerCode: string;
  bankCode: string;
  accountNumber: string;
  accountHolder: string;
  bill: BillFacts | null;
  payment: PaymentFacts | null;
  /** The distributor wishes that this store is never reminded. */
  remindersOff: boolean;
  /** The message that announced what this one takes back (BILL_CANCELED, PAYMENT_CANCELED). */
  announcedState: NotificationState | null;
}

export type MessageLanguage = "ko" | "en";

export interface BillFacts {
  id: string;
  status: BillStatus;
  amountWon: bigint;
  remainingWon: bigint;
  periodStartOn: string | null;
  periodEndOn: string | null;
  dueOn: string | null;
  memo: string | null;
  cancelReason: string | null;
  /** When it was issued to correct a bill that its store was told of: that bill's amount. */
  correctedWon: bigint | null;
}

export interface PaymentFacts {
  id: string;
  amountWon: bigint;
  depositorName: string | null;
  tradedAt: Date;
  reversed: boolean;
  billId: string | null;
  /** Of the bill it is linked to, if that is active: what has not been seen to come in. */
  billRemainingWon: bigint | null;
}

interface FactsRow {
  language: MessageLanguage;
  remindersOff: boolean;
  distributorName: string;
  storeName: string;
  customerCode: string;
  bankCode: string;
  accountNumber: string;
  accountHolder: string;
  announcedState: NotificationState | null;
  bill: BillJson | null;
  payment:
    | (Omit<PaymentFacts, "amountWon" | "billRemainingWon" | "tradedAt"> & {
        amountWon: string;
        billRemainingWon: string | null;
        tradedAt: string;
      })
    | null;
}

type BillWon = "amountWon" | "remainingWon" | "correctedWon";
type BillJson = Omit<BillFacts, BillWon> & {
  amountWon: string;
  remainingWon: string;
  correctedWon: string | null;
};

/**
 * The facts of a bill `b`. What it corrects counts only as far as its store was told: of several corrections in a row
 * the last one that left. An attempt without an answer may have left.
 */
const billJson = Prisma.sql`
  jsonb_build_object(
    'id', b.id, 'status', b.status, 'amountWon', b.amount_won::text,
    'remainingWon', greatest(b.amount_won - bill_collected_won(b), 0)::text,
    'periodStartOn', b.period_start_on, 'periodEndOn', b.period_end_on, 'dueOn', b.due_on, 'memo', b.memo,
    'cancelReason', b.cancel_reason,
    'correctedWon', (
      WITH RECURSIVE wrong AS (
        SELECT w.id, w.amount_won, w.corrects_bill_id, 1 AS depth FROM bill w WHERE w.id = b.corrects_bill_id
        UNION ALL
        SELECT w.id, w.amount_won, w.corrects_bill_id, wrong.depth + 1
        FROM bill w JOIN wrong ON w.id = wrong.corrects_bill_id
      )
      SELECT wrong.amount_won::text FROM wrong
      JOIN notification told ON told.kind = 'BILL_ISSUED' AND told.event_id = wrong.id AND told.recipient = 'STORE'
      WHERE told.state = 'SENT' OR told.maybe_sent
      ORDER BY wrong.depth LIMIT 1))`;

function billFactsOf(bill: BillJson): BillFacts {
  return {
    ...bill,
    amountWon: BigInt(bill.amountWon),
    remainingWon: BigInt(bill.remainingWon),
    correctedWon: bill.correctedWon === null ? null : BigInt(bill.correctedWon),
  };
}

/** The facts of one message, in one statement and so from one moment. Money travels as text through JSON. */
export async function findMessageFacts(tx: Tx, notificationId: string): Promise<MessageFacts | null> {
  const [row] = await tx.$queryRaw<FactsRow[]>`
    SELECT CASE n.recipient WHEN 'STORE' THEN s.language ELSE d.language END AS language,
           t.reminders_off_at IS NOT NULL AS "remindersOff",
           d.name AS "distributorName", s.name AS "storeName", t.customer_code AS "customerCode",
           a.bank_code AS "bankCode", a.account_number AS "accountNumber", a.holder_name AS "accountHolder",
           (SELECT earlier.state::text FROM notification earlier
            WHERE earlier.recipient = n.recipient AND CASE n.kind
              WHEN 'BILL_CANCELED' THEN earlier.kind = 'BILL_ISSUED' AND earlier.event_id = n.bill_id
              WHEN 'PAYMENT_CANCELED' THEN earlier.kind IN ('PAYMENT_COMPLETE', 'PAYMENT_RECEIVED')
                                           AND earlier.event_id = n.payment_id
              ELSE false END) AS "announcedState",
           CASE WHEN b.id IS NOT NULL THEN ${billJson} END AS bill,
           CASE WHEN p.id IS NOT NULL THEN jsonb_build_object(
             'id', p.id, 'amountWon', p.amount_won::text, 'depositorName', p.depositor_name, 'tradedAt', p.traded_at,
             'reversed', p.payment_reversal_id IS NOT NULL, 'billId', p.bill_id,
             'billRemainingWon', (SELECT greatest(pb.amount_won - bill_collected_won(pb), 0)::text
                                  FROM bill pb WHERE pb.id = p.bill_id AND pb.status = 'ACTIVE')) END AS payment
    FROM notification n
    JOIN distributor d ON d.id = n.distributor_id
    JOIN trade_relationship t ON t.id = n.trade_relationship_id
    JOIN store s ON s.id = t.store_id
    JOIN virtual_account a ON a.trade_relationship_id = t.id
    LEFT JOIN bill b ON b.id = n.bill_id
    LEFT JOIN payment_with_bill p ON p.id = n.payment_id
    WHERE n.id = ${notificationId}::uuid`;
  if (!row) return null;
  const { bill, payment, ...facts } = row;
  return {
    ...facts,
    bill: bill && billFactsOf(bill),
    payment: payment && {
      ...payment,
      amountWon: BigInt(payment.amountWon),
      tradedAt: new Date(payment.tradedAt),
      billRemainingWon: payment.billRemainingWon === null ? null : BigInt(payment.billRemainingWon),
    },
  };
}

/** What a message to the store about this bill would say now. Null: no such bill, or no account to pay into. */
export async function findBillMessageFacts(tx: Tx, billId: string): Promise<MessageFacts | null> {
  const [row] = await tx.$queryRaw<(Omit<FactsRow, "bill" | "payment"> & { bill: BillJson })[]>`
    SELECT s.language, d.name AS "distributorName", s.name AS "storeName", t.customer_code AS "customerCode",
           a.bank_code AS "bankCode", a.account_number AS "accountNumber", a.holder_name AS "accountHolder",
           t.reminders_off_at IS NOT NULL AS "remindersOff", NULL AS "announcedState", ${billJson} AS bill
    FROM bill b
    JOIN distributor d ON d.id = b.distributor_id
    JOIN trade_relationship t ON t.id = b.trade_relationship_id
    JOIN store s ON s.id = b.store_id
    JOIN virtual_account a ON a.trade_relationship_id = t.id
    WHERE b.id = ${billId}::uuid`;
  return row ? { ...row, bill: billFactsOf(row.bill), payment: null } : null;
}

/** The names behind a channel, for creating it in the chat service. */
export interface ChannelFacts {
  storeId: string;
  storeName: string;
  distributorName: string;
}

export async function findChannelFacts(tx: Tx, notificationId: string): Promise<ChannelFacts | null> {
  const [row] = await tx.$queryRaw<ChannelFacts[]>`
    SELECT s.id AS "storeId", s.name AS "storeName", d.name AS "distributorName"
    FROM notification n
    JOIN trade_relationship t ON t.id = n.trade_relationship_id
    JOIN store s ON s.id = t.store_id
    JOIN distributor d ON d.id = t.distributor_id
    WHERE n.id = ${notificationId}::uuid`;
  return row ?? null;
}
