import type {
  ChatFailure,
  ChatPort,
  ChatResult,
  ChatTransient,
  MessageQuery,
  OutgoingMessage,
} from "#jobs/chat-port.ts";
import { classifyFailure, readSendbirdError, type SendbirdAnswer } from "./sendbird-answers.ts";

const TIMEOUT_MS = 8_000;
const PAGE_SIZE = 200;
/** A search that has read this many pages gives up as "not known", never as "not there". */
const PAGES_MAX = 100;
/** How far the vendor's clock, which dates the messages, may be from ours. */
const CLOCK_SKEW_MS = 5 * 60_000;
const ALREADY_EXISTS = 400202;

interface SendbirdClientOptions {
  /** e.g. `https://api-APPID.sendbird.com` */
  apiUrl: string;
  apiToken: string;
  /** For one request with its answer, connecting included. */
  timeoutMs?: number;
}

type Call = (method: "GET" | "POST", path: string, body?: unknown) => Promise<SendbirdAnswer | ChatTransient>;

/**
 * Sendbird's Platform API behind `ChatPort`. Knows no rate and repeats nothing by itself: the worker decides, since
 * only it shares the limit with the others. Source: Sendbird Chat Platform API v3.
 */
export function createSendbirdClient(options: SendbirdClientOptions): ChatPort {
  const call = createCall(options);
  return {
    sendMessage: (message) => sendMessage(call, message),
    findMessage: (query) => findMessage(call, query),
    createChannel: async ({ channelUrl, name, userIds }) => {
      const body = { channel_url: channelUrl, name, user_ids: userIds, is_distinct: false };
      const result = await create(call, "/v3/group_channels", body);
      const isUnknownMember = result.kind === "permanent" && result.code === "sender-not-found";
      return isUnknownMember ? { ...result, code: "member-not-found" } : result;
    },
    createUser: ({ userId, nickname }) =>
      create(call, "/v3/users", { user_id: userId, nickname, profile_url: "" }),
  };
}

function createCall(options: SendbirdClientOptions): Call {
  const base = options.apiUrl.replace(/\/+$/, "");
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  return async (method, path, body) => {
    try {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          "Api-Token": options.apiToken,
          ...(body === undefined ? {} : { "Content-Type": "application/json; charset=utf-8" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // Followed, a redirect would carry the token to another host.
        redirect: "manual",
        // Covers the reading of the body too.
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: response.status, headers: response.headers, body: parseJson(await response.text()) };
    } catch (error) {
      return networkFailure(error, timeoutMs);
    }
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The request cannot have arrived: there was nobody to arrive at. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function networkFailure(error: unknown, timeoutMs: number): ChatTransient {
  if (error instanceof Error && error.name === "TimeoutError") {
    return { kind: "transient", ambiguous: true, reason: `no answer within ${timeoutMs} ms` };
  }
  const code = errorCode(error);
  return { kind: "transient", ambiguous: !NEVER_SENT.has(code), reason: `connection failed: ${code}` };
}

/** fetch hides the socket's error in `cause`, and one per address in an AggregateError's `errors`. */
function errorCode(error: unknown): string {
  const seen = error instanceof Error ? [error, error.cause] : [error];
  for (const candidate of seen) {
    if (typeof candidate !== "object" || candidate === null) continue;
    const code = (candidate as { code?: unknown }).code;
    if (typeof code === "string") return code;
  }
  return error instanceof Error ? error.name : "unknown";
}

const isAnswer = (outcome: SendbirdAnswer | ChatTransient): outcome is SendbirdAnswer => "status" in outcome;

const failureOf = (answer: SendbirdAnswer): ChatFailure => classifyFailure(answer, Date.now());

const messagesPath = (channelUrl: string) => `/v3/group_channels/${encodeURIComponent(channelUrl)}/messages`;

async function sendMessage(
  call: Call,
  message: OutgoingMessage,
): Promise<ChatResult<{ providerMessageId: string }>> {
  const outcome = await call("POST", messagesPath(message.channelUrl), {
    message_type: "MESG",
    user_id: message.senderUserId,
    message: message.text,
    custom_type: message.customType,
    // Last, so that no fact of the caller's can take the place of what findMessage looks for.
    data: JSON.stringify({ ...message.data, notificationId: message.dedupId }),
    dedup_id: message.dedupId,
  });
  if (!isAnswer(outcome)) return outcome;
  if (outcome.status !== 200) return failureOf(outcome);
  const providerMessageId = messageIdOf(outcome.body);
  if (providerMessageId === null) {
    return { kind: "transient", ambiguous: true, reason: "HTTP 200 without a message id" };
  }
  return { kind: "ok", providerMessageId };
}

interface ListedMessage {
  message_id?: unknown;
  data?: unknown;
  created_at?: unknown;
}

const messageIdOf = (body: unknown): string | null => {
  const id = (body as ListedMessage | null)?.message_id;
  return typeof id === "number" || (typeof id === "string" && id !== "") ? String(id) : null;
};

/**
 * Reads the sender's messages forward from `sinceMs` (less the clocks' difference) to the newest. Forward, because
 * "now" on our clock may be the past on theirs, and what has just been stored would be missed.
 */
async function findMessage(
  call: Call,
  query: MessageQuery,
): Promise<ChatResult<{ message: { providerMessageId: string } | null }>> {
  let fromMs = Math.max(0, Math.floor(query.sinceMs - CLOCK_SKEW_MS));
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const parameters = new URLSearchParams({
      message_ts: String(fromMs),
      prev_limit: "0",
      next_limit: String(PAGE_SIZE),
      include: "true",
      sender_id: query.senderUserId,
    });
    await query.awaitTurn();
    const outcome = await call("GET", `${messagesPath(query.channelUrl)}?${parameters}`);
    // Reading changes nothing, so whatever goes wrong with it leaves no doubt behind.
    if (!isAnswer(outcome)) return { ...outcome, ambiguous: false };
    if (outcome.status !== 200) return withoutDoubt(failureOf(outcome));
    const messages = (outcome.body as { messages?: unknown } | null)?.messages;
    if (!Array.isArray(messages)) {
      return { kind: "transient", ambiguous: false, reason: "HTTP 200 without a list of messages" };
    }
    const match = (messages as ListedMessage[]).find((item) => carries(item, query.notificationId));
    const providerMessageId = match ? messageIdOf(match) : null;
    if (providerMessageId !== null) return { kind: "ok", message: { providerMessageId } };
    if (messages.length < PAGE_SIZE) return { kind: "ok", message: null };
    fromMs = nextPageStart(messages as ListedMessage[], fromMs);
  }
  return { kind: "transient", ambiguous: false, reason: `not found within ${PAGES_MAX} pages` };
}

const withoutDoubt = (failure: ChatFailure): ChatFailure =>
  failure.kind === "transient" ? { ...failure, ambiguous: false } : failure;

/** The newest instant seen, which the next page includes again; one later where a page had nothing newer. */
function nextPageStart(messages: ListedMessage[], fromMs: number): number {
  const newestMs = Math.max(
    ...messages.map(({ created_at }) => (typeof created_at === "number" ? created_at : 0)),
  );
  return newestMs > fromMs ? newestMs : fromMs + 1;
}

function carries(message: ListedMessage, notificationId: string): boolean {
  if (typeof message.data !== "string") return false;
  const data = parseJson(message.data) as { notificationId?: unknown } | null;
  return data?.notificationId === notificationId;
}

/** Creates, or finds that it exists already: the same to every caller. */
async function create(call: Call, path: string, body: unknown): Promise<ChatResult<{ created: boolean }>> {
  const outcome = await call("POST", path, body);
  if (!isAnswer(outcome)) return outcome;
  if (outcome.status === 200) return { kind: "ok", created: true };
  if (readSendbirdError(outcome.body)?.code === ALREADY_EXISTS) return { kind: "ok", created: false };
  return failureOf(outcome);
}
