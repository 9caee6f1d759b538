import type { Tone } from "#components/theme/tokens.ts";
import type { NotificationRow } from "./notification.types.ts";

type State = NotificationRow["state"];

export const stateTones: Record<State, Tone> = {
  QUEUED: "info",
  SENDING: "info",
  RETRYING: "warning",
  SENT: "positive",
  DROPPED: "neutral",
  FAILED: "danger",
};

const underWay: ReadonlySet<State> = new Set(["QUEUED", "SENDING", "RETRYING"]);

/** The message has not met its end yet: what is on the screen will change by itself. */
export function isUnderWay({ state }: Pick<NotificationRow, "state">): boolean {
  return underWay.has(state);
}

/** The worker's own affairs, mended by themselves: told in a message's life, not in a list. */
const quiet: ReadonlySet<NotificationRow["trouble"]> = new Set([
  "slot-missed",
  "channel-made",
  "not-there",
  "own-limit",
]);

/** What came between a message and its reader, where that is worth a sentence in a list. */
export function troubleToTell({ trouble }: Pick<NotificationRow, "trouble">): NotificationRow["trouble"] {
  return quiet.has(trouble) ? null : trouble;
}
