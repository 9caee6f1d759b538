// `npm test`: every check, on a clean clone too. Runs all of them even when one fails; the last line counts.
import { fileURLToPath } from "node:url";
import { continueOnPinnedNode } from "./lib/checkout.mjs";

await continueOnPinnedNode(fileURLToPath(import.meta.url));

const { checks } = await import("./lib/checks.mjs");
const { generateClientIfChanged } = await import("./lib/products.mjs");
const { step, StepError, stopSteps } = await import("./lib/steps.mjs");

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.once(signal, () => {
    stopSteps();
    process.exit(130);
  });

async function runCheck({ title, run }) {
  const startedAt = Date.now();
  try {
    return { title, ...(await step(title, run)), tookMs: Date.now() - startedAt };
  } catch (error) {
    console.error(error instanceof StepError ? error.message : error);
    return { title, passed: 0, failed: 1, tookMs: Date.now() - startedAt };
  }
}

const startedAt = Date.now();
const results = [];
try {
  await generateClientIfChanged();
  for (const check of checks) results.push(await runCheck(check));
} catch (error) {
  console.error(error);
  results.push({ title: "Preparation", passed: 0, failed: 1, tookMs: Date.now() - startedAt });
}

const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
const seconds = (tookMs) => `${(tookMs / 1000).toFixed(1)} s`.padStart(9);
console.log("");
for (const { title, passed, failed, tookMs } of results)
  console.log(
    `${failed === 0 ? "ok    " : "FAILED"} ${title.padEnd(26)} ${seconds(tookMs)}  ${passed} passed, ${failed} failed`,
  );
console.log(`       ${"all".padEnd(26)} ${seconds(Date.now() - startedAt)}\n`);
console.log(`${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = total("failed") === 0 ? 0 : 1;
