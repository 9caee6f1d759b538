import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { LoggedRequest } from "#jobs/sendbird/emulator/emulator-state.ts";
import { type EmulatorMessage, recordSchema } from "#jobs/sendbird/emulator/records.ts";
import type { Faults, Limits } from "#jobs/sendbird/emulator/settings.ts";
import { bareEnvironment, startScript } from "./child-process.ts";

export const emulatorToken = "proof-token";
const generous = { ratePerSecond: 10_000, burst: 10_000 };

interface EmulatorStats {
  messages: number;
  requests: number;
  suppressedDuplicates: number;
  refusals: { user: number; application: number; total: number };
  faults: { drawn: Record<string, number> };
}

export interface ServerLimits {
  kind: Limits["kind"];
  /** Messages a second, of the application and of each sender. */
  rate: number;
  /** Token bucket only. */
  burst: number;
}

/** The chat emulator as a process of its own, so that nothing that happens here delays what it measures. */
export interface EmulatorProcess {
  url: string;
  stats(): Promise<EmulatorStats>;
  /** The Platform API requests in order of arrival. */
  requests(): Promise<LoggedRequest[]>;
  /** What the channels' readers see, in the order in which it was stored. */
  messages(): EmulatorMessage[];
  setLimits(limits: ServerLimits): Promise<void>;
  setFaults(faults: Partial<Faults>): Promise<void>;
  /** Forgets requests, refusals and messages; channels and users too, so provision again. */
  clear(): Promise<void>;
  provision(wanted: {
    users: { userId: string; nickname: string }[];
    channels: { channelUrl: string; name: string; userIds: string[] }[];
  }): Promise<void>;
  stop(): Promise<void>;
}

export async function startEmulatorProcess(options: {
  logFile: string;
  ignoreDedup?: boolean;
  limits: ServerLimits;
}): Promise<EmulatorProcess> {
  const folder = mkdtempSync(path.join(tmpdir(), "sunap-emulator-"));
  const dataFile = path.join(folder, "journal.jsonl");
  const started = startScript({
    args: [
      "jobs/sendbird/emulator/main.ts",
      ...["--token", emulatorToken, "--data-file", dataFile],
      ...(options.ignoreDedup ? ["--ignore-dedup"] : []),
    ],
    env: bareEnvironment(),
    logFile: options.logFile,
    isReady: (line) => line.startsWith("emulator listening on "),
  });
  const url = (await started.ready).replace("emulator listening on ", "");
  const emulator = controlOf(url, dataFile, async () => {
    started.kill("SIGTERM");
    await started.ended;
    rmSync(folder, { recursive: true, force: true });
  });
  await emulator.setLimits(options.limits);
  return emulator;
}

function controlOf(url: string, dataFile: string, stop: () => Promise<void>): EmulatorProcess {
  const get = async <T>(name: string) => answerOf<T>(await fetch(`${url}/emulator/${name}`));
  const post = async (name: string, body: unknown) => {
    const headers = { "content-type": "application/json" };
    await answerOf(
      await fetch(`${url}/emulator/${name}`, { method: "POST", headers, body: JSON.stringify(body) }),
    );
  };
  return {
    url,
    stop,
    stats: () => get("stats"),
    requests: async () => (await get<{ requests: LoggedRequest[] }>("requests")).requests,
    messages: () => readMessages(dataFile),
    setLimits: ({ kind, rate, burst }) => {
      const rule = { ratePerSecond: rate, burst };
      return post("limits", {
        kind,
        userSend: rule,
        appSend: rule,
        createChannel: generous,
        createUser: generous,
      });
    },
    setFaults: (faults) => post("faults", faults),
    clear: () => post("reset", { data: true }),
    provision: (wanted) => post("provision", wanted),
  };
}

async function answerOf<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`emulator: HTTP ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** The emulator's own journal: one JSON line for everything it stored, written before it answered. */
function readMessages(dataFile: string): EmulatorMessage[] {
  const whole = readFileSync(dataFile, "utf8").split("\n").slice(0, -1);
  return whole.flatMap((line) => {
    const record = recordSchema.parse(JSON.parse(line));
    return record.type === "message" ? [record] : [];
  });
}
