import { spawnSync } from "node:child_process";
import { billBurst } from "./bill-burst.ts";
import { bulkIssue } from "./bulk-issue.ts";
import { crashBench } from "./crash.ts";
import { grants } from "./grants.ts";
import { importFuzz } from "./import-fuzz.ts";
import { modelBench, mutatedRequestsBench, racesBench } from "./model.ts";
import { mutantsBench } from "./mutants.ts";
import { notificationDrain } from "./notification-drain.ts";
import { notificationOrder } from "./notification-order.ts";
import { outagesBench } from "./outages.ts";
import { pgbouncerBench } from "./pgbouncer.ts";
import { statementForecast } from "./statement-forecast.ts";
import { twoVersions } from "./two-versions.ts";
import { webhookBench } from "./webhook.ts";

// `npm run bench` runs all benchmarks, `npm run bench -- <name> [--option value]` one. Each prints a table and ends with
// one line of JSON. The options stand in each benchmark's file.

const benches: Record<string, () => Promise<Record<string, number>>> = {
  "bill-burst": billBurst,
  "bulk-issue": bulkIssue,
  "notification-drain": notificationDrain,
  "notification-order": notificationOrder,
  crash: crashBench,
  outages: outagesBench,
  grants,
  pgbouncer: pgbouncerBench,
  "two-versions": twoVersions,
  "import-fuzz": importFuzz,
  model: modelBench,
  races: racesBench,
  "mutated-requests": mutatedRequestsBench,
  mutants: mutantsBench,
  webhook: webhookBench,
  "statement-forecast": statementForecast,
};

const wanted = process.argv[2]?.startsWith("--") ? undefined : process.argv[2];
if (wanted === undefined) {
  // Each in a process of its own: the product reads its environment once.
  const failed = Object.keys(benches).filter(
    (name) => spawnSync(process.execPath, [import.meta.filename, name], { stdio: "inherit" }).status !== 0,
  );
  process.exit(failed.length);
}
const bench = benches[wanted];
if (!bench) {
  process.stderr.write(`No benchmark "${wanted}". There are: ${Object.keys(benches).join(", ")}\n`);
  process.exit(1);
}
console.log(JSON.stringify({ bench: wanted, ...(await bench()) }));
