import { expect } from "@playwright/test";
import { createTRPCClient, httpLink } from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "#server/router.ts";
import { stackAddress } from "../stack/address.ts";
import { cookieOf } from "./session.ts";

/** tRPC in the name of whom the cookie says; `baseUrl`: another stack than the shared one. */
export function apiClient(cookie: string, baseUrl: string = stackAddress().baseUrl) {
  const url = `${baseUrl}/api/trpc`;
  const headers = { cookie, origin: baseUrl };
  return createTRPCClient<AppRouter>({ links: [httpLink({ url, transformer: superjson, headers })] });
}

/** Issues a bill of 새벽유통 to one of its customers. */
export async function issueBill(tradeRelationshipId: string, amountWon: bigint): Promise<{ billId: string }> {
  return apiClient(await cookieOf("saebyeok")).bill.issue.mutate({ tradeRelationshipId, amountWon });
}

export interface ChatMessage {
  text: string;
  customType: string;
  data: string;
  dedupId: string | null;
}

/** What stands in a chat of the emulator, oldest first. */
export async function chatMessages(
  channel: string,
  emulatorUrl: string = stackAddress().emulatorUrl,
): Promise<ChatMessage[]> {
  const response = await fetch(`${emulatorUrl}/emulator/messages?channel=${encodeURIComponent(channel)}`);
  return ((await response.json()) as { messages: ChatMessage[] }).messages;
}

/** The message of this kind about this bill, once it is in the chat. */
export async function messageAbout(channel: string, kind: string, billId: string): Promise<ChatMessage> {
  const find = async () =>
    (await chatMessages(channel)).find(
      ({ customType, data }) => customType === kind && data.includes(billId),
    ) ?? null;
  await expect.poll(find, { message: `${kind} arrives in the chat`, timeout: 30_000 }).not.toBeNull();
  const found = await find();
  if (!found) throw new Error("the message has vanished from the chat");
  return found;
}

/** The path of the link in a bill message: /b/<token>. */
export async function linkOf(channel: string, billId: string): Promise<string> {
  const { text } = await messageAbout(channel, "BILL_ISSUED", billId);
  const path = /\/b\/\S+/.exec(text)?.[0];
  if (!path) throw new Error("the bill message holds no link");
  return path;
}
