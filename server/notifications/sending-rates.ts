import type { MessageMedium } from "#prisma/generated/enums.ts";
import type { env } from "#server/platform/env.ts";
import { perSecond } from "#server/platform/pacing.ts";
import { chatPaces } from "./chat-paces.ts";

type Env = ReturnType<typeof env>;

/** Messages a second that all instances together may send by a medium. */
export function allowedPerSecond(env: Env, medium: MessageMedium): number {
  return medium === "CHAT" ? perSecond(chatPaces(env).app) : env.SMS_RATE;
}

/** Messages a second that one distributor may send by a medium; null where nothing limits them. */
export function senderPerSecond(env: Env, medium: MessageMedium): number | null {
  return medium === "CHAT" ? perSecond(chatPaces(env).user) : null;
}

/**
 * How long a queue takes to drain at full rate: its whole length at everybody's rate, or the longest single sender's
 * part at that sender's rate, whichever is longer.
 */
export function drainMs(env: Env, medium: MessageMedium, due: number, largestDue: number): number {
  const one = senderPerSecond(env, medium);
  return Math.max(due / allowedPerSecond(env, medium), one === null ? 0 : largestDue / one) * 1_000;
}
