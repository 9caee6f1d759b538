import { paceOf } from "#jobs/rate/pacing.ts";
import type { workerEnv } from "#server/platform/env.ts";
import type { DeliverySettings } from "./delivery-settings.ts";

type WorkerEnv = ReturnType<typeof workerEnv>;

const leaseMs = 20_000; // longer than a look's and a request's time-outs together
const maxInFlight = 8;

/** The chat's limits, as the environment has them. */
export function chatSettings(env: WorkerEnv): DeliverySettings {
  const limit = (rate: number, burst: number, windowMs = 1_000) =>
    paceOf({ mode: env.SENDBIRD_PACING, jitterMs: env.SENDBIRD_JITTER_MS, rate, burst, windowMs });
  return {
    medium: "CHAT",
    appLimit: {
      key: "chat:app",
      pace: limit(env.SENDBIRD_APP_RATE, env.SENDBIRD_APP_BURST, env.SENDBIRD_APP_WINDOW_MS),
    },
    senderPace: limit(env.SENDBIRD_USER_RATE, env.SENDBIRD_USER_BURST, env.SENDBIRD_USER_WINDOW_MS),
    channelPace: env.SENDBIRD_CHANNEL_RATE
      ? limit(env.SENDBIRD_CHANNEL_RATE, env.SENDBIRD_CHANNEL_BURST, env.SENDBIRD_CHANNEL_WINDOW_MS)
      : null,
    readLimit: { key: "chat:read", pace: limit(env.SENDBIRD_READ_RATE, env.SENDBIRD_READ_BURST) },
    createLimit: { key: "chat:create", pace: limit(env.SENDBIRD_CREATE_RATE, env.SENDBIRD_CREATE_BURST) },
    jitterMs: env.SENDBIRD_JITTER_MS,
    leaseMs,
    maxInFlight,
  };
}
