import type { Logger } from "pino";
import { type DeliverySettings, senderKey } from "#jobs/delivery/delivery-settings.ts";
import { sleepUntil } from "#jobs/delivery/sleep-until.ts";
import { outage } from "#jobs/rate/breaker.ts";
import { findOutages } from "#jobs/rate/find-outages.ts";
import { rerouteWaiting } from "#server/notifications/reroute-to-sms.ts";

const pauseMs = 15_000;
/** Two of the breaker's probes: while the chat is away, each message may still be the one that finds it back. */
const probeMs = 2 * outage.maxPauseMs;

export interface RerouteSettings {
  chat: DeliverySettings;
  sms: DeliverySettings;
  /** A store's message that waits longer for the chat goes to the phone. */
  waitLimitMs: number;
}

/**
 * Once in a while, until `signal` says stop, moves what would wait too long for the chat to the text messages. Every
 * worker runs this; one pass at a time does the work.
 */
export async function runReroutePasses(
  settings: RerouteSettings,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const rerouted = await reroutePass(settings);
      if (rerouted > 0) log.warn({ rerouted }, "the chat is too slow or away: messages go as texts");
    } catch (error) {
      log.error({ err: error }, "reroute pass"); // the database is away, most likely: the next pass does it
    }
    await sleepUntil(performance.now() + pauseMs, signal);
  }
}

/** Answers how many messages it has moved: none while the text service itself is away. */
export async function reroutePass({ chat, sms, waitLimitMs }: RerouteSettings): Promise<number> {
  if ((await findOutages(0)).includes(sms.appLimit.key)) return 0;
  const away = await findOutages(waitLimitMs);
  const prefix = senderKey(chat.medium, "");
  const senders = away.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  return rerouteWaiting({
    waitLimitMs,
    probeMs,
    chatIntervalUs: chat.appLimit.pace.intervalUs,
    senderIntervalUs: chat.senderPace?.intervalUs ?? null,
    smsIntervalUs: sms.appLimit.pace.intervalUs,
    unreachable: away.includes(chat.appLimit.key) ? "everybody" : { senders },
  });
}
