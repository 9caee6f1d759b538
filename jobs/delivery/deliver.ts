import type { Logger } from "pino";
import type { ChatFailure, ChatPermanent, MessagePort } from "#jobs/chat-port.ts";
import { outage, reportFailure, reportSuccess, tokenRefused } from "#jobs/rate/breaker.ts";
import { giveBack, refuseSlots, type Slot, takeSlot, takeSlotAt } from "#jobs/rate/bucket.ts";
import type { ClaimedNotification } from "#server/notifications/claim-notification.ts";
import {
  finishDropped,
  finishFailed,
  finishSent,
  postpone,
  retryLater,
} from "#server/notifications/finish-notification.ts";
import { maxAttempts } from "#server/notifications/notification.rules.ts";
import { type PreparedMessage, prepareNotification } from "#server/notifications/prepare-notification.ts";
import { awaitTurn, NoTurn } from "./await-turn.ts";
import { type DeliverySettings, furtherLimits, senderKey } from "./delivery-settings.ts";
import type { OpenChannel } from "./open-channel.ts";
import { sleepUntil } from "./sleep-until.ts";

/** A claimed message and the slot, with all its grants, in which it may be sent. */
export interface Delivery {
  notification: ClaimedNotification;
  slot: Slot;
  /** performance.now() at which the claim may have run out: from then on the message may be another worker's. */
  leaseEndsMs: number;
}

export type Deliver = (delivery: Delivery) => Promise<void>;

export interface DeliverParts {
  port: MessagePort;
  /** Makes a channel that the service does not know yet; null for a medium without channels. */
  openChannel: OpenChannel | null;
  /**
   * What else can be done with a message that this medium can't deliver and has certainly not delivered. Answers
   * whether it was done.
   */
  reroute: ((notification: ClaimedNotification, reason: string) => Promise<boolean>) | null;
  link: { appUrl: string; secret: string };
  log: Logger;
}

/** How many slots are tried for a message in hand; well within its lease. */
const slotTries = 5;
const slotPatienceMs = 1_000;
/** A request's longest time: a claim that does not last as long is not used any more. */
const requestMs = 8_000;

/** Takes a claimed message to one of its ends; see finish-notification.ts for what these are. */
export function createDeliver(settings: DeliverySettings, parts: DeliverParts): Deliver {
  const context = { ...parts, settings };
  return async (delivery) => {
    const { notification } = delivery;
    try {
      if (notification.attempts > maxAttempts) {
        // Its workers died again and again, with it or because of it.
        await giveBack(delivery.slot.grants);
        await finishFailed(notification, { error: "no attempt came to an end", ambiguous: true });
      } else {
        await attempt(context, delivery);
      }
    } catch (error) {
      if (error instanceof NoTurn) {
        const { message, waitMs } = error;
        await giveBack(delivery.slot.grants);
        return postpone(notification, { error: message, afterMs: waitMs, slotUsed: false });
      }
      parts.log.error({ err: error, notificationId: notification.id }, "delivery broke off");
      await retryLater(notification, { error: "internal error", ambiguous: true });
    }
  };
}

type Context = DeliverParts & { settings: DeliverySettings };

async function attempt(context: Context, delivery: Delivery): Promise<void> {
  const { notification, slot } = delivery;
  const prepared = await prepareNotification(notification, context.link);
  if (notification.maybeSent) {
    const text = "message" in prepared ? prepared.message.text : "";
    if ((await lookForIt(context, delivery, text)) !== "not there") return giveBack(slot.grants);
    notification.maybeSent = false; // from here on it is like any other; a slot that this look has cost is lost
  }
  if ("drop" in prepared) {
    await finishDropped(notification, prepared.drop);
    return giveBack(slot.grants);
  }
  const inTime = await meetSlot(context, delivery);
  if (inTime) await send(context, inTime, prepared.message);
}

/**
 * Waits for the slot. A worker that comes too late for it gives it up (the bound that keeps the server's window clean
 * counts on less) and takes the next one for the message that it has in hand; null when that does not work either, or
 * the claim does not last for a request any more, and the message has gone back into the queue.
 */
async function meetSlot(context: Context, delivery: Delivery): Promise<Delivery | null> {
  const { notification, leaseEndsMs } = delivery;
  let { slot } = delivery;
  for (let tries = 1; ; tries += 1) {
    await sleepUntil(slot.startsMs);
    const nowMs = performance.now();
    const lateMs = nowMs - slot.trueStartMs;
    const isLeaseShort = nowMs > leaseEndsMs - requestMs;
    if (lateMs <= context.settings.latenessMs && !isLeaseShort)
      return { ...delivery, notification: { ...notification, slotAt: slot.slotAt }, slot };
    await giveBack(slot.grants);
    const error = isLeaseShort ? "stalled" : `slot missed by ${Math.round(lateMs)} ms`;
    if (tries === slotTries || isLeaseShort) return postponed(notification, error, 0);
    const next = await takeNextSlot(context.settings, notification);
    if (next.slotAt === null) return postponed(notification, error, next.waitMs);
    slot = next;
  }
}

/** The application's next slot, and the sender's and channel's at the same moment; none of them if one has none. */
async function takeNextSlot(settings: DeliverySettings, { sender, channel }: ClaimedNotification) {
  const slot = await takeSlot([settings.appLimit], slotPatienceMs);
  const limits = furtherLimits(settings, sender, channel);
  if (slot.slotAt === null || limits.length === 0) return slot;
  const further = await takeSlotAt(limits, slot.slotAt);
  if (further.slotAt !== null) return { ...slot, grants: [...slot.grants, ...further.grants] };
  await giveBack(slot.grants);
  return further;
}

async function postponed(notification: ClaimedNotification, error: string, afterMs: number): Promise<null> {
  await postpone(notification, { error, afterMs, slotUsed: false });
  return null;
}

/**
 * After an attempt without an answer: looks whether the message has arrived all the same. When it has, or when nobody
 * can tell now, the attempt has ended with it.
 */
async function lookForIt(context: Context, delivery: Delivery, text: string): Promise<"not there" | "ended"> {
  const { notification } = delivery;
  const found = await context.port.findMessage({
    channelUrl: notification.channel,
    senderUserId: notification.sender,
    notificationId: notification.id,
    sinceMs: notification.queuedAt.getTime(),
    awaitTurn: () => awaitTurn(context.settings.readLimit, context.settings.latenessMs),
  });
  if (found.kind === "ok" && !found.message) return "not there";
  if (found.kind === "permanent" && found.code === "channel-not-found") return "not there";
  if (found.kind === "ok" && found.message) {
    const { providerMessageId } = found.message;
    await finishSent(notification, { text, providerMessageId, found: true });
  } else if (found.kind === "rate-limited") {
    await refuseSlots(context.settings.readLimit, found.retryAfterMs, found.serverBurst ?? null);
    const error = "the service limits how often we may look";
    await postpone(notification, { error, afterMs: found.retryAfterMs, slotUsed: false });
  } else if (found.kind !== "ok") {
    await settleFailure(context, delivery, found);
  }
  return "ended";
}

async function send(context: Context, delivery: Delivery, message: PreparedMessage): Promise<void> {
  const { notification } = delivery;
  const result = await context.port.sendMessage({
    channelUrl: notification.channel,
    senderUserId: notification.sender,
    text: message.text,
    customType: notification.kind,
    data: message.data,
    dedupId: notification.id,
  });
  if (result.kind !== "ok") return settleFailure(context, delivery, result);
  const { providerMessageId } = result;
  await finishSent(notification, { text: message.text, providerMessageId, found: false });
  await reportSuccess(breakersOf(context.settings, notification));
}

function breakersOf(settings: DeliverySettings, { medium, sender }: ClaimedNotification): string[] {
  return [settings.appLimit.key, senderKey(medium, sender)];
}

async function settleFailure(context: Context, delivery: Delivery, failure: ChatFailure): Promise<void> {
  const { notification } = delivery;
  if (failure.kind === "rate-limited") {
    const { scope, retryAfterMs } = failure;
    await refuseSlots(limitOf(context.settings, delivery, scope), retryAfterMs, failure.serverBurst ?? null);
    context.log.warn({ scope, retryAfterMs }, "refused by the rate limit");
    const error = `refused by the rate limit (scope: ${scope})`;
    await postpone(notification, { error, afterMs: retryAfterMs, slotUsed: true });
  } else if (failure.kind === "transient") {
    const { reason, ambiguous } = failure;
    const isOutage = await reportOutage(context, delivery, reason);
    await retryLater(notification, { error: reason, ambiguous, costsAttempt: !isOutage });
  } else {
    await settleRefusal(context, delivery, failure);
  }
}

/** The limit that a 429 speaks of; the application's when it does not say. */
function limitOf(settings: DeliverySettings, { notification, slot }: Delivery, scope: string) {
  const key = senderKey(notification.medium, notification.sender);
  const ofSender = slot.grants.find(({ limit }) => limit.key === key)?.limit;
  return scope === "user" && ofSender ? ofSender : settings.appLimit;
}

/**
 * Counts a failure that is the service's fault, against everybody's breaker, and, while that is closed (others get
 * through), against the sender's. Answers whether one of them is open now: then it is not the message's fault.
 */
async function reportOutage(context: Context, delivery: Delivery, reason: string): Promise<boolean> {
  const { notification, slot } = delivery;
  const failure = { slotAt: slot.slotAt, reason };
  if (await reportFailure(context.settings.appLimit.key, failure, outage)) return true;
  return reportFailure(senderKey(notification.medium, notification.sender), failure, outage);
}

async function settleRefusal(context: Context, delivery: Delivery, refusal: ChatPermanent): Promise<void> {
  const { notification, slot } = delivery;
  const error = `${refusal.code}: ${refusal.reason}`;
  if (refusal.code === "token-refused") {
    // No message is to blame, and none would get through: everybody waits, and the log alarms.
    context.log.error("the service refuses our API token: nothing is sent until it is corrected");
    const failure = { slotAt: slot.slotAt, reason: error };
    await reportFailure(context.settings.appLimit.key, failure, tokenRefused);
    return postpone(notification, { error, afterMs: 0, slotUsed: true });
  }
  await reportSuccess(breakersOf(context.settings, notification)); // it answers, so it is not away
  const isUnknown = refusal.code === "channel-not-found" || refusal.code === "sender-not-found";
  if (isUnknown && context.openChannel) {
    const failure = await context.openChannel(notification);
    return failure ? settleFailure({ ...context, openChannel: null }, delivery, failure) : undefined;
  }
  if (!notification.maybeSent && (await context.reroute?.(notification, error))) return;
  await finishFailed(notification, { error, ambiguous: false });
}
