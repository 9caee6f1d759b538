import { db } from "#server/platform/db.ts";
import { type ChannelFacts, findChannelFacts } from "./message-facts.repository.ts";

/** Whose channel a message goes to, for creating it in the chat service; null when there is no such message. */
export function describeChannel(notificationId: string): Promise<ChannelFacts | null> {
  return findChannelFacts(db(), notificationId);
}
