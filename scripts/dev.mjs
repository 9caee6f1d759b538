// `npm run dev`: the web app from its sources, on PORT, over the database that the environment names.
import { createRequire } from "node:module";
import { environmentOrExit, webEnv } from "../server/platform/env.ts";
import { root } from "./lib/checkout.mjs";
import { generateClientIfChanged } from "./lib/products.mjs";

const { PORT } = environmentOrExit(webEnv);
process.chdir(root);
await generateClientIfChanged();
process.env.NEXT_TELEMETRY_DISABLED = "1";
process.argv = [process.execPath, "next", "dev", "--port", String(PORT)];
createRequire(import.meta.url)("next/dist/bin/next");
