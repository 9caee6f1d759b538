// What every script needs to know before node_modules exists: plain JavaScript on Node 20 or newer, no dependency.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { commandOf, parentOf } from "./processes.mjs";

export const root = realpathSync(fileURLToPath(new URL("../..", import.meta.url)));
export const stateDir = path.join(root, ".sunap");
const parentCheckMs = 300;
const pinnedNode = path.join(root, "node_modules", ".bin", "node");

/**
 * Installs the packages unless they are there as the lockfile wants them, then continues on the pinned Node: returns
 * there, while the process on another Node becomes a mere relay and never returns.
 */
export async function continueOnPinnedNode(script) {
  stopWithNpm();
  installPackages();
  process.env.PATH = `${path.dirname(pinnedNode)}${path.delimiter}${process.env.PATH ?? ""}`;
  if (realpathSync(process.execPath) === realpathSync(pinnedNode)) return watchRelay();
  const child = spawn(pinnedNode, [script, ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  const code = await new Promise((resolve) => child.once("exit", (status) => resolve(status ?? 1)));
  process.exit(code);
}

// Whoever kills npm means us, but npm passes on no SIGKILL, and a shell in between passes on nothing. So watch both.
function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const isNpm = /^npm\b|npm-cli\.js/.test(commandOf(parent));
  const grandparent = isNpm ? null : parentOf(parent); // of npm's own parent we know nothing: it may end at any time
  const watch = setInterval(() => {
    if (process.ppid === parent && (isNpm || parentOf(parent) === grandparent)) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, parentCheckMs);
  watch.unref();
}

// When the relay is killed outright, its end of the channel closes: stop like after Ctrl-C.
function watchRelay() {
  if (!process.channel) return;
  process.channel.unref();
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
}

function installPackages() {
  if (!packagesAreCurrent()) {
    console.log("Installing packages: about a minute the first time …");
    npm(["ci", "--include=dev", "--loglevel=error"]);
  }
  // Where npm is told to run no install scripts, the pinned Node was not put into place.
  if (!existsSync(pinnedNode)) npm(["rebuild", "node", "--ignore-scripts=false"]);
}

/** npm keeps in node_modules a lockfile of what it put there, written last: compare it with ours. */
function packagesAreCurrent() {
  const installedFile = path.join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedFile, "utf8")).packages;
  const isSame = (name) => installed[name]?.version === wanted[name]?.version;
  const required = Object.keys(wanted).filter((name) => name !== "" && !wanted[name].optional);
  return required.every(isSame) && Object.keys(installed).every(isSame);
}

function npm(args) {
  // npm tells scripts where it lies; that one is run by the Node it belongs to.
  const cli = process.env.npm_execpath;
  const [command, first] = cli?.endsWith(".js") ? [process.execPath, [cli]] : ["npm", []];
  const result = spawnSync(command, [...first, ...args], { cwd: root, stdio: "inherit" });
  if (result.status === 0) return;
  console.error(`\`npm ${args.join(" ")}\` failed${result.error ? `: ${result.error.message}` : ""}.`);
  process.exit(result.status ?? 1);
}
