import type { DemoDistributor, DemoRelationship } from "./model.ts";

// The names that the product gives in the chat service when it takes a distributor on or opens a relationship.

/** The chat user in whose name a distributor's messages are sent. */
export function chatSenderOf(distributor: DemoDistributor): string {
  return `sunap_${distributor.id}`;
}

/** Where a distributor's staff read what came in. */
export function noticeChannelOf(distributor: DemoDistributor): string {
  return `sunap_notice_${distributor.id}`;
}

/** The channel of store and distributor. */
export function storeChannelOf(relationship: DemoRelationship): string {
  return `sunap_channel_${relationship.id}`;
}
