import type { workerEnv } from "#server/platform/env.ts";
import { paceOf } from "#server/platform/pacing.ts";
import type { DeliverySettings } from "./delivery-settings.ts";

type SmsEnv = Pick<ReturnType<typeof workerEnv>, "SMS_RATE" | "SMS_BURST" | "SMS_READ_RATE">;

const leaseMs = 20_000; // longer than a look's and a request's time-outs together
const maxInFlight = 8;
const jitterMs = 200;

/** The text service's limits, as the environment has them: of the account alone, whoever sends and to whomever. */
export function smsSettings(env: SmsEnv): DeliverySettings {
  const pace = (rate: number, burst: number) =>
    paceOf({ mode: "gcra", jitterMs, rate, burst, windowMs: 1_000 });
  const appLimit = { key: "sms:app", pace: pace(env.SMS_RATE, env.SMS_BURST) };
  return {
    medium: "SMS",
    appLimit,
    senderPace: null,
    channelPace: null,
    readLimit: { key: "sms:read", pace: pace(env.SMS_READ_RATE, 1) },
    createLimit: appLimit, // a phone needs no making
    latenessMs: jitterMs / 2,
    leaseMs,
    maxInFlight,
  };
}
