import type { Logger } from "pino";
import type { ChatFailure, ChatPermanent, ChatPort } from "#jobs/chat-port.ts";
import { blockLimit, type Limit, returnSlot, type Slot } from "#jobs/rate/bucket.ts";
import type { ClaimedNotification } from "#server/notifications/claim-notification.ts";
import { describeChannel } from "#server/notifications/describe-channel.ts";
import {
  finishDropped,
  finishFailed,
  finishSent,
  postpone,
  retryLater,
} from "#server/notifications/finish-notification.ts";
import { maxAttempts } from "#server/notifications/notification.rules.ts";
import { type PreparedMessage, prepareNotification } from "#server/notifications/prepare-notification.ts";
import { sleepUntil } from "./sleep-until.ts";

/** A claimed message and the slots it may use. */
export interface Delivery {
  notification: ClaimedNotification;
  slot: Slot;
  userLimit: Limit | null;
}

export type Deliver = (delivery: Delivery) => Promise<void>;

export interface DeliverParts {
  chat: ChatPort;
  appLimit: Limit;
  jitterMs: number;
  link: { appUrl: string; secret: string };
  log: Logger;
}

const tokenRefusedPauseMs = 30_000;

/** Takes a claimed message to one of its ends; see finish-notification.ts for what these are. */
export function createDeliver(parts: DeliverParts): Deliver {
  return async (delivery) => {
    const { notification } = delivery;
    try {
      if (notification.attempts > maxAttempts) {
        // Its workers died again and again, with it or because of it.
        await finishFailed(notification, { error: "no attempt came to an end", ambiguous: true });
      } else {
        await attempt(parts, delivery);
      }
    } catch (error) {
      parts.log.error({ err: error, notificationId: notification.id }, "delivery broke off");
      await retryLater(notification, { error: "internal error", ambiguous: true });
    }
  };
}

async function attempt(parts: DeliverParts, delivery: Delivery): Promise<void> {
  const { notification } = delivery;
  const prepared = await prepareNotification(notification, parts.link);
  if (notification.maybeSent)
    return lookForIt(parts, delivery, "message" in prepared ? prepared.message.text : "");
  if ("drop" in prepared) {
    await finishDropped(notification, prepared.drop);
    await giveBack(parts, delivery);
    return;
  }
  await sleepUntil(delivery.slot.startsMs);
  const lateMs = performance.now() - delivery.slot.trueStartMs;
  if (lateMs > parts.jitterMs) {
    // The bound that keeps the server's window clean counts on less: this slot is lost, the message takes another.
    await postpone(notification, { error: `slot missed by ${Math.round(lateMs)} ms`, afterMs: 0 });
    return;
  }
  await send(parts, delivery, prepared.message);
}

async function giveBack(parts: DeliverParts, { slot, userLimit }: Delivery): Promise<void> {
  await returnSlot(parts.appLimit, slot.slotAt);
  if (userLimit) await returnSlot(userLimit, slot.slotAt);
}

/**
 * After an attempt without an answer: looks whether the message stands in the chat. If it does not, it is sent in a slot
 * of its own: the look has taken too long for this one.
 */
async function lookForIt(parts: DeliverParts, delivery: Delivery, text: string): Promise<void> {
  const { notification } = delivery;
  await giveBack(parts, delivery);
  const found = await parts.chat.findMessage({
    channelUrl: notification.channel,
    senderUserId: notification.sender,
    notificationId: notification.id,
    sinceMs: notification.queuedAt.getTime(),
  });
  const isThere = found.kind === "ok" && found.message;
  const isNotThere =
    (found.kind === "ok" && !found.message) ||
    (found.kind === "permanent" && found.code === "channel-not-found");
  if (isThere) await finishSent(notification, { text, providerMessageId: isThere.providerMessageId });
  else if (isNotThere)
    await postpone({ ...notification, maybeSent: false }, { error: "not in the chat", afterMs: 0 });
  else if (found.kind !== "ok") await settleFailure(parts, delivery, found);
}

async function send(parts: DeliverParts, delivery: Delivery, message: PreparedMessage): Promise<void> {
  const { notification } = delivery;
  const result = await parts.chat.sendMessage({
    channelUrl: notification.channel,
    senderUserId: notification.sender,
    text: message.text,
    customType: notification.kind,
    data: message.data,
    dedupId: notification.id,
  });
  if (result.kind === "ok") {
    await finishSent(notification, { text: message.text, providerMessageId: result.providerMessageId });
    return;
  }
  await settleFailure(parts, delivery, result);
}

async function settleFailure(parts: DeliverParts, delivery: Delivery, failure: ChatFailure): Promise<void> {
  const { notification } = delivery;
  if (failure.kind === "rate-limited") {
    const limit = failure.scope === "user" && delivery.userLimit ? delivery.userLimit : parts.appLimit;
    await blockLimit(limit, failure.retryAfterMs);
    parts.log.warn({ scope: failure.scope, retryAfterMs: failure.retryAfterMs }, "refused by the rate limit");
    await postpone(notification, { error: "rate limit", afterMs: failure.retryAfterMs });
  } else if (failure.kind === "transient") {
    await retryLater(notification, { error: failure.reason, ambiguous: failure.ambiguous });
  } else {
    await settleRefusal(parts, delivery, failure);
  }
}

async function settleRefusal(parts: DeliverParts, delivery: Delivery, refusal: ChatPermanent): Promise<void> {
  const { notification } = delivery;
  switch (refusal.code) {
    case "channel-not-found":
    case "sender-not-found":
      return openChannel(parts, notification);
    case "token-refused":
      // No message is to blame, and none would get through: everybody waits, and the log alarms.
      parts.log.error("the chat service refuses our API token: nothing is sent until it is corrected");
      await blockLimit(parts.appLimit, tokenRefusedPauseMs);
      return postpone(notification, { error: "API token refused", afterMs: tokenRefusedPauseMs });
    default:
      return finishFailed(notification, { error: `${refusal.code}: ${refusal.reason}`, ambiguous: false });
  }
}

/** The chat does not know the channel (a new relationship): makes it and its members, then the message goes again. */
async function openChannel(parts: DeliverParts, notification: ClaimedNotification): Promise<void> {
  const names = await describeChannel(notification.id);
  if (!names) throw new Error("no trade relationship behind the channel");
  const isNotice = notification.recipient === "DISTRIBUTOR";
  const storeUser = `sunap_store_${names.storeId}`;
  const userIds = isNotice ? [notification.sender] : [notification.sender, storeUser];
  const steps = [
    () => parts.chat.createUser({ userId: notification.sender, nickname: names.distributorName }),
    ...(isNotice ? [] : [() => parts.chat.createUser({ userId: storeUser, nickname: names.storeName })]),
    () =>
      parts.chat.createChannel({
        channelUrl: notification.channel,
        name: isNotice ? names.distributorName : `${names.distributorName} · ${names.storeName}`,
        userIds,
      }),
  ];
  let created = false;
  for (const step of steps) {
    const result = await step();
    if (result.kind === "ok") {
      created ||= result.created;
      continue;
    }
    if (result.kind === "permanent") {
      return finishFailed(notification, { error: `${result.code}: ${result.reason}`, ambiguous: false });
    }
    const error = result.kind === "transient" ? result.reason : "rate limit of channel creation";
    return retryLater(notification, { error, ambiguous: false });
  }
  if (created) return postpone(notification, { error: "channel created", afterMs: 0 });
  // All of it was there already, and yet the chat refused: this must cost attempts, or it would go on for ever.
  await retryLater(notification, {
    error: "channel and members exist, but the chat refuses the message",
    ambiguous: false,
  });
}
