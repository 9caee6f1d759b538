import { z } from "zod";
import { pageInput } from "#server/trpc/paging.schema.ts";

/** `<instant>|<id>` of the last row: several bills or transfers may share a moment. */
const momentCursor = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?\|[0-9a-f-]{36}$/)
  .nullish();

/** Which of the owner's bills: all, or one trade relationship's. `endedOnly`: without the active ones. */
export const storeBillsInput = pageInput.extend({
  cursor: momentCursor,
  tradeRelationshipId: z.uuid().nullish(),
  endedOnly: z.boolean().default(false),
});
export type StoreBillsInput = z.infer<typeof storeBillsInput>;

export const storePaymentsInput = pageInput.extend({
  cursor: momentCursor,
  tradeRelationshipId: z.uuid().nullish(),
});
export type StorePaymentsInput = z.infer<typeof storePaymentsInput>;

export const storeBillInput = z.object({ billId: z.uuid() });

/** Any text at all: what is wrong with a token must not show. */
export const linkedBillInput = z.object({ token: z.string() });
