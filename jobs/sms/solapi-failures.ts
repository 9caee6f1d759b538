import type { ChatFailure, ChatRefusal } from "#jobs/chat-port.ts";
import { SolapiUnanswered } from "./solapi-call.ts";

/** The client's errors carry a tag (others a name) and the service's code. Their texts may quote the request. */
interface SolapiError {
  _tag?: unknown;
  errorCode?: unknown;
  httpStatus?: unknown;
  failedMessageList?: unknown;
}

const retryAfterMs = 1_000; // the service does not say

/** The request cannot have arrived: there was nobody to arrive at. */
const neverSent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** What an error of a call means. The reason holds codes only: neither number nor text. */
export function failureOf(error: unknown): ChatFailure {
  if (error instanceof SolapiUnanswered) {
    const reason = `SOLAPI gave no answer: ${error.code}`;
    return { kind: "transient", ambiguous: !neverSent.has(error.code), reason };
  }
  const { errorCode, httpStatus, failedMessageList, _tag } = (error ?? {}) as SolapiError;
  const tag = _tag ?? (error instanceof Error ? error.name : undefined);
  const code = typeof errorCode === "string" ? errorCode : statusCodeOf(failedMessageList);
  const reason = ["SOLAPI", tag, code].filter((part) => typeof part === "string").join(" ");
  if (httpStatus === 429) return { kind: "rate-limited", scope: "app", retryAfterMs };
  if (tag === "ClientError") {
    // Out of money: no message is to blame, and all go when the account is filled up.
    if (httpStatus === 402 || code === "NotEnoughBalance")
      return { kind: "transient", ambiguous: false, reason };
    return { kind: "permanent", code: refusalOf(httpStatus, code), reason };
  }
  if (tag === "ApiKeyError") return { kind: "permanent", code: "token-refused", reason };
  if (tag === "BadRequestError") return { kind: "permanent", code: "invalid-request", reason };
  if (tag === "MessageNotReceivedError") return { kind: "permanent", code: "refused", reason };
  return { kind: "transient", ambiguous: true, reason }; // 5xx, or an answer that can't be read: it may have been taken
}

function refusalOf(httpStatus: unknown, code: string | undefined): ChatRefusal {
  const isAboutKey = /api.?key|signature|unauthorized|forbidden/i.test(code ?? "");
  return httpStatus === 401 || isAboutKey ? "token-refused" : "invalid-request";
}

function statusCodeOf(failed: unknown): string | undefined {
  const first = Array.isArray(failed) ? (failed[0] as { statusCode?: unknown } | undefined) : undefined;
  return typeof first?.statusCode === "string" ? first.statusCode : undefined;
}
