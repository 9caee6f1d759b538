import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { NotificationErrorCode } from "./notification.errors.ts";
import * as repository from "./notification-life.repository.ts";
import { allowedPerSecond } from "./sending-rates.ts";
import { type Waiting, waitingOf } from "./waiting.rules.ts";

/** Something that happened to a message after it was queued. */
export type LifeEvent = repository.LifeEvent;

/** A message's whole life. */
export interface NotificationLife
  extends Pick<
    repository.LifeFacts,
    "id" | "kind" | "recipient" | "state" | "medium" | "queuedAt" | "attempts" | "text" | "endedAt"
  > {
  /** The latest first. */
  events: LifeEvent[];
  /** There are more than these: a service was away for long. */
  hasEarlierEvents: boolean;
  /** Null: it has ended. */
  waiting:
    | (Waiting & { stop: "own" | "all" | null; stopReason: string | null; expectedMs: number | null })
    | null;
  dropReason: string | null;
  trouble: repository.LifeFacts["trouble"];
}

const maxEvents = 100;

/**
 * distributorId null: of any distributor, for an operator, with the very words of the chat service; else of that tenant.
 * Throws NOTIFICATION_NOT_FOUND.
 */
export async function getNotificationLife(
  distributorId: string | null,
  notificationId: string,
): Promise<NotificationLife> {
  const facts = await repository.findLifeFacts(db(), distributorId, notificationId);
  if (!facts) throw new DomainError<NotificationErrorCode>("NOTIFICATION_NOT_FOUND");
  const events = await repository.listLifeEvents(db(), notificationId, maxEvents);
  const { id, kind, recipient, state, medium, queuedAt, attempts, text, endedAt, dropReason, trouble } =
    facts;
  return {
    ...{ id, kind, recipient, state, medium, queuedAt, attempts, text, endedAt, dropReason, trouble },
    events: events
      .slice(0, maxEvents)
      .map((event) => (distributorId === null ? event : { ...event, detail: null })),
    hasEarlierEvents: events.length > maxEvents,
    waiting: await waitingWithForecast(facts),
  };
}

async function waitingWithForecast(facts: repository.LifeFacts): Promise<NotificationLife["waiting"]> {
  const waiting = waitingOf(facts);
  if (!waiting) return null;
  const { stop, stopReason } = facts;
  const slotMs = 1_000 / allowedPerSecond(env(), facts.medium);
  const expectedMs = waiting.why === "turn" ? (await repository.countAhead(db(), facts.id)) * slotMs : null;
  return { ...waiting, stop, stopReason, expectedMs };
}
