import { boundOf, type Drain, drain } from "#e2e/delivery/drain.ts";
import {
  type EmulatorProcess,
  type ServerLimits,
  startEmulatorProcess,
} from "#e2e/delivery/emulator-process.ts";
import { type OwnDatabase, startOwnDatabase } from "#e2e/delivery/own-database.ts";
import type { EmulatorMessage } from "#jobs/sendbird/emulator/records.ts";
import { logFileOf } from "./log-files.ts";
import { textOption, wholeOption } from "./options.ts";
import { drainByPeer } from "./peers/drain-by-peer.ts";
import { peerKinds } from "./peers/limiters.ts";

const kinds = ["gcra", "sliding", "fixed"] as const;

interface Line {
  sender: string;
  limiter: string;
  accepted: number;
  refusals: number;
  perSecond: number;
  /** What the pacing allows at best; of the comparisons, what the server does. */
  bound: number;
  ofBound: number;
  lost: number;
  duplicates: number;
}

interface Place {
  database: OwnDatabase;
  emulator: EmulatorProcess;
}

/**
 * Four worker processes send N messages to a server as strict as each reading of the limit: how often it refuses, and
 * how much of what the mode allows is used. Then the same messages to the same server by what one would otherwise write.
 *
 *   --messages 1000 --rate 20 --jitter-ms 100 --peers all|none
 */
export async function notificationDrain(): Promise<Record<string, number>> {
  const rate = wholeOption("rate", 20);
  const jitterMs = wholeOption("jitter-ms", 100);
  const messages = wholeOption("messages", 1000);
  const common = { jitterMs, networkJitterMs: jitterMs / 5, messages, sellers: 5 };
  // As in Sendbird's own refusals: the burst is twice the rate.
  const servers = kinds.map((kind) => ({ kind, rate, burst: 2 * rate }));
  const runs: Drain[] = servers.flatMap((server) => [
    { ...common, server, pacing: "strict" as const },
    ...(server.kind === "gcra" ? [{ ...common, server, pacing: "gcra" as const }] : []),
  ]);
  const database = await startOwnDatabase(logFileOf("postgres"));
  const emulator = await startEmulatorProcess({
    logFile: logFileOf("emulator"),
    limits: { kind: "gcra", rate, burst: 2 * rate },
  });
  try {
    const ours: Line[] = [];
    for (const run of runs) ours.push(await byWorkers({ database, emulator }, run));
    const theirs = await byPeers({ database, emulator }, servers, emulator.messages());
    console.table([...ours, ...theirs]);
    return {
      ...summaryOf(ours),
      ...Object.fromEntries(
        theirs.map((line) => [`refusals: ${line.sender}, ${line.limiter}`, line.refusals]),
      ),
    };
  } finally {
    await emulator.stop();
    await database.stop();
  }
}

function summaryOf(lines: Line[]): Record<string, number> {
  const sum = (figure: "refusals" | "lost" | "duplicates") =>
    lines.reduce((total, line) => total + line[figure], 0);
  return {
    refusals: sum("refusals"),
    lost: sum("lost"),
    duplicates: sum("duplicates"),
    minOfBound: Math.min(...lines.map((line) => line.ofBound)),
  };
}

async function byWorkers({ database, emulator }: Place, run: Drain): Promise<Line> {
  await database.renew();
  await emulator.clear();
  const outcome = await drain(database, emulator, { ...run, logFile: logFileOf("workers") });
  return {
    sender: `Sunap, ${run.pacing}`,
    limiter: run.server.kind,
    accepted: outcome.promised - outcome.lost + outcome.duplicates,
    refusals: outcome.refusals,
    ...speed(outcome.throughput, boundOf(run)),
    lost: outcome.lost,
    duplicates: outcome.duplicates,
  };
}

async function byPeers(
  { database, emulator }: Place,
  servers: ServerLimits[],
  messages: EmulatorMessage[],
): Promise<Line[]> {
  if (textOption("peers", "all") === "none") return [];
  const lines: Line[] = [];
  for (const server of servers) {
    for (const kind of peerKinds) {
      await database.renew();
      await emulator.clear();
      await emulator.setLimits(server);
      const done = await drainByPeer({
        ...{ kind, emulator, messages, rate: server.rate },
        ...{ databaseUrl: database.url, logFile: logFileOf("peers") },
      });
      lines.push({
        sender: `pg-boss + ${kind}`,
        limiter: server.kind,
        accepted: done.accepted,
        refusals: done.refusals,
        ...speed(done.throughput, server.rate),
        lost: 0,
        duplicates: 0,
      });
    }
  }
  return lines;
}

function speed(perSecond: number, bound: number): Pick<Line, "perSecond" | "bound" | "ofBound"> {
  return {
    perSecond: Number(perSecond.toFixed(2)),
    bound: Number(bound.toFixed(2)),
    ofBound: Number((perSecond / bound).toFixed(3)),
  };
}
