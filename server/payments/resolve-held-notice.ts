import { recordAudit } from "#server/audit/record-audit.ts";
import { parseBankNotice } from "#server/bank/bank-notice.schema.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import type { PaymentErrorCode } from "./payment.errors.ts";
import { findHeldNotice, resolveHeldNotice as markResolved } from "./payment.repository.ts";
import { type NoticeOutcome, recordNoticeIn } from "./record-notice.ts";

/**
 * An operator decides about a notice kept aside: APPLIED records a stale one as if it had come in time (a repeat
 * counts nothing twice), DISMISSED closes it with a note. A conflict can only be dismissed: money is never corrected
 * by picking one of two contents.
 * Throws HELD_NOTICE_NOT_FOUND, HELD_NOTICE_RESOLVED, HELD_NOTICE_NOT_APPLICABLE.
 */
export async function resolveHeldNotice(
  actor: AdminActor,
  decision: { heldNoticeId: string; resolution: "APPLIED" | "DISMISSED"; note: string },
): Promise<{ outcome: NoticeOutcome | null }> {
  return transaction(async (tx) => {
    const held = await findHeldNotice(tx, decision.heldNoticeId);
    if (!held) throw new DomainError<PaymentErrorCode>("HELD_NOTICE_NOT_FOUND");
    if (decision.resolution === "APPLIED" && held.kind !== "STALE") {
      throw new DomainError<PaymentErrorCode>("HELD_NOTICE_NOT_APPLICABLE");
    }
    const resolved = await markResolved(tx, decision.heldNoticeId, { ...decision, resolvedBy: actor.userId });
    if (!resolved) throw new DomainError<PaymentErrorCode>("HELD_NOTICE_RESOLVED");
    const outcome =
      decision.resolution === "APPLIED" ? await recordNoticeIn(tx, parseBankNotice(held.body)) : null;
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: null,
      action: decision.resolution === "APPLIED" ? "deposit.apply-held" : "deposit.dismiss-held",
      subjectId: decision.heldNoticeId,
      details: { outcome, note: decision.note },
    });
    return { outcome };
  });
}
