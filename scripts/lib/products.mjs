// What is made from the sources, and made again only when they changed: the Prisma client and the web app's build.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./checkout.mjs";
import { runNode, step } from "./steps.mjs";

const clientStamp = path.join(root, "prisma", "generated", ".made-from");
const buildStamp = path.join(root, ".next", "made-from");
const buildSources = [
  ...["app", "components", "server", "prisma", "public", "styles"],
  ...[
    "instrumentation.ts",
    "proxy.ts",
    "next.config.mjs",
    "postcss.config.mjs",
    "tsconfig.json",
    "package-lock.json",
  ],
];

export async function generateClientIfChanged() {
  const hash = hashOf(["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"]);
  if (isMadeFrom(clientStamp, hash)) return;
  await step("Generating the database client", () => runNode(["scripts/generate-client.mjs"]));
  writeStamp(clientStamp, hash);
}

export async function buildIfChanged() {
  await generateClientIfChanged();
  const hash = hashOf(buildSources);
  if (isMadeFrom(buildStamp, hash) && isBuilt()) return;
  await step("Building the web app", buildWeb);
  writeStamp(buildStamp, hash);
}

export const isBuilt = () => existsSync(path.join(root, ".next", "BUILD_ID"));

const buildWeb = () =>
  runNode(["node_modules/next/dist/bin/next", "build"], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    label: "next build",
  });

function isMadeFrom(stamp, hash) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
}

function writeStamp(stamp, hash) {
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

function hashOf(sources) {
  const hash = createHash("sha256");
  for (const file of sources.flatMap(filesOf)) {
    const content = readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

// What no built page contains: tests, migrations, and the generated client (schema.prisma stands for it).
const isLeftOut = (file) =>
  /\.test\.tsx?$/.test(file) || file === "prisma/generated" || file === "prisma/migrations";

function filesOf(source) {
  const absolute = path.join(root, source);
  if (isLeftOut(source) || !existsSync(absolute)) return [];
  const entries = readdirSyncOrNull(absolute);
  return entries ? entries.sort().flatMap((name) => filesOf(`${source}/${name}`)) : [source];
}

function readdirSyncOrNull(absolute) {
  try {
    return readdirSync(absolute);
  } catch (error) {
    if (error.code === "ENOTDIR") return null;
    throw error;
  }
}
