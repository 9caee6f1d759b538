import { chatPaces } from "#server/notifications/chat-paces.ts";
import type { workerEnv } from "#server/platform/env.ts";
import type { DeliverySettings } from "./delivery-settings.ts";

type WorkerEnv = ReturnType<typeof workerEnv>;

const leaseMs = 20_000; // longer than a look's and a request's time-outs together
const maxInFlight = 8;

/** The chat's limits, as the environment has them. */
export function chatSettings(env: WorkerEnv): DeliverySettings {
  const paces = chatPaces(env);
  return {
    medium: "CHAT",
    appLimit: { key: "chat:app", pace: paces.app },
    senderPace: paces.user,
    channelPace: paces.channel,
    readLimit: { key: "chat:read", pace: paces.read },
    createLimit: { key: "chat:create", pace: paces.create },
    latenessMs: env.SENDBIRD_JITTER_MS / 2,
    leaseMs,
    maxInFlight,
  };
}
