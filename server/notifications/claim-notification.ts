import type { MessageMedium } from "#prisma/generated/enums.ts";
import { db } from "#server/platform/db.ts";
import * as repository from "./delivery.repository.ts";

export type ClaimedNotification = repository.ClaimedNotification;

/**
 * What a worker that holds a slot and a job finds:
 * `send`: a message is its own now. It may be another of the same channel: what stands before the one that was asked
 * for goes first, and so inherits its urgency.
 * `done`: the one asked for has ended already, or has left for another medium, where it has another job.
 * `wait`: its channel is busy (another worker is sending, or the head waits for its next attempt), its time has not
 * come, or its sending is stopped.
 */
export type Claim =
  | { kind: "send"; notification: ClaimedNotification }
  | { kind: "done" }
  | { kind: "wait"; waitMs: number };

/**
 * Claims the message that goes next in a message's channel, for `leaseMs`. A message left in SENDING by a worker that
 * died is claimed anew once its lease is over, and is then marked as perhaps sent.
 */
export async function claimNotification(
  notificationId: string,
  claim: { medium: MessageMedium; slotAt: string; leaseMs: number },
): Promise<Claim> {
  const notification = await repository.claimChannelHead(db(), notificationId, claim);
  if (notification) return { kind: "send", notification };
  const obstacle = await repository.findObstacle(db(), notificationId, claim.medium);
  return obstacle.ended ? { kind: "done" } : { kind: "wait", waitMs: obstacle.waitMs };
}

/** What waits in a medium at this moment, and whose messages are stopped. */
export function findBacklog(medium: MessageMedium): Promise<repository.Backlog> {
  return repository.findBacklog(db(), medium);
}
