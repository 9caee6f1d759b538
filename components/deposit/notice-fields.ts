import { z } from "zod";

const noticeBody = z.object({
  type: z.enum(["deposit.received", "deposit.canceled"]),
  data: z.object({
    bankCode: z.string(),
    transactionId: z.string(),
    originalTransactionId: z.string().nullish(),
    accountNumber: z.string(),
    depositorName: z.string().nullish(),
    amount: z.number().int(),
    tradedAt: z.iso.datetime({ offset: true }),
  }),
});

/** A bank notice, field by field. */
export interface NoticeFields {
  kind: "received" | "canceled";
  bankCode: string;
  accountNumber: string;
  amountWon: bigint;
  tradedAt: Date;
  depositorName: string | null;
  transactionId: string;
  originalTransactionId: string | null;
}

/** Reads a stored body (JSON text); null when it is not a notice that we know. */
export function readNotice(body: string): NoticeFields | null {
  const parsed = noticeBody.safeParse(jsonOrNull(body));
  if (!parsed.success) return null;
  const { type, data } = parsed.data;
  return {
    kind: type === "deposit.received" ? "received" : "canceled",
    bankCode: data.bankCode,
    accountNumber: data.accountNumber,
    amountWon: BigInt(data.amount),
    tradedAt: new Date(data.tradedAt),
    depositorName: data.depositorName ?? null,
    transactionId: data.transactionId,
    originalTransactionId: data.originalTransactionId ?? null,
  };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Of the same transaction all that makes two notices the same; of its original what a cancellation must repeat. */
const ofSameTransaction = [
  "kind",
  "accountNumber",
  "amountWon",
  "tradedAt",
  "originalTransactionId",
] as const satisfies (keyof NoticeFields)[];
const ofOriginal = ["accountNumber", "amountWon"] as const satisfies (keyof NoticeFields)[];

/** In which of the fields that count a held notice disagrees with the stored one. */
export function differingFields(held: NoticeFields, stored: NoticeFields): Set<keyof NoticeFields> {
  const counting = held.transactionId === stored.transactionId ? ofSameTransaction : ofOriginal;
  return new Set(counting.filter((name) => comparable(held[name]) !== comparable(stored[name])));
}

function comparable(value: NoticeFields[keyof NoticeFields]): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
