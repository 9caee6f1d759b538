import type { IncomingMessage, ServerResponse } from "node:http";
import { handleText, isTextPath } from "#jobs/sms/emulator/solapi-api.ts";
import { handleControl } from "./control-api.ts";
import type { EmulatorState } from "./emulator-state.ts";
import { handlePage } from "./pages.ts";
import { handlePlatform } from "./platform-requests.ts";
import type { Reply } from "./reply.ts";

/** Provisioning a load test's channels is the largest body by far; the Platform API has a cap of its own. */
const BODY_MAX_BYTES = 16 * 1024 * 1024;

/** The body as text, or null when it is larger than anything this server takes. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    // Read on to the end, so that the refusal reaches the caller instead of a reset connection.
    if (sizeBytes <= BODY_MAX_BYTES) chunks.push(chunk);
  }
  return sizeBytes <= BODY_MAX_BYTES ? Buffer.concat(chunks).toString("utf8") : null;
}

export function sendReply(response: ServerResponse, reply: Reply): void {
  if (reply.kind === "hang" || response.destroyed) return;
  if (reply.kind === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  const isJson = reply.kind === "json";
  response.writeHead(reply.status, {
    "Content-Type": isJson ? "application/json; charset=utf-8" : reply.contentType,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    // Message texts are foreign input: even if one slipped past the escaping, nothing inline would run.
    "Content-Security-Policy":
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'",
    ...(isJson ? reply.headers : {}),
  });
  response.end(isJson ? JSON.stringify(reply.body) : reply.body);
}

export function handleRequest(emulator: EmulatorState, request: IncomingMessage, body: string | null): Reply {
  const method = request.method ?? "GET";
  const url = new URL(request.url ?? "/", "http://emulator");
  const isJson = /^application\/json\b/i.test(request.headers["content-type"] ?? "");
  if (url.pathname.startsWith("/v3/")) {
    return handlePlatform(emulator, { method, url, token: request.headers["api-token"], isJson, body });
  }
  if (isTextPath(url.pathname)) {
    return handleText(emulator.texts, { method, url, authorization: request.headers.authorization, body });
  }
  if (body === null) return { kind: "json", status: 413, body: { error: "body too large" } };
  if (url.pathname.startsWith("/emulator/")) {
    return handleControl(emulator, { method, path: url.pathname, query: url.searchParams, body, isJson });
  }
  const known = request.headers["x-live-version"];
  const view = { store: emulator.store, nowMs: emulator.clock.wallMs() };
  return handlePage(view, {
    method,
    url,
    knownVersion: typeof known === "string" ? known : undefined,
  });
}
