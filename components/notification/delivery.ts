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

export type Trouble = "channel" | "sender" | "token" | "limit" | "connection" | "refused";

const troubles: readonly (readonly [RegExp, Trouble | null])[] = [
  [/^(slot missed|channel created)/, null], // the worker's own affairs, mended by themselves
  [/^channel-not-found/, "channel"],
  [/^(sender|member)-/, "sender"],
  [/token/i, "token"],
  [/^rate limit/, "limit"],
  [/^(invalid-request|refused)/, "refused"],
];

/** What the worker noted when an attempt did not succeed, as one of few things that a clerk can understand. */
export function troubleOf(lastError: string | null): Trouble | null {
  if (lastError === null) return null;
  const known = troubles.find(([pattern]) => pattern.test(lastError));
  return known === undefined ? "connection" : known[1];
}
