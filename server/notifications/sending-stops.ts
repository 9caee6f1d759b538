import { recordAudit } from "#server/audit/record-audit.ts";
import { db, transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import { enqueueWakeUp } from "#server/platform/queue.ts";
import type { TradeRelationshipErrorCode } from "#server/trade-relationships/trade-relationship.errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import * as repository from "./sending-stop.repository.ts";

export type SendingStop = repository.SendingStop;

/** The kill switches that are on, those of all sending first. */
export function listSendingStops(): Promise<SendingStop[]> {
  return repository.listStops(db());
}

/** What keeps one distributor's messages from leaving; null: nothing. */
export function findSendingStop(distributorId: string) {
  return repository.findStopFor(db(), distributorId);
}

/**
 * Stops the sending of one distributor's messages, or (null) of everybody's. What is under way ends; all else waits
 * where it is, and nothing is lost. Stopping what is stopped changes nothing. Throws DISTRIBUTOR_NOT_FOUND.
 */
export async function stopSending(
  actor: AdminActor,
  stop: { distributorId: string | null; reason: string },
): Promise<void> {
  await transaction(async (tx) => {
    const { distributorId } = stop;
    if (distributorId && !(await repository.distributorExists(tx, distributorId)))
      throw new DomainError<TradeRelationshipErrorCode>("DISTRIBUTOR_NOT_FOUND");
    if (!(await repository.insertStop(tx, { ...stop, userId: actor.userId }))) return;
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: stop.distributorId,
      action: "notification.stop",
      subjectId: stop.distributorId,
      details: { reason: stop.reason },
    });
  });
}

/** Lets the messages go again, in the order in which they would have gone. */
export async function resumeSending(actor: AdminActor, distributorId: string | null): Promise<void> {
  await transaction(async (tx) => {
    if (!(await repository.deleteStop(tx, distributorId))) return;
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId,
      action: "notification.resume",
      subjectId: distributorId,
      details: {},
    });
    await enqueueWakeUp(tx);
  });
}
