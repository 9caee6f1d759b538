import { z } from "zod";
import { pageInput } from "#server/trpc/paging.schema.ts";

export const notificationStates = ["QUEUED", "SENDING", "RETRYING", "SENT", "DROPPED", "FAILED"] as const;

export const listNotificationsInput = pageInput.extend({
  state: z.enum(notificationStates).nullish(),
  tradeRelationshipId: z.uuid().nullish(),
  /** Messages about this bill, and about the payments linked to it. */
  billId: z.uuid().nullish(),
  billBatchId: z.uuid().nullish(),
});
export type ListNotificationsInput = z.infer<typeof listNotificationsInput>;
