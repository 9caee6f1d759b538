import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";

const root = path.join(import.meta.dirname, "..", "..");
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL"); // a run that was broken off leaves nobody behind
});

export interface StartedProcess {
  pid: number;
  /** Resolves with the first line that `isReady` accepts; rejects when the process ends before. */
  ready: Promise<string>;
  /** Resolves when the process is gone, however it went. */
  ended: Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

/** Runs a script of this checkout on this Node, its output appended to `logFile`. */
export function startScript(options: {
  args: string[];
  env: Record<string, string>;
  logFile: string;
  isReady: (line: string) => boolean;
}): StartedProcess {
  const { args, env, logFile, isReady } = options;
  mkdirSync(path.dirname(logFile), { recursive: true });
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (child.pid === undefined) throw new Error(`node ${args.join(" ")} can't be started`);
  running.add(child);
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      running.delete(child);
      resolve();
    });
  });
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        appendFileSync(logFile, `${child.pid} ${line}\n`);
        if (isReady(line)) resolve(line);
      });
    }
    ended.then(() => reject(new Error(`node ${args[0]} ended before it was ready; see ${logFile}`)));
  });
  ready.catch(() => undefined); // who does not wait for it does not care
  return { pid: child.pid, ready, ended, kill: (signal) => child.kill(signal) };
}

/** What a child needs of the caller's environment; the rest of it must not reach what is measured. */
export function bareEnvironment(): Record<string, string> {
  const { PATH = "", HOME = "" } = process.env;
  return { PATH, HOME, TZ: "UTC" };
}
