// `npm run web`: the web app alone, from its build, on PORT.
import { createRequire } from "node:module";
import { environmentOrExit, webEnv } from "../server/platform/env.ts";
import { root } from "./lib/checkout.mjs";
import { isBuilt } from "./lib/products.mjs";

const { PORT } = environmentOrExit(webEnv);
if (!isBuilt()) {
  console.error("The web app is not built yet: run `npm run build` first.");
  process.exit(1);
}
process.chdir(root);
process.env.NODE_ENV = "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";
// In this process, not in a child: signals and exit codes are Next's own.
process.argv = [process.execPath, "next", "start", "--port", String(PORT)];
createRequire(import.meta.url)("next/dist/bin/next");
