import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import superjson from "superjson";
import { bareEnvironment, type StartedProcess, startScript } from "#e2e/delivery/child-process.ts";
import { percentile } from "#e2e/delivery/order-waits.ts";
import { logFileOf } from "./log-files.ts";

/** The web app as it is deployed, a process of its own, and a clerk who is signed in to it. */
export interface Web {
  query<T>(procedure: string, input: unknown): Promise<T>;
  mutate<T>(procedure: string, input: unknown): Promise<T>;
  upload(file: { fileName: string; bytes: Buffer }): Promise<{ importId: string }>;
  /** Runs work while another request is made again and again; how long those took, and the process's memory. */
  watch<T>(other: () => Promise<unknown>, work: () => Promise<T>): Promise<Watched<T>>;
  memoryMb(): number;
  stop(): Promise<void>;
}

interface Watched<T> {
  result: T;
  tookMs: number;
  otherP95Ms: number;
  peakMb: number;
}

const sampleEveryMs = 25;

export async function startWeb(
  databaseUrl: string,
  clerk: { email: string; password: string },
  port: number,
): Promise<Web> {
  const origin = `http://127.0.0.1:${port}`;
  const started = startScript({
    args: ["scripts/web.mjs"],
    env: {
      ...bareEnvironment(),
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      APP_URL: origin,
      AUTH_SECRET: "a secret of the benchmarks, known to everyone",
      BANK_WEBHOOK_SECRETS: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
      SENDBIRD_API_URL: "http://127.0.0.1:9", // nothing listens there: no worker runs
      SENDBIRD_API_TOKEN: "none",
      LOG_LEVEL: "warn",
    },
    logFile: logFileOf("web"),
    isReady: (line) => line.includes("Ready in"),
  });
  await started.ready;
  const cookie = await signIn(origin, clerk);
  return webOf(started, origin, cookie);
}

async function signIn(origin: string, clerk: { email: string; password: string }): Promise<string> {
  const answer = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify(clerk),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

function webOf(started: StartedProcess, origin: string, cookie: string): Web {
  const call = async <T>(procedure: string, search: string, init: RequestInit): Promise<T> => {
    const headers = { cookie, origin, ...init.headers };
    const answer = await fetch(`${origin}/api/trpc/${procedure}${search}`, { ...init, headers });
    const body = (await answer.json()) as { result?: { data: never }; error?: unknown };
    if (!body.result) throw new Error(`${procedure}: ${JSON.stringify(body.error)}`);
    return superjson.deserialize<T>(body.result.data);
  };
  const memoryMb = () => residentMb(started.pid);
  return {
    query: (procedure, input) =>
      call(procedure, `?input=${encodeURIComponent(superjson.stringify(input))}`, {}),
    mutate: (procedure, input) =>
      call(procedure, "", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: superjson.stringify(input),
      }),
    upload: ({ fileName, bytes }) =>
      call("billImport.upload", "", {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body: new Blob([`${JSON.stringify({ fileName })}\n`, new Uint8Array(bytes)]),
      }),
    memoryMb,
    watch: (other, work) => watch(memoryMb, other, work),
    async stop() {
      started.kill("SIGTERM");
      await started.ended;
    },
  };
}

async function watch<T>(
  memoryMb: () => number,
  other: () => Promise<unknown>,
  work: () => Promise<T>,
): Promise<Watched<T>> {
  const waits: number[] = [];
  let peakMb = memoryMb();
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const askedAt = performance.now();
      await other();
      waits.push(performance.now() - askedAt);
      peakMb = Math.max(peakMb, memoryMb());
      await pause(sampleEveryMs);
    }
  })();
  const startedAt = performance.now();
  const result = await work();
  const tookMs = performance.now() - startedAt;
  isOver = true;
  await asking;
  return { result, tookMs, otherP95Ms: percentile(waits, 0.95), peakMb };
}

/** Linux alone tells it; elsewhere it is not measured. */
function residentMb(pid: number): number {
  try {
    const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kb) / 1024;
  } catch {
    return Number.NaN;
  }
}
