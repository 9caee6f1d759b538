import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/**
 * A Chromium that is there: the one named, the system's, Playwright's own, at last one that comes as an npm package.
 * The last one unpacks itself, with its libraries, on the first call.
 */
export async function findChromium(): Promise<string> {
  const candidates = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", chromium.executablePath()];
  const found = candidates.find((candidate) => candidate !== undefined && existsSync(candidate));
  if (found) return found;
  // Read when the package is imported: without it the libraries that a bare system lacks are not unpacked.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs24.x";
  const { default: packaged } = await import("@sparticuz/chromium");
  return packaged.executablePath();
}

/** Not the packaged Chromium's own list: its --single-process kills contexts, its --disable-web-security hides faults. */
export const chromiumArgs = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
