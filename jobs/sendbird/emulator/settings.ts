import { z } from "zod";

export const ruleSchema = z.strictObject({
  ratePerSecond: z.int().min(1).max(100_000),
  /** Only the token bucket (gcra) has a burst; the window limiters pass `ratePerSecond` per window. */
  burst: z.int().min(1).max(1_000_000),
});
export type LimitRule = z.infer<typeof ruleSchema>;

/**
 * What is limited, as Sendbird's "Rate limits" page has it. Message sends are limited per sending user (5/s) and,
 * above that, per application; reads, channel and user creation have application-wide limits of their own. The
 * defaults are the smallest plan's (POST 5/s, GET 10/s), so that what runs clean here runs clean on any plan.
 * Bursts are twice the rate: what the numbers in a real refusal imply for the user limit.
 */
export const limitsSchema = z.strictObject({
  kind: z.enum(["gcra", "sliding", "fixed"]),
  userSend: ruleSchema,
  appSend: ruleSchema,
  appRead: ruleSchema,
  createChannel: ruleSchema,
  createUser: ruleSchema,
  /** Whether `reset` in a refusal counts the refused request too (then a burst of 9 shows the same 1.8 s). */
  resetCountsRefused: z.boolean(),
});
export type Limits = z.infer<typeof limitsSchema>;

export const defaultLimits: Limits = {
  kind: "gcra",
  userSend: { ratePerSecond: 5, burst: 10 },
  appSend: { ratePerSecond: 5, burst: 10 },
  appRead: { ratePerSecond: 10, burst: 20 },
  createChannel: { ratePerSecond: 5, burst: 10 },
  createUser: { ratePerSecond: 5, burst: 10 },
  resetCountsRefused: false,
};

const faultKindSchema = z.enum([
  "internal-error",
  "internal-error-after-commit",
  "unavailable",
  "timeout-before-commit",
  "timeout-after-commit",
  "reset-before-commit",
  "reset-after-commit",
  "invalid-token",
  "channel-not-found",
  "user-deactivated",
  "not-a-member",
  "invalid-value",
]);
export type FaultKind = z.infer<typeof faultKindSchema>;

const probabilitiesSchema = z
  .partialRecord(faultKindSchema, z.number().min(0).max(1))
  .refine(
    (record) => Object.values(record).reduce((sum, p) => sum + p, 0) <= 1 + 1e-9,
    "probabilities must not add up to more than 1",
  );

export const faultsSchema = z.strictObject({
  probabilities: probabilitiesSchema,
  /** These befall the next requests, one each, before any probability is drawn. */
  next: z.array(faultKindSchema).max(10_000),
  /** Which requests can fail: message sends only, or every Platform API request. */
  on: z.enum(["send", "all"]),
  /** Added before a request reaches the limiter, as a slow network would: fixed part plus 0…jitter. */
  latencyMs: z.number().min(0).max(600_000),
  latencyJitterMs: z.number().min(0).max(600_000),
  seed: z.int(),
});
export type Faults = z.infer<typeof faultsSchema>;

export const noFaults: Faults = {
  probabilities: {},
  next: [],
  on: "send",
  latencyMs: 0,
  latencyJitterMs: 0,
  seed: 1,
};
