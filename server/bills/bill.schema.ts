import { z } from "zod";
import { pageInput } from "#server/trpc/paging.schema.ts";

/** The most one bill may ask for, in won: far above any real bill, far below what a bigint holds. */
export const maxBillAmountWon = 1_000_000_000_000n;

const day = z.iso.date();

export const billTerms = z.object({
  amountWon: z.bigint().positive().max(maxBillAmountWon),
  periodStartOn: day.nullable().default(null),
  periodEndOn: day.nullable().default(null),
  dueOn: day.nullable().default(null),
  memo: z.string().trim().max(500).nullable().default(null),
});

const periodInOrder = [
  ({ periodStartOn, periodEndOn }: { periodStartOn: string | null; periodEndOn: string | null }) =>
    !periodStartOn || !periodEndOn || periodStartOn <= periodEndOn,
  { path: ["periodEndOn"] as string[], message: "PERIOD_REVERSED" },
] as const;

/** One bill made by hand. */
export const issueBillInput = billTerms.extend({ tradeRelationshipId: z.uuid() }).refine(...periodInOrder);

export const cancelBillInput = z.object({ billId: z.uuid(), reason: z.string().trim().min(1).max(200) });

/** Several at once; a bill to which money has come in is kept unless `includePaid`. */
export const cancelBillsInput = z.object({
  billIds: z.array(z.uuid()).min(1).max(1000),
  reason: z.string().trim().min(1).max(200),
  includePaid: z.boolean().default(false),
});

/** The right bill in place of a wrong one. */
export const correctBillInput = billTerms.extend({ billId: z.uuid() }).refine(...periodInOrder);

export const billSorts = ["NEWEST", "OLDEST", "AMOUNT_HIGH", "AMOUNT_LOW", "DUE", "STORE"] as const;

export const listBillsInput = pageInput.extend({
  /** The previous page's `nextCursor`; it belongs to its sort. */
  cursor: z
    .string()
    .max(1000)
    .regex(/^[0-9a-f-]{36}(:.*)?$/s)
    .nullish(),
  /** AMOUNT, DUE and STORE sort active bills; a list of others is then NEWEST. */
  sort: z.enum(billSorts).default("NEWEST"),
  status: z.enum(["ACTIVE", "EXPIRED", "CANCELED", "ALL"]).default("ACTIVE"),
  /** Only bills (of any status asked for) with an amount that has not come in. Meaningful for ACTIVE alone. */
  uncoveredOnly: z.boolean().default(false),
  /** Part of a store's name, its initial consonants (ㄱㅊ, 김ㅊ), or the start of its customer code. */
  search: z.string().trim().max(100).default(""),
  tradeRelationshipId: z.uuid().nullish(),
  billBatchId: z.uuid().nullish(),
  issuedFromOn: day.nullish(),
  issuedToOn: day.nullish(),
});
export type ListBillsInput = z.infer<typeof listBillsInput>;
