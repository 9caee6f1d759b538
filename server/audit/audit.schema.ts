import { z } from "zod";
import { pageInput } from "#server/trpc/paging.schema.ts";

export const listAuditInput = pageInput.extend({
  /** The start of the action's name: `bill` finds `bill.cancel`. */
  action: z.string().trim().max(60).default(""),
  /** Part of the name of whoever did it. */
  actor: z.string().trim().max(60).default(""),
  /** What the product did by itself. */
  bySystem: z.boolean().default(false),
  subjectId: z.uuid().nullish(),
  distributorId: z.uuid().nullish(),
  /** Seoul days, both included. */
  fromOn: z.iso.date().nullish(),
  toOn: z.iso.date().nullish(),
  /** `<at>|<id>` of the last row. */
  cursor: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?\|[0-9a-f-]{36}$/)
    .nullish(),
});
export type ListAuditInput = z.infer<typeof listAuditInput>;
