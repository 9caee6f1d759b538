import { boundOf, type Drain, drain } from "#e2e/delivery/drain.ts";
import { type EmulatorProcess, startEmulatorProcess } from "#e2e/delivery/emulator-process.ts";
import { wholeOption } from "./options.ts";
import { logFileOf, type ProofDatabase, startProofDatabase } from "./proof-database.ts";

const limiters = ["gcra", "sliding", "fixed"] as const;

interface Line {
  sender: string;
  limiter: string;
  accepted: number;
  refusals: number;
  perSecond: number;
  bound: number;
  ofBound: number;
  lost: number;
  duplicates: number;
}

/**
 * Four worker processes send N messages to a server as strict as each reading of the limit: how often it refuses, and
 * how much of what the mode allows is used.
 */
export async function notificationDrain(): Promise<Record<string, number>> {
  const rate = wholeOption("rate", 20);
  const messages = wholeOption("messages", 1000);
  const jitterMs = wholeOption("jitter-ms", 100);
  // As in Sendbird's own refusals: the burst is twice the rate.
  const server = { rate, burst: 2 * rate };
  const common = { jitterMs, networkJitterMs: jitterMs / 5, messages, sellers: 5 };
  const database = await startProofDatabase();
  const emulator = await startEmulatorProcess({
    logFile: logFileOf("emulator"),
    limits: { kind: "gcra", ...server },
  });
  const lines: Line[] = [];
  try {
    const runs: Drain[] = [
      ...limiters.map((kind) => ({ ...common, pacing: "strict" as const, server: { kind, ...server } })),
      { ...common, pacing: "gcra", server: { kind: "gcra", ...server } },
    ];
    for (const run of runs) lines.push(await product(database, emulator, run));
  } finally {
    await emulator.stop();
    await database.stop();
  }
  console.table(lines);
  return {
    refusals: lines.reduce((sum, line) => sum + line.refusals, 0),
    lost: lines.reduce((sum, line) => sum + line.lost, 0),
    duplicates: lines.reduce((sum, line) => sum + line.duplicates, 0),
    minOfBound: Math.min(...lines.map((line) => line.ofBound)),
  };
}

async function product(database: ProofDatabase, emulator: EmulatorProcess, run: Drain): Promise<Line> {
  await database.renew();
  await emulator.clear();
  const outcome = await drain(database, emulator, { ...run, logFile: logFileOf("workers") });
  const bound = boundOf(run);
  return {
    sender: `Sunap, ${run.pacing}`,
    limiter: run.server.kind,
    accepted: outcome.promised - outcome.lost + outcome.duplicates,
    refusals: outcome.refusals,
    perSecond: Number(outcome.throughput.toFixed(2)),
    bound: Number(bound.toFixed(2)),
    ofBound: Number((outcome.throughput / bound).toFixed(3)),
    lost: outcome.lost,
    duplicates: outcome.duplicates,
  };
}
