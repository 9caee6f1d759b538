import { expect } from "@playwright/test";
import { stackAddress } from "#e2e/stack/address.ts";
import type { JourneyDistributor, JourneyTrade } from "./product.ts";

// What stands in a chat, as the emulator stored it: all journeys together get one message every 220 ms.
const arrivalWaitMs = 40_000;

export type MessageKind =
  | "BILL_ISSUED"
  | "BILL_CANCELED"
  | "PAYMENT_COMPLETE"
  | "PAYMENT_RECEIVED"
  | "PAYMENT_CANCELED";

interface ChatMessage {
  customType: string;
  text: string;
}

/** Opens the chats in which these parties have long been talking; the product need not create them. */
export async function openChats(
  distributor: JourneyDistributor,
  trades: readonly JourneyTrade[],
): Promise<void> {
  const { chatSender, name, noticeChannel } = distributor;
  const response = await fetch(`${stackAddress().emulatorUrl}/emulator/provision`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      users: [{ userId: chatSender, nickname: name }],
      channels: [
        { channelUrl: noticeChannel, name, userIds: [chatSender] },
        ...trades.map(({ channel, storeName }) => ({
          channelUrl: channel,
          name: `${name} · ${storeName}`,
          userIds: [chatSender],
        })),
      ],
    }),
  });
  expect(response.status).toBe(200);
}

/** The texts of one kind in a channel, oldest first. */
export async function textsOf(channel: string, kind: MessageKind): Promise<string[]> {
  const { emulatorUrl } = stackAddress();
  const response = await fetch(`${emulatorUrl}/emulator/messages?channel=${encodeURIComponent(channel)}`);
  const { messages } = (await response.json()) as { messages: ChatMessage[] };
  return messages.filter(({ customType }) => customType === kind).map(({ text }) => text);
}

/** Waits for the `count`-th message of a kind, and gives its text. More of them than that is a failure. */
export async function waitForMessage(channel: string, kind: MessageKind, count = 1): Promise<string> {
  const arrived = async () => (await textsOf(channel, kind)).length;
  await expect.poll(arrived, { timeout: arrivalWaitMs, message: `${kind} number ${count}` }).toBe(count);
  return (await textsOf(channel, kind)).at(-1) ?? "";
}

/** Both sides are told of a payment, for the `count`-th time: gives what the store and what the distributor reads. */
export async function bothTold(
  distributor: JourneyDistributor,
  trade: JourneyTrade,
  { canceled = false, count = 1 }: { canceled?: boolean; count?: number } = {},
): Promise<{ store: string; distributor: string }> {
  const [store, told] = await Promise.all([
    waitForMessage(trade.channel, canceled ? "PAYMENT_CANCELED" : "PAYMENT_COMPLETE", count),
    waitForMessage(distributor.noticeChannel, canceled ? "PAYMENT_CANCELED" : "PAYMENT_RECEIVED", count),
  ]);
  return { store, distributor: told };
}

/** The page on which a person reads this chat. */
export function chatPageUrl(channel: string): string {
  return `${stackAddress().emulatorUrl}/channels/${encodeURIComponent(channel)}`;
}
