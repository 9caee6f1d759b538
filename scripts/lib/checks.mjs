// The checks of `npm test`: what each runs, and how its result is counted.
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "./checkout.mjs";
import { buildIfChanged } from "./products.mjs";
import { runNodeForCode } from "./steps.mjs";

const resultsDir = path.join(root, "test-results");
const bin = (name) => path.join("node_modules", ".bin", name);

/** @typedef {{passed: number, failed: number}} Count */

/** @type {{title: string, run: () => Promise<Count>}[]} */
export const checks = [
  { title: "Format and lint", run: () => tool([bin("biome"), "ci", "--colors=off", "."]) },
  { title: "Types", run: () => types() },
  { title: "Layers", run: () => layers() },
  { title: "Dead code", run: () => tool([bin("knip")]) },
  { title: "Unit and database tests", run: () => vitest() },
  { title: "Build", run: () => build() },
  { title: "Browser tests", run: () => playwright() },
];

/** A tool that has one verdict counts as one test. */
async function tool(args, env) {
  return verdict((await runNodeForCode(args, { env: { ...process.env, ...env } })) === 0);
}

const verdict = (isGood) => ({ passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 });

async function types() {
  // Next's own declarations (CSS modules, route types) are made, not committed.
  const typegen = await runNodeForCode([bin("next"), "typegen"]);
  return typegen === 0 ? tool([bin("tsc"), "--noEmit"]) : verdict(false);
}

function layers() {
  const folders = ["app", "server", "components", "prisma", "jobs", "e2e", "scripts"];
  return tool([bin("depcruise"), ...folders]);
}

async function build() {
  await buildIfChanged();
  return verdict(true);
}

async function vitest() {
  const report = freshReport("vitest.json");
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await runNodeForCode([bin("vitest"), ...args], {
    env: { ...process.env, NO_COLOR: "1" },
  });
  return counted(code, report, (result) => {
    const brokenFiles = result.testResults.filter(
      (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
    );
    // A test that did not run proves nothing: it counts as failed.
    const skipped = result.numPendingTests + result.numTodoTests;
    return { passed: result.numPassedTests, failed: result.numFailedTests + skipped + brokenFiles.length };
  });
}

async function playwright() {
  const report = freshReport("playwright.json");
  const env = { ...process.env, NO_COLOR: "1", PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const code = await runNodeForCode([bin("playwright"), "test", "--reporter=list,json"], {
    env,
  });
  return counted(code, report, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped,
  }));
}

function freshReport(name) {
  const report = path.join(resultsDir, name);
  rmSync(report, { force: true });
  return report;
}

/** Exit code and report must agree: a run that ends badly with no failed test (a broken setup, say) is a failure too. */
function counted(code, report, read) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { passed, failed } = read(JSON.parse(readFileSync(report, "utf8")));
  const isSilentFailure = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: isSilentFailure ? 1 : failed };
}
