import { z } from "zod";
import { pageInput } from "#server/trpc/paging.schema.ts";

export const notificationStates = ["QUEUED", "SENDING", "RETRYING", "SENT", "DROPPED", "FAILED"] as const;

/**
 * What may come between a message and its reader: each with its text, and what an operator does about it, in
 * components/i18n. Which text of the worker means which stands in trouble.repository.ts.
 */
export const troubles = [
  "channel-not-found",
  "sender-not-found",
  "sender-not-member",
  "member-not-found",
  "user-deactivated",
  "token-refused",
  "invalid-request",
  "refused",
  "channel-refused",
  "rate-limit",
  "own-limit",
  "slot-missed",
  "not-there",
  "channel-made",
  "chat-away",
  "chat-slow",
  "no-phone",
  "no-balance",
  "no-answer",
  "no-connection",
  "service-error",
  "never-ended",
  "internal",
  "other",
] as const;
export type Trouble = (typeof troubles)[number];

export const listNotificationsInput = pageInput.extend({
  state: z.enum(notificationStates).nullish(),
  tradeRelationshipId: z.uuid().nullish(),
  /** Messages about this bill, and about the payments linked to it. */
  billId: z.uuid().nullish(),
  billBatchId: z.uuid().nullish(),
});

/** An operator looks at any distributor's, and at those that failed for one reason. */
export const listAllNotificationsInput = listNotificationsInput.extend({
  distributorId: z.uuid().nullish(),
  trouble: z.enum(troubles).nullish(),
});
export type ListAllNotificationsInput = z.infer<typeof listAllNotificationsInput>;

/** Names one message. */
export const notificationInput = z.object({ notificationId: z.uuid() });

/** How many messages one call retries. */
export const maxRetriesAtOnce = 1_000;

export const retryManyInput = z.object({
  notificationIds: z.array(z.uuid()).min(1).max(maxRetriesAtOnce),
});

/**
 * All that failed (for one reason, of one distributor), by portions in the order of their ids: `after` is the portion
 * before's `nextAfter`, so that a message which fails once more is not taken up again by the same run.
 */
export const retryFailedInput = z.object({
  trouble: z.enum(troubles).nullable(),
  distributorId: z.uuid().nullable(),
  after: z.uuid().nullable(),
});
export type RetryFailedInput = z.infer<typeof retryFailedInput>;

export const queueStatusInput = z.object({
  /** How many distributors, those with the most waiting messages first. */
  distributors: z.number().int().min(1).max(200).default(10),
});

export const stopReasonMax = 200;

/** Whose messages: one distributor's, or (null) everybody's. */
export const resumeInput = z.object({ distributorId: z.uuid().nullable() });
export const stopInput = resumeInput.extend({ reason: z.string().trim().min(1).max(stopReasonMax) });
