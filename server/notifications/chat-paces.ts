import type { env } from "#server/platform/env.ts";
import { type Pace, paceOf } from "#server/platform/pacing.ts";

/** The kinds of limit that a chat service sets: everything we send, one sender, one channel, reading, making things. */
export interface ChatPaces {
  app: Pace;
  user: Pace;
  /** Null: no limit. */
  channel: Pace | null;
  read: Pace;
  create: Pace;
}

type ChatEnv = Pick<
  ReturnType<typeof env>,
  Extract<keyof ReturnType<typeof env>, `SENDBIRD_${string}_${"RATE" | "BURST" | "WINDOW_MS"}`>
> &
  Pick<ReturnType<typeof env>, "SENDBIRD_PACING" | "SENDBIRD_JITTER_MS">;

/** The chat's limits, as the environment has them: what the workers keep, and what an operator is shown. */
export function chatPaces(env: ChatEnv): ChatPaces {
  const pace = (rate: number, burst: number, windowMs = 1_000) =>
    paceOf({ mode: env.SENDBIRD_PACING, jitterMs: env.SENDBIRD_JITTER_MS, rate, burst, windowMs });
  return {
    app: pace(env.SENDBIRD_APP_RATE, env.SENDBIRD_APP_BURST, env.SENDBIRD_APP_WINDOW_MS),
    user: pace(env.SENDBIRD_USER_RATE, env.SENDBIRD_USER_BURST, env.SENDBIRD_USER_WINDOW_MS),
    channel: env.SENDBIRD_CHANNEL_RATE
      ? pace(env.SENDBIRD_CHANNEL_RATE, env.SENDBIRD_CHANNEL_BURST, env.SENDBIRD_CHANNEL_WINDOW_MS)
      : null,
    read: pace(env.SENDBIRD_READ_RATE, env.SENDBIRD_READ_BURST),
    create: pace(env.SENDBIRD_CREATE_RATE, env.SENDBIRD_CREATE_BURST),
  };
}
