import { z } from "zod";
import { pageInput } from "#server/trpc/paging.schema.ts";

export const listAuditInput = pageInput.extend({
  /** The start of the action's name: `bill` finds `bill.cancel`. */
  action: z.string().trim().max(60).default(""),
  subjectId: z.uuid().nullish(),
  distributorId: z.uuid().nullish(),
  cursor: z.uuid().nullish(),
});
export type ListAuditInput = z.infer<typeof listAuditInput>;
