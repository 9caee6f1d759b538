// Starts the long-running processes, starts them again when they crash, and stops them.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { root } from "./checkout.mjs";
import { stopProcess } from "./processes.mjs";

const firstDelayMs = 500;
const maxDelayMs = 30_000;
const stableAfterMs = 60_000;

/**
 * @typedef {object} Child
 * @property {string} name
 * @property {() => number | undefined} pid
 * @property {string} command what the process list shows for it
 * @property {() => Promise<void>} stop
 */

/**
 * Runs a script on this Node until `stop` is called.
 * @param {{name: string, args: string[], env: NodeJS.ProcessEnv, writeLine: (line: string) => void,
 *   onChange?: () => void, stopWaitMs?: number}} options onChange: the process has another pid, or none
 * @returns {Child}
 */
export function superviseNode({
  name,
  args,
  env,
  writeLine,
  onChange = () => undefined,
  stopWaitMs = 15_000,
}) {
  let current;
  let isStopping = false;
  let delayMs = firstDelayMs;
  let restart;

  const start = () => {
    const startedAt = Date.now();
    // Its own process group: Ctrl-C in the terminal reaches the launcher alone, which stops things in order.
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const closed = new Promise((resolve) => {
      child.once("error", (error) => {
        writeLine(`can't be started: ${error.message}`);
        resolve();
      });
      child.once("close", (code, signal) => {
        if (!isStopping) writeLine(`ended unexpectedly (${signal ?? `exit code ${code}`})`);
        resolve();
      });
    });
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on("line", writeLine);
    current = { child, closed };
    closed.then(() => {
      current = undefined;
      onChange();
      if (isStopping) return;
      if (Date.now() - startedAt > stableAfterMs) delayMs = firstDelayMs;
      writeLine(`starting again in ${delayMs / 1000} s`);
      restart = setTimeout(start, delayMs);
      delayMs = Math.min(delayMs * 2, maxDelayMs);
    });
    onChange();
  };

  const stop = async () => {
    isStopping = true;
    clearTimeout(restart);
    const stopping = current;
    if (stopping?.child.pid === undefined) return;
    await stopProcess(stopping.child.pid, [
      { signal: "SIGTERM", waitMs: stopWaitMs },
      { signal: "SIGKILL", waitMs: 5_000 },
    ]);
    await stopping.closed;
  };

  start();
  return { name, pid: () => current?.child.pid, command: [process.execPath, ...args].join(" "), stop };
}
