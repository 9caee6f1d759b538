import type { ChatPermanent, ChatPort, ChatTransient } from "#jobs/chat-port.ts";
import { refuseSlots } from "#jobs/rate/bucket.ts";
import type { ClaimedNotification } from "#server/notifications/claim-notification.ts";
import { describeChannel } from "#server/notifications/describe-channel.ts";
import { postpone, retryLater } from "#server/notifications/finish-notification.ts";
import { awaitTurn, NoTurn } from "./await-turn.ts";
import type { DeliverySettings } from "./delivery-settings.ts";

/** Answers what went wrong, for the caller to settle; null when the message's attempt has ended with it. */
export type OpenChannel = (
  notification: ClaimedNotification,
) => Promise<ChatTransient | ChatPermanent | null>;

/**
 * The chat does not know the channel or the sender (a new relationship): makes both and the store's user, then the
 * message goes again. Each request waits for a slot of everybody's limit and of the one for making things.
 */
export function createOpenChannel(settings: DeliverySettings, chat: ChatPort): OpenChannel {
  const open: OpenChannel = async (notification) => {
    let created = false;
    for (const step of await stepsFor(chat, notification)) {
      // One after the other: a common slot of both would skip slots of everybody's, which others could use.
      await awaitTurn(settings.createLimit, settings.latenessMs);
      await awaitTurn(settings.appLimit, settings.latenessMs);
      const result = await step();
      if (result.kind === "ok") {
        created ||= result.created;
      } else if (result.kind === "rate-limited") {
        const limit = result.scope === "app" ? settings.appLimit : settings.createLimit;
        await refuseSlots(limit, result.retryAfterMs, result.serverBurst ?? null);
        const error = "the service limits how often we may make channels";
        await postpone(notification, { error, afterMs: result.retryAfterMs, slotUsed: true });
        return null;
      } else {
        return result.kind === "transient" ? { ...result, ambiguous: false } : result;
      }
    }
    if (created) {
      await postpone(notification, { error: "channel made", afterMs: 0, slotUsed: true });
      return null;
    }
    // All of it was there already, and yet the chat refused: this must cost attempts, or it would go on for ever.
    const error = "channel and members exist, but the chat refuses the message";
    await retryLater(notification, { error, ambiguous: false });
    return null;
  };
  return async (notification) => {
    try {
      return await open(notification);
    } catch (error) {
      if (!(error instanceof NoTurn)) throw error;
      await postpone(notification, { error: error.message, afterMs: error.waitMs, slotUsed: true });
      return null;
    }
  };
}

async function stepsFor(chat: ChatPort, notification: ClaimedNotification) {
  const names = await describeChannel(notification.id);
  if (!names) throw new Error("no trade relationship behind the channel");
  const { sender: senderUser, channel: channelUrl } = notification;
  const storeUser = `sunap_store_${names.storeId}`;
  const openFor = (userIds: string[], name: string) => () =>
    chat.createChannel({ channelUrl, name, userIds });
  const makeSender = () => chat.createUser({ userId: senderUser, nickname: names.distributorName });
  if (notification.recipient === "DISTRIBUTOR")
    return [makeSender, openFor([senderUser], names.distributorName)];
  return [
    makeSender,
    () => chat.createUser({ userId: storeUser, nickname: names.storeName }),
    openFor([senderUser, storeUser], `${names.distributorName} · ${names.storeName}`),
  ];
}
