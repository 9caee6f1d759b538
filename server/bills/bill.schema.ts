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

/** One bill made by hand. */
export const issueBillInput = billTerms
  .extend({ tradeRelationshipId: z.uuid() })
  .refine(
    ({ periodStartOn, periodEndOn }) => !periodStartOn || !periodEndOn || periodStartOn <= periodEndOn,
    { path: ["periodEndOn"], message: "PERIOD_REVERSED" },
  );

export const cancelBillInput = z.object({ billId: z.uuid(), reason: z.string().trim().min(1).max(200) });

/** `billIds` null: every store whose active bill is not covered. */
export const remindInput = z.object({ billIds: z.array(z.uuid()).min(1).max(1000).nullable() });

export const listBillsInput = pageInput.extend({
  status: z.enum(["ACTIVE", "EXPIRED", "CANCELED", "ALL"]).default("ACTIVE"),
  /** Only bills (of any status asked for) with an amount that has not come in. Meaningful for ACTIVE alone. */
  uncoveredOnly: z.boolean().default(false),
  /** Part of a store's name, or the start of its customer code. */
  search: z.string().trim().max(100).default(""),
  tradeRelationshipId: z.uuid().nullish(),
  billBatchId: z.uuid().nullish(),
  issuedFromOn: day.nullish(),
  issuedToOn: day.nullish(),
});
export type ListBillsInput = z.infer<typeof listBillsInput>;
