import { randomUUID } from "node:crypto";
import type { SolapiMessageService } from "solapi";

// SOLAPI's client calls the global fetch, always at the same address, without a signal; and when a connection is lost or
// the service is away it repeats a request by itself, up to three times. For a text that was taken but not answered,
// that is a second and a third text on somebody's phone. So its requests pass by here: each call's own key marks what
// belongs to it, and the mark is off again before anything leaves. Without this the marked key would be refused:
// nothing can go out unguarded.

export const solapiUrl = "https://api.solapi.com";
const marker = "~";

export interface SolapiAccount {
  apiKey: string;
  apiSecret: string;
  /** Another address than the service's own: the emulator's. */
  apiUrl?: string;
  timeoutMs: number;
}

/** No answer came. `code` is the socket's, `TimeoutError`, or `HTTP 503`. */
export class SolapiUnanswered extends Error {
  override name = "SolapiUnanswered";
  readonly code: string;

  constructor(code: string) {
    super(`no answer: ${code}`);
    this.code = code;
  }
}

/**
 * The client is large, and only workers that send texts need it; they load it before they begin, as loading holds up
 * the process for longer than a message may be late.
 */
export const loadSolapi = () => import("solapi");

interface Call {
  apiUrl: string;
  signal: AbortSignal;
  requests: number;
  unanswered: SolapiUnanswered | null;
}

const calls = new Map<string, Call>();
const guards = new WeakSet<typeof fetch>();

/**
 * Runs one operation of the client: one request, never a second one, given up (and cancelled) after the time-out.
 * Throws SolapiUnanswered, or the client's own errors.
 */
export async function callSolapi<T>(
  account: SolapiAccount,
  operation: (service: SolapiMessageService) => Promise<T>,
): Promise<T> {
  const { SolapiMessageService } = await loadSolapi();
  guardFetch();
  const id = randomUUID();
  const call: Call = {
    apiUrl: account.apiUrl ?? solapiUrl,
    signal: AbortSignal.timeout(account.timeoutMs),
    requests: 0,
    unanswered: null,
  };
  calls.set(id, call);
  try {
    return await operation(new SolapiMessageService(`${account.apiKey}${marker}${id}`, account.apiSecret));
  } catch (error) {
    throw call.unanswered ?? error;
  } finally {
    calls.delete(id);
  }
}

/** Puts the guard before the global fetch, once; again if something else has taken its place. */
function guardFetch(): void {
  if (guards.has(globalThis.fetch)) return;
  const plainFetch = globalThis.fetch;
  const guarded: typeof fetch = (input, init) => {
    const authorization = new Headers(init?.headers).get("authorization");
    const [mark, id = ""] = /~([0-9a-f-]{36})(?=,)/.exec(authorization ?? "") ?? [];
    const call = calls.get(id);
    if (!mark || !authorization || !call) return plainFetch(input, init);
    return send(plainFetch, call, String(input), { ...init, authorization: authorization.replace(mark, "") });
  };
  guards.add(guarded);
  globalThis.fetch = guarded;
}

async function send(
  plainFetch: typeof fetch,
  call: Call,
  url: string,
  { authorization, ...init }: RequestInit & { authorization: string },
): Promise<Response> {
  call.requests += 1;
  if (call.requests > 1) throw new Error("not sent a second time"); // in words that the client does not try again at
  const headers = new Headers(init.headers);
  headers.set("authorization", authorization);
  try {
    const response = await plainFetch(url.replace(solapiUrl, call.apiUrl), {
      ...init,
      headers,
      signal: call.signal,
    });
    if (response.status === 503) call.unanswered = new SolapiUnanswered("HTTP 503");
    return response;
  } catch (error) {
    call.unanswered = new SolapiUnanswered(codeOf(error));
    throw call.unanswered;
  }
}

/** fetch hides the socket's error in `cause`. */
function codeOf(error: unknown): string {
  for (const candidate of [error, error instanceof Error ? error.cause : null]) {
    const code = (candidate as { code?: unknown } | null)?.code;
    if (typeof code === "string") return code;
  }
  return error instanceof Error ? error.name : "unknown";
}
