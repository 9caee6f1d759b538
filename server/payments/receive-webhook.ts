import { type BankNotice, parseBankNotice } from "#server/bank/bank-notice.schema.ts";
import { checkSignature } from "#server/bank/webhook-signature.ts";
import { holdFutureNotice, holdStaleNotice, type NoticeOutcome, recordNotice } from "./record-notice.ts";

/** A notice has some 400 bytes. */
export const maxWebhookBytes = 64 * 1024;

const dayMs = 24 * 60 * 60 * 1000;

export interface WebhookAnswer {
  status: 200 | 400 | 401;
  /** For the bank's operators and our log; names no account and no person. */
  result: NoticeOutcome | "malformed" | "unsigned" | "bad-signature" | "future";
}

/**
 * One POST of the bank. Answers 200 only once everything that follows from the notice is committed (invariant 11);
 * when it cannot be committed this throws, and the route answers 503, so that the bank repeats it.
 * The signature is checked first, so that nothing unsigned is even parsed.
 */
export async function receiveWebhook(
  request: { headers: Headers; body: Uint8Array },
  secrets: readonly string[],
  now: Date,
): Promise<WebhookAnswer> {
  const verdict = checkSignature(request.headers, request.body, secrets, now);
  if (verdict !== "valid" && verdict !== "stale") return { status: 401, result: verdict };
  const notice = readNotice(new TextDecoder().decode(request.body));
  if (!notice) return { status: 400, result: "malformed" };
  return { status: 200, result: await keep(notice, verdict, now) };
}

function keep(notice: BankNotice, verdict: "valid" | "stale", now: Date): Promise<NoticeOutcome> {
  if (verdict === "stale") return holdStaleNotice(notice);
  return notice.tradedAt.getTime() > now.getTime() + dayMs ? holdFutureNotice(notice) : recordNotice(notice);
}

function readNotice(body: string): BankNotice | null {
  try {
    return parseBankNotice(body);
  } catch {
    return null; // not JSON, or not our contract: the bank's mistake either way
  }
}
