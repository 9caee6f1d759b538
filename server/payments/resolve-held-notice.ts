import { recordAudit } from "#server/audit/record-audit.ts";
import { parseBankNotice } from "#server/bank/bank-notice.schema.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import type { PaymentErrorCode } from "./payment.errors.ts";
import * as repository from "./payment.repository.ts";
import { type NoticeOutcome, recordNoticeIn } from "./record-notice.ts";

/**
 * An operator decides about a notice kept aside: APPLIED records a stale one as if it had come in time (a repeat
 * counts nothing twice), DISMISSED closes it with a note. A conflict can only be dismissed: money is never corrected
 * by picking one of two contents. A stale notice that can't be applied stays open, as what it turned out to be.
 * Throws HELD_NOTICE_NOT_FOUND, HELD_NOTICE_RESOLVED, HELD_NOTICE_NOT_APPLICABLE.
 */
export async function resolveHeldNotice(
  actor: AdminActor,
  decision: { heldNoticeId: string; resolution: "APPLIED" | "DISMISSED"; note: string },
): Promise<{ outcome: NoticeOutcome | null }> {
  return transaction(async (tx) => {
    const held = await repository.lockHeldNotice(tx, decision.heldNoticeId);
    if (!held) throw new DomainError<PaymentErrorCode>("HELD_NOTICE_NOT_FOUND");
    if (held.isResolved) throw new DomainError<PaymentErrorCode>("HELD_NOTICE_RESOLVED");
    const isApplied = decision.resolution === "APPLIED";
    if (isApplied && held.kind !== "STALE")
      throw new DomainError<PaymentErrorCode>("HELD_NOTICE_NOT_APPLICABLE");
    const outcome = isApplied ? await recordNoticeIn(tx, parseBankNotice(held.body)) : null;
    if (outcome !== "held") {
      await repository.resolveHeldNotice(tx, decision.heldNoticeId, {
        ...decision,
        resolvedBy: actor.userId,
      });
    }
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: null,
      action: isApplied ? "deposit.apply-held" : "deposit.dismiss-held",
      subjectId: decision.heldNoticeId,
      details: { outcome, note: decision.note },
    });
    return { outcome };
  });
}
