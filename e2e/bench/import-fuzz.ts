import fc from "fast-check";
import { expectHandled, fuzzedFiles } from "#server/imports/erp-file/fuzz.fixtures.ts";
import { wholeOption } from "./options.ts";

const defaultRuns = 20_000;
const maxGrowthMb = 300;

/**
 * Reads tens of thousands of files that no ERP wrote. `--runs` and `--seed` say how many and which; a failure
 * prints the seed and the smallest file that still fails. Measures what was refused, and how far memory grew.
 *
 * @throws when a file is handled otherwise than by reading it or by a refusal of ours, a promise is rejected unheard, or
 *   memory is not bounded
 */
export async function importFuzz(): Promise<Record<string, number>> {
  const numRuns = wholeOption("runs", defaultRuns);
  const seed = wholeOption("seed", 20_261_122);
  const outcomes = new Map<string, number>();
  const unheard: unknown[] = [];
  const onUnheard = (reason: unknown) => unheard.push(reason);
  process.on("unhandledRejection", onUnheard);
  const startedAt = performance.now();
  const idleMb = residentMb();
  let peakMb = idleMb;
  const property = fc.asyncProperty(fuzzedFiles, async (file) => {
    const outcome = await expectHandled(file);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    peakMb = Math.max(peakMb, residentMb());
  });
  await fc.assert(property, { numRuns, seed });
  await new Promise((resolve) => setImmediate(resolve)); // rejections are told after the microtasks
  process.off("unhandledRejection", onUnheard);
  if (unheard.length > 0) throw new AggregateError(unheard, "promises were rejected unheard");
  const growthMb = Math.round(peakMb - idleMb);
  if (growthMb > maxGrowthMb) throw new Error(`memory grew by ${growthMb} MB`);
  console.table([...outcomes].sort((a, b) => b[1] - a[1]).map(([outcome, files]) => ({ outcome, files })));
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  return {
    runs: numRuns,
    seed,
    read: outcomes.get("read") ?? 0,
    codes: outcomes.size - 1,
    growthMb,
    seconds,
  };
}

function residentMb(): number {
  return process.memoryUsage().rss / 1024 / 1024;
}
