import { transaction } from "#server/platform/db.ts";
import { enqueueNotifications } from "#server/platform/queue.ts";
import type { ClaimedNotification } from "./delivery.repository.ts";
import * as repository from "./reroute.repository.ts";

export type ReroutePass = repository.ReroutePass;

const passTimeoutMs = 60_000;

/**
 * An end of an attempt, beside those of finish-notification.ts: the chat has refused a store's message for good, and has
 * certainly not delivered it, so it goes to the owner's phone. Answers whether it does: not a distributor's message,
 * nor one that may have arrived, nor one that another worker has by now.
 */
export function rerouteToSms(notification: ClaimedNotification, reason: string): Promise<boolean> {
  return transaction(async (tx) => {
    const job = await repository.rerouteAttempt(tx, notification, reason);
    if (!job) return false;
    await enqueueNotifications(tx, [job]);
    return true;
  });
}

/**
 * Moves the store messages that would wait too long for the chat to the phone; see findWaitingTooLong for which. Any number
 * of workers may ask: one pass runs at a time, the others do nothing. Answers how many moved. The jobs that waited for
 * them in the chat's queue end by themselves: a worker that takes one finds its message gone.
 */
export function rerouteWaiting(pass: ReroutePass): Promise<number> {
  return transaction(async (tx) => {
    if (!(await repository.lockReroutePass(tx))) return 0;
    const { unreachable } = pass;
    const isAway = unreachable === "everybody" || unreachable.senders.length > 0;
    if (!isAway && !(await repository.couldWaitTooLong(tx, pass))) return 0;
    const jobs = await repository.rerouteAll(tx, await repository.findWaitingTooLong(tx, pass));
    await enqueueNotifications(tx, jobs);
    return jobs.length;
  }, passTimeoutMs);
}
