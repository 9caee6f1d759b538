import type { BankNotice } from "#server/bank/bank-notice.schema.ts";
import type { BankProvider, BankRequest } from "#server/bank/bank-provider.ts";
import { type LoggedVerdict, logBankRequest } from "#server/bank/log-bank-request.ts";
import { db, leanTransaction, type Tx } from "#server/platform/db.ts";
import { holdForOperatorIn, type NoticeOutcome, recordNoticeIn } from "./record-notice.ts";

/** A notice has some 400 bytes. */
export const maxWebhookBytes = 64 * 1024;

const dayMs = 24 * 60 * 60 * 1000;

export interface WebhookAnswer {
  status: 200 | 400 | 401 | 413;
  /** For the bank's operators and our log; names no account and no person. `ignored`: tells of no deposit. */
  result:
    | NoticeOutcome
    | "ignored"
    | "malformed"
    | "too-large"
    | "unsigned"
    | "bad-signature"
    | "future"
    | "unknown-source";
}

/**
 * One POST of a bank. Answers 200 only once everything that follows from the notice, and its line in the log, is
 * committed (invariant 11); when it cannot be committed this throws, and the route answers 503, so that the bank
 * repeats it. Who sent it is checked first, so that nothing from a stranger is even parsed.
 * body null: more than `maxWebhookBytes`, which nobody has read.
 */
export async function receiveWebhook(
  provider: BankProvider,
  { body, ...rest }: Omit<BankRequest, "body"> & { body: Uint8Array | null },
  now: Date,
): Promise<WebhookAnswer> {
  const startedAt = performance.now();
  const request = { ...rest, body: body ?? new Uint8Array() };
  const log = (tx: Tx, verdict: Omit<LoggedVerdict, "durationMs">) =>
    logBankRequest(tx, provider.name, request, { ...verdict, durationMs: performance.now() - startedAt });
  const refuse = async (status: 400 | 401 | 413, result: WebhookAnswer["result"], isGenuine: boolean) => {
    await log(db(), { isGenuine, isStale: false, verdict: result, status });
    return { status, result } as const;
  };

  if (body === null) return refuse(413, "too-large", false);
  const sender = provider.verify(request, now);
  if (!sender.isGenuine) return refuse(401, sender.verdict, false);
  const notices = provider.parse(body);
  if (!notices) return refuse(400, "malformed", true);
  const { isStale } = sender;
  try {
    return await leanTransaction(async (tx) => {
      const result = await keepNotices(tx, notices, { isStale, now });
      await log(tx, { isGenuine: true, isStale, verdict: result, status: 200 });
      return { status: 200, result } as const;
    });
  } catch (error) {
    // The log's own line cannot be promised where storing has just failed; the error is what counts.
    await log(db(), { isGenuine: true, isStale, verdict: "unavailable", status: 503 }).catch(() => undefined);
    throw error;
  }
}

/** Applies the notices of one request, or keeps them for an operator; the outcome that wants most attention counts. */
export async function keepNotices(
  tx: Tx,
  notices: readonly BankNotice[],
  { isStale, now }: { isStale: boolean; now: Date },
): Promise<NoticeOutcome | "ignored"> {
  let outcome: NoticeOutcome | "ignored" = "ignored";
  for (const notice of notices) {
    const isAhead = notice.tradedAt.getTime() > now.getTime() + dayMs;
    const next =
      isStale || isAhead
        ? await holdForOperatorIn(tx, notice, isStale ? "STALE" : "FUTURE")
        : await recordNoticeIn(tx, notice);
    if (weight[next] > weight[outcome]) outcome = next;
  }
  return outcome;
}

const weight = { ignored: 0, repeat: 1, recorded: 2, held: 3 } as const;
