import { createHash } from "node:crypto";
import { z } from "zod";

const bankCode = z.string().regex(/^[0-9]{3}$/);
// Printable ASCII without surrounding blanks: what banks use, and what nobody can mistake for another id.
const transactionId = z.string().regex(/^[\x21-\x7e](?:[\x20-\x7e]{0,98}[\x21-\x7e])?$/);
const accountNumber = z.string().regex(/^[0-9]{6,20}$/);
// JSON numbers are exact up to 2^53 − 1; no transfer comes near.
const amount = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const instant = z.iso.datetime({ offset: true });
const earliest = Date.parse("2000-01-01T00:00:00Z");
const latest = Date.parse("2100-01-01T00:00:00Z");
// No bank reports a transfer of another century; calendars and time zones misbehave far out.
const tradedAt = instant.refine((text) => Date.parse(text) >= earliest && Date.parse(text) < latest);

const common = { bankCode, transactionId, accountNumber, amount, tradedAt };

/** The body of a notice, as our contract with the bank has it. Unknown keys are kept in the stored body, and ignored. */
export const bankNoticeBody = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("deposit.received"),
    timestamp: instant,
    data: z.object({ ...common, depositorName: z.string().max(100).optional() }),
  }),
  z.object({
    type: z.literal("deposit.canceled"),
    timestamp: instant,
    data: z.object({ ...common, originalTransactionId: transactionId }),
  }),
]);

/** A notice in our own terms. */
export interface BankNotice {
  kind: "RECEIVED" | "CANCELED";
  bankCode: string;
  transactionId: string;
  originalTransactionId: string | null;
  accountNumber: string;
  depositorName: string | null;
  amountWon: bigint;
  tradedAt: Date;
  /** Exactly as reported. */
  body: string;
}

/** Reads a stored or received body. Throws ZodError or SyntaxError when it is not a notice. */
export function parseBankNotice(body: string): BankNotice {
  const { type, data } = bankNoticeBody.parse(JSON.parse(body));
  return {
    kind: type === "deposit.received" ? "RECEIVED" : "CANCELED",
    bankCode: data.bankCode,
    transactionId: data.transactionId,
    originalTransactionId: "originalTransactionId" in data ? data.originalTransactionId : null,
    accountNumber: data.accountNumber,
    depositorName: "depositorName" in data ? onOneLine(data.depositorName) : null,
    amountWon: BigInt(data.amount),
    tradedAt: new Date(data.tradedAt),
    body,
  };
}

/**
 * A name as it can be stored and shown in a chat message: what the payer typed must not forge lines of ours, and
 * Postgres takes neither NUL nor half characters. The body keeps what was reported.
 */
function onOneLine(name: string | undefined): string | null {
  const line = (name ?? "")
    .toWellFormed()
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  return line || null;
}

/**
 * What makes two notices of one transaction the same: type, account, amount, moment (as an instant) and original.
 * The depositor's name and the wording of the JSON do not count.
 */
export function contentSha256(notice: Omit<BankNotice, "body" | "depositorName">): string {
  const content = [
    notice.kind,
    notice.bankCode,
    notice.transactionId,
    notice.accountNumber,
    String(notice.amountWon),
    notice.tradedAt.toISOString(),
    notice.originalTransactionId,
  ];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
