import type ko from "../ko/admin-notification.ts";
import type { Translation } from "../translation.ts";

export default {
  title: "Messages",
  description:
    "Every distributor's messages. They leave one after another, at the rate that the chat service allows.",
  count: {
    queued: "Waiting",
    queuedHint: "For their turn",
    sending: "Being sent",
    retrying: "To be tried again",
    retryingHint: "Put off by a passing trouble",
    failed: "Failed",
    failedHint: "Mend the cause, then send again",
    sentLastHour: "Sent in the last hour",
  },
  column: {
    kind: "Message",
    store: "Distributor · customer",
    state: "State",
    text: "Text",
    queuedAt: "Requested",
    sentAt: "Sent",
    action: "Action",
  },
  recipient: { STORE: "To the store", DISTRIBUTOR: "To the distributor" },
  attempts: "{count, plural, one {# attempt} other {# attempts}}",
  todo: {
    channel: "Make sure that the customer's channel exists, then send again.",
    sender: "Make sure that the distributor's sender is in the channel, then send again.",
    token: "Correct the chat service's API token, then send again.",
    limit: "Send again in a moment.",
    connection: "Check how the chat service is doing, then send again.",
    refused: "Read the error, mend its cause, then send again.",
    unknown: "No cause was recorded. Try sending again.",
  },
  retry: "Send again",
  retryFor: "Send again: {kind} for {store}",
  retried: "It waits for its turn again",
  show: "Show text",
  technical: "The chat service's error",
  idLabel: "Message id",
  emptyTitle: "No messages yet",
  emptyBody: "When a bill is sent or money arrives, its messages show here.",
} as const satisfies Translation<typeof ko>;
