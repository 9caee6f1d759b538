import { recordAudit } from "#server/audit/record-audit.ts";
import { logBankRequest } from "#server/bank/log-bank-request.ts";
import { findBankRequest } from "#server/bank/read-bank-requests.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import { findBankProvider } from "./bank-providers.ts";
import type { PaymentErrorCode } from "./payment.errors.ts";
import { keepNotices, type WebhookAnswer } from "./receive-webhook.ts";

/**
 * Puts a logged request through the same recording once more, as when a fault of ours kept it from being stored. What
 * was stored already is a repeat and counts nothing twice; what was stale then is stale now. Only a request that was
 * genuine when it came can be replayed, as its signature is not kept.
 * Throws BANK_REQUEST_NOT_FOUND, BANK_REQUEST_NOT_GENUINE, BANK_PROVIDER_OFF.
 */
export async function replayBankRequest(
  actor: AdminActor,
  replay: { bankRequestId: string; note: string },
  now: Date,
): Promise<{ result: WebhookAnswer["result"] }> {
  const startedAt = performance.now();
  return transaction(async (tx) => {
    const logged = await findBankRequest(tx, replay.bankRequestId);
    if (!logged) throw new DomainError<PaymentErrorCode>("BANK_REQUEST_NOT_FOUND");
    if (!logged.isGenuine) throw new DomainError<PaymentErrorCode>("BANK_REQUEST_NOT_GENUINE");
    const provider = findBankProvider(logged.provider);
    if (!provider) throw new DomainError<PaymentErrorCode>("BANK_PROVIDER_OFF");
    const notices = provider.parse(logged.body);
    const { isStale } = logged;
    const result = notices ? await keepNotices(tx, notices, { isStale, now }) : "malformed";
    const request = { ...logged, headers: new Headers(logged.headers) };
    await logBankRequest(tx, provider.name, request, {
      isGenuine: true,
      isStale,
      verdict: result,
      status: notices ? 200 : 400,
      durationMs: performance.now() - startedAt,
      replay: { of: logged.id, by: actor.userId },
    });
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: null,
      action: "deposit.replay-request",
      subjectId: logged.id,
      details: { result, note: replay.note },
    });
    return { result };
  });
}
