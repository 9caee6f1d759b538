import { timingSafeEqual } from "node:crypto";
import type { EmulatorState, LoggedRequest } from "./emulator-state.ts";
import {
  internalError,
  invalidJson,
  invalidToken,
  invalidValue,
  notAuthorized,
  notFound,
  PlatformFailure,
  rateHeaders,
  tooLong,
  tooManyRequests,
  unavailable,
  unknownPath,
  userDeactivated,
} from "./failures.ts";
import { type JsonObject, parseJsonObject } from "./parameters.ts";
import {
  checkMessage,
  commitMessage,
  createChannel,
  createUser,
  listMessages,
  type PlatformContext,
  viewChannel,
} from "./platform-api.ts";
import type { LimitedAction } from "./rate-gate.ts";
import type { Reply } from "./reply.ts";
import type { FaultKind } from "./settings.ts";

const BODY_MAX = 128 * 1024;

interface PlatformRequest {
  method: string;
  url: URL;
  token: string | string[] | undefined;
  isJson: boolean;
  body: string | null;
}

interface Route {
  action: LimitedAction;
  channelUrl: string;
  run: (context: PlatformContext, channelUrl: string, request: PlatformRequest, body: JsonObject) => unknown;
}

/** Token, route, body, limit, then the endpoint: what the service in front decides comes before the application. */
export function handlePlatform(emulator: EmulatorState, request: PlatformRequest): Reply {
  const entry = emulator.log({
    arrivedAtMs: emulator.clock.monotonicMs(),
    method: request.method,
    path: request.url.pathname,
    userId: null,
    status: null,
    code: null,
  });
  const reply = answerPlatform(emulator, request, entry);
  if (reply.kind === "json") {
    entry.status = reply.status;
    entry.code = reply.code ?? null;
  }
  return reply;
}

function answerPlatform(emulator: EmulatorState, request: PlatformRequest, entry: LoggedRequest): Reply {
  try {
    if (!sameToken(request.token, emulator.apiToken)) throw invalidToken();
    const route = findRoute(request.method, request.url.pathname);
    const body = request.method === "POST" ? platformBody(request) : {};
    if (route.action === "send" && typeof body.user_id === "string") entry.userId = body.user_id;
    const verdict = emulator.gate.pass(route.action, entry.userId, entry.arrivedAtMs);
    if (!verdict.allowed) {
      emulator.countRefusal(verdict.scope);
      return tooManyRequests(verdict);
    }
    const reply = runWithFaults(emulator, route, request, body);
    return reply.kind === "json" ? { ...reply, headers: rateHeaders(verdict) } : reply;
  } catch (error) {
    if (error instanceof PlatformFailure) return error.toReply();
    throw error;
  }
}

/** The checks run before any fault, so that a fault never hides a request that would have been refused for good. */
function runWithFaults(
  emulator: EmulatorState,
  route: Route,
  request: PlatformRequest,
  body: JsonObject,
): Reply {
  const context: PlatformContext = {
    store: emulator.store,
    clock: emulator.clock,
    dedupHonoured: emulator.dedupHonoured,
  };
  const checked = route.action === "send" ? checkMessage(context, route.channelUrl, body) : null;
  const fault = emulator.faults.draw(route.action === "send" ? "send" : "other");
  if (fault && !fault.endsWith("-after-commit")) return faultReply(fault);
  let answer: unknown;
  if (checked) {
    const committed = commitMessage(context, checked);
    if (committed.suppressed) emulator.countSuppressedDuplicate();
    answer = committed.body;
  } else {
    answer = route.run(context, route.channelUrl, request, body);
  }
  return fault ? faultReply(fault) : { kind: "json", status: 200, body: answer };
}

function faultReply(fault: FaultKind): Reply {
  switch (fault) {
    case "timeout-before-commit":
    case "timeout-after-commit":
      return { kind: "hang" };
    case "reset-before-commit":
    case "reset-after-commit":
      return { kind: "reset" };
    default:
      return refusals[fault]().toReply();
  }
}

const refusals = {
  "internal-error": internalError,
  "internal-error-after-commit": internalError,
  unavailable,
  "invalid-token": invalidToken,
  "channel-not-found": () => notFound("Channel"),
  "user-deactivated": userDeactivated,
  "not-a-member": () => notAuthorized("User must be a member."),
  "invalid-value": () => invalidValue("message"),
};

function findRoute(method: string, pathname: string): Route {
  if (method === "POST" && pathname === "/v3/users") {
    return {
      action: "create-user",
      channelUrl: "",
      run: (context, _url, _request, body) => createUser(context, body),
    };
  }
  if (method === "POST" && pathname === "/v3/group_channels") {
    return {
      action: "create-channel",
      channelUrl: "",
      run: (context, _url, _request, body) => createChannel(context, body),
    };
  }
  const match = /^\/v3\/group_channels\/([^/]+)(\/messages)?$/.exec(pathname);
  const channelUrl = match?.[1] === undefined ? null : decodeSegment(match[1]);
  if (channelUrl === null) throw unknownPath();
  const onMessages = match?.[2] !== undefined;
  if (method === "POST" && onMessages) return { action: "send", channelUrl, run: () => null };
  if (method !== "GET") throw unknownPath();
  const run = onMessages ? listMessages : viewChannel;
  return {
    action: "read",
    channelUrl,
    run: (context, url, request) => run(context, url, request.url.searchParams),
  };
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

function platformBody(request: PlatformRequest): JsonObject {
  if (request.body === null || request.body.length > BODY_MAX) throw tooLong("body", BODY_MAX);
  if (!request.isJson) throw invalidJson();
  return parseJsonObject(request.body);
}

function sameToken(given: string | string[] | undefined, expected: string): boolean {
  const left = Buffer.from(typeof given === "string" ? given : "");
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}
