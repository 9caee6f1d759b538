// Runs one thing after the other, and shows that something is going on.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { root } from "./checkout.mjs";

const heartbeatMs = 10_000;
const running = new Set();

/** A step that did not work; its output has been shown already. */
export class StepError extends Error {
  name = "StepError";
}

/** Times a piece of work, with a line before and after it and one every ten seconds. */
export async function step(title, work) {
  const startedAt = Date.now();
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
  console.log(`▸ ${title} …`);
  const heartbeat = setInterval(() => console.log(`  ${title}: still at it after ${seconds()}`), heartbeatMs);
  try {
    const result = await work();
    console.log(`  ${title}: done in ${seconds()}`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}

/** Runs a script on this Node and shows its output line by line; throws StepError unless it exits with 0. */
export async function runNode(args, { env = process.env, label = args[0] } = {}) {
  const code = await runNodeForCode(args, { env });
  if (code !== 0) throw new StepError(`${label} failed (exit code ${code}).`);
}

/** The same, but leaves the exit code to the caller. */
export function runNodeForCode(args, { env = process.env } = {}) {
  // Its own process group, so that stopping it stops what it started as well.
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  running.add(child);
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on("line", (line) => line.trim() && console.log(`  │ ${line}`));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      running.delete(child);
      resolve(code ?? 1);
    });
  });
}

/** Ends the steps that are running. */
export function stopSteps() {
  for (const child of running) {
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch (error) {
      if (error.code !== "ESRCH") throw error;
    }
  }
}
