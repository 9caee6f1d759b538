// One `npm start` per checkout, and no process left over from one that was killed.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root, stateDir } from "./checkout.mjs";
import { commandOf, folderOf, isAlive, stopProcess } from "./processes.mjs";

const lockFile = path.join(stateDir, "running.json");
const stoppingWaitMs = 40_000;
const noticingWaitMs = 1_500;
const processesFile = path.join(stateDir, "processes.json");

/** Marks this process as the running one. Returns what runs already, or null when we are the one. */
export async function claimInstance() {
  const startedAt = Date.now();
  for (;;) {
    try {
      writeFileSync(lockFile, JSON.stringify({ pid: process.pid }), { flag: "wx" });
      return null;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const holder = readJson(lockFile);
    const isRunning = holder && isOurs(holder.pid, (command) => command.includes("start.mjs"));
    if (!isRunning) rmSync(lockFile, { force: true });
    // One that is stopping, or is about to notice that its npm is gone, leaves in a moment.
    else if (Date.now() - startedAt > (holder.isStopping ? stoppingWaitMs : noticingWaitMs)) return holder;
    else await sleep(100);
  }
}

/** Tells a start that comes now that we are about to leave. */
export function noteStopping() {
  writeFileSync(lockFile, JSON.stringify({ pid: process.pid, isStopping: true }));
}

/** Tells a later start where this one listens. */
export function noteAddress(address) {
  writeFileSync(lockFile, JSON.stringify({ pid: process.pid, address }));
}

export function releaseInstance() {
  rmSync(lockFile, { force: true });
  rmSync(processesFile, { force: true });
}

/** Keeps a list of what was started, for a start after this process was killed. */
export function noteProcesses(children) {
  const list = children.map((child) => ({ pid: child.pid(), command: child.command }));
  writeFileSync(processesFile, JSON.stringify(list.filter(({ pid }) => pid !== undefined)));
}

/** Stops what a killed launcher left running. */
export async function stopLeftovers() {
  const left = (readJson(processesFile) ?? []).filter(
    ({ pid, command }) => isOurs(pid, (seen) => seen === command || seen.startsWith("next-server")), // the title that Next gives itself
  );
  if (left.length > 0) console.log("Stopping what an earlier start left running …");
  const signals = [
    { signal: "SIGTERM", waitMs: 8_000 },
    { signal: "SIGKILL", waitMs: 2_000 },
  ];
  await Promise.all(left.map(({ pid }) => stopProcess(pid, signals)));
  rmSync(processesFile, { force: true });
}

// Pids are given out again: a process is ours if it also looks like it and works in this folder.
function isOurs(pid, looksRight) {
  if (!Number.isInteger(pid) || !isAlive(pid) || !looksRight(commandOf(pid))) return false;
  const folder = folderOf(pid);
  return folder === null || folder === root;
}

function readJson(file) {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null; // cut off by a crash while it was written
  }
}
