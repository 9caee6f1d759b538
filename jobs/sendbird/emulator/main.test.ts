import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";

// Each test starts a process, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

function run(...flags: string[]) {
  const child = spawn(process.execPath, [MAIN, ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

test("the process says where it listens, serves, and ends cleanly on SIGTERM", async () => {
  const child = run("--token", "t", "--port", "0", "--user-burst", "3", "--limiter", "gcra");
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const url = /^emulator listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
  const stats = (await (await fetch(`${url}/emulator/stats`)).json()) as { limits: { userSend: unknown } };
  expect(stats.limits.userSend).toEqual({ ratePerSecond: 5, burst: 3 });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test.each([
  [["--port", "0"], "--token"],
  [["--token", "t", "--port", "many"], "--port"],
  [["--token", "t", "--limiter", "none"], "--limiter"],
])("bad flags %j are named", async (flags, named) => {
  const child = run(...flags);
  const chunks: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  expect(await once(child, "close")).toEqual([1, null]);
  expect(Buffer.concat(chunks).toString()).toContain(named);
});
