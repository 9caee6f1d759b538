import type { Logger } from "pino";
import { getViewer, type Viewer } from "#server/identity/get-viewer.ts";
import { createLogger } from "#server/platform/logger.ts";

export interface Context {
  viewer: Viewer | null;
  log: Logger;
  /** Where a request comes from, for rate limits; null where nothing says so. */
  clientAddress?: string | null;
}

const held = globalThis as { sunapWebLog?: Logger };

/** The web process's logger. */
export function webLog(): Logger {
  held.sunapWebLog ??= createLogger("web");
  return held.sunapWebLog;
}

/** The context of one request, over HTTP or from a page on the server: who is asking. */
export async function createContext(headers: Headers): Promise<Context> {
  // Of several addresses the last was written by our own proxy; what stands before it, a client can make up.
  const clientAddress = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || null;
  return { viewer: await getViewer(headers), log: webLog(), clientAddress };
}
