import { z } from "zod";
import { pageInput } from "#server/trpc/paging.schema.ts";

export const historyInput = pageInput.extend({ cursor: z.iso.date().nullish() });

export const settlementInput = z.object({ settlementId: z.uuid() });

export const itemsInput = pageInput.extend({ settlementId: z.uuid(), cursor: z.uuid().nullish() });
export type ItemsInput = z.infer<typeof itemsInput>;

export const listSettlementsInput = pageInput.extend({
  status: z.enum(["OPEN", "TO_PAY", "CLOSED", "ALL"]).default("OPEN"),
  distributorId: z.uuid().nullish(),
  /** `<payout day>/<settlement id>` of the last row seen. */
  cursor: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}\/[0-9a-f-]{36}$/)
    .nullish(),
});
export type ListSettlementsInput = z.infer<typeof listSettlementsInput>;

export const contractsInput = pageInput.extend({
  cursor: z.uuid().nullish(),
  /** Part of the distributor's name. */
  search: z.string().trim().max(100).default(""),
});
export type ContractsInput = z.infer<typeof contractsInput>;

/** A fee above it is a typing error: it would swallow most deposits. */
const maxFeeWon = 100_000n;

/**
 * What an admin agrees with a distributor. At least one business day: a settlement closes when its payout day begins,
 * so nothing can be paid out on the day it comes in.
 */
export const contractInput = z.object({
  distributorId: z.uuid(),
  effectiveFromOn: z.iso.date(),
  businessDays: z.number().int().min(1).max(30),
  /** HH:MM in Seoul. */
  cutoffTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  feeWon: z.bigint().min(0n).max(maxFeeWon),
  feeRateBps: z.number().int().min(0).max(10_000),
  /** Whether fee and rate contain the VAT. */
  vatIncluded: z.boolean().default(false),
  /** How fee and VAT are rounded to a won. */
  rounding: z.enum(["DOWN", "HALF_UP", "UP"]).default("DOWN"),
});
export type ContractInput = z.infer<typeof contractInput>;

export const confirmPayoutInput = z.object({
  payoutId: z.uuid(),
  /** The account that was on the screen. */
  payoutAccountChangeId: z.uuid(),
  paidOn: z.iso.date(),
});

export const failPayoutInput = z.object({ payoutId: z.uuid(), reason: z.string().trim().min(1).max(200) });

export const repeatPayoutInput = z.object({ payoutId: z.uuid() });

export const payoutAccountInput = z.object({
  distributorId: z.uuid(),
  bankCode: z.string().regex(/^\d{3}$/),
  /** Digits alone, or with hyphens as on a passbook. */
  accountNumber: z
    .string()
    .transform((text) => text.replace(/[\s-]/g, ""))
    .pipe(z.string().regex(/^\d{6,20}$/)),
  holderName: z.string().trim().min(1).max(60),
  reason: z.string().trim().min(1).max(200),
});

export const decidePayoutAccountInput = z.object({
  payoutAccountChangeId: z.uuid(),
  decision: z.enum(["APPROVED", "REJECTED"]),
});

/** state null: as the published calendar says. */
export const calendarDayInput = z.object({
  onDay: z.iso.date(),
  state: z.enum(["CLOSED", "OPEN"]).nullable(),
  name: z.string().trim().min(1).max(50),
});
export type CalendarDayInput = z.infer<typeof calendarDayInput>;
