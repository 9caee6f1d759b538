import { z } from "zod";
import { pageInput } from "#server/trpc/paging.schema.ts";

const day = z.iso.date();

export const listPaymentsInput = pageInput.extend({
  /** `<tradedAt>|<id>` of the last row: several transfers may share a moment. */
  cursor: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?\|[0-9a-f-]{36}$/)
    .nullish(),
  /** Part of a store's name, or the start of its customer code. */
  search: z.string().trim().max(100).default(""),
  tradeRelationshipId: z.uuid().nullish(),
  billId: z.uuid().nullish(),
  /** Days of the transfer, Seoul, both included. */
  fromOn: day.nullish(),
  toOn: day.nullish(),
});
export type ListPaymentsInput = z.infer<typeof listPaymentsInput>;

/** `to`: "active-bill" links the payment to its relationship's active bill, "none" to no bill at all. */
export const linkPaymentInput = z.object({ paymentId: z.uuid(), to: z.enum(["active-bill", "none"]) });

/** Money that a distributor gave back by itself; refundedOn: the day on which it did, Seoul. */
export const noteRefundInput = z.object({
  paymentId: z.uuid(),
  amountWon: z.bigint().positive(),
  refundedOn: day,
  note: z.string().trim().min(1).max(200),
});

export const retractRefundNoteInput = z.object({
  refundNoteId: z.uuid(),
  note: z.string().trim().min(1).max(200),
});

export const attributeDepositInput = z.object({
  depositId: z.uuid(),
  tradeRelationshipId: z.uuid(),
  reason: z.string().trim().min(1).max(200),
});

export const resolveHeldNoticeInput = z.object({
  heldNoticeId: z.uuid(),
  resolution: z.enum(["APPLIED", "DISMISSED"]),
  note: z.string().trim().min(1).max(200),
});

export const listBankRequestsInput = pageInput.extend({ refusedOnly: z.boolean().default(false) });

export const replayBankRequestInput = z.object({
  bankRequestId: z.uuid(),
  note: z.string().trim().min(1).max(200),
});

/** A bank notice made up by an operator, where the environment is a sandbox. */
export const simulateNoticeInput = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("deposit.received"),
    bankCode: z.string().regex(/^[0-9]{3}$/),
    accountNumber: z.string().regex(/^[0-9]{6,20}$/),
    depositorName: z.string().trim().min(1).max(100),
    amountWon: z.bigint().positive().max(1_000_000_000_000n),
    tradedAt: z.date().nullable().default(null),
  }),
  z.object({
    type: z.literal("deposit.canceled"),
    depositId: z.uuid(),
  }),
]);
