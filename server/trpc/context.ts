import type { Logger } from "pino";
import { getViewer, type Viewer } from "#server/identity/get-viewer.ts";
import { createLogger } from "#server/platform/logger.ts";

export interface Context {
  viewer: Viewer | null;
  log: Logger;
}

const held = globalThis as { sunapWebLog?: Logger };

/** The web process's logger. */
export function webLog(): Logger {
  held.sunapWebLog ??= createLogger("web");
  return held.sunapWebLog;
}

/** The context of one request, over HTTP or from a page on the server: who is asking. */
export async function createContext(headers: Headers): Promise<Context> {
  return { viewer: await getViewer(headers), log: webLog() };
}
