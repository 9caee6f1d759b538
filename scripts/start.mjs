// `npm start`: everything, on a machine that has only Node and npm. Safe to run again; Ctrl-C stops all of it.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { continueOnPinnedNode, stateDir } from "./lib/checkout.mjs";

await continueOnPinnedNode(fileURLToPath(import.meta.url));

// Only now: these need the installed packages, or would delay the line that says that they are being installed.
const { makePassableFolder } = await import("./lib/embedded-postgres.mjs");
const { claimInstance, noteAddress, noteProcesses, noteStopping, releaseInstance, stopLeftovers } =
  await import("./lib/instance.mjs");
const { migrateAndSeed, startLocalPostgres } = await import("./lib/local-database.mjs");
const { freePort, nextFreePort } = await import("./lib/ports.mjs");
const { buildIfChanged, generateClientIfChanged } = await import("./lib/products.mjs");
const { localSecrets } = await import("./lib/secrets.mjs");
const { localEnvironment, startStack, waitUntilReady } = await import("./lib/stack.mjs");
const { runNode, step, StepError, stopSteps } = await import("./lib/steps.mjs");

const defaultPort = 3000;
const defaultEmulatorPort = 3900;
const readyWaitMs = 60_000;

const stopping = { requested: false, done: null };
let isInstance = false;
const toStop = []; // in the order of starting; stopped from the end

function stopEverything(exitCode) {
  stopping.requested = true;
  stopping.done ??= (async () => {
    if (isInstance) noteStopping();
    stopSteps();
    for (const stop of toStop.reverse()) await stop();
    if (isInstance) releaseInstance();
    process.exit(exitCode);
  })();
  return stopping.done;
}

// Ctrl-C may arrive twice, from the terminal and from npm: the second changes nothing.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    if (!stopping.requested) console.log("\nStopping …");
    stopEverything(0);
  });

async function main() {
  makeStateDir();
  const running = await claimInstance();
  isInstance = running === null;
  if (running) {
    const where = running.address ? ` at ${running.address}` : "";
    console.error(
      `Sunap already runs from this folder${where} (process ${running.pid}). Stop that one first.`,
    );
    process.exit(1);
  }
  await stopLeftovers();
  const secrets = localSecrets(stateDir);
  const port = await webPort();
  const emulatorPort = process.env.SENDBIRD_API_URL?.trim() ? null : await freePort(defaultEmulatorPort);

  const postgres = await localPostgresUnlessGiven(secrets);
  const databaseUrl = postgres?.url ?? process.env.DATABASE_URL;
  const env = localEnvironment({ databaseUrl, port, emulatorPort, secrets, sandbox: postgres !== null });
  await generateClientIfChanged();
  await postgres?.recreate();
  await Promise.all([migrateAndSeed(env), buildIfChanged()]);
  if (stopping.requested) return;

  const isUp = await step("Starting", () => startProcesses({ env, port, emulatorPort }));
  if (stopping.requested) return;
  if (!isUp)
    throw new StepError(`The web app is not ready after ${readyWaitMs / 1000} s; its lines above say why.`);
  if (emulatorPort) await runNode(["prisma/demo/open-demo-channels.ts", env.EMULATOR_URL], { env });
  noteAddress(env.APP_URL);
  await greet(env, port);
}

function makeStateDir() {
  if (process.getuid?.() === 0)
    makePassableFolder(stateDir); // the account that runs Postgres goes through it
  else mkdirSync(stateDir, { recursive: true, mode: 0o700 });
}

async function webPort() {
  const wanted = Number(process.env.PORT?.trim() || defaultPort);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535)
    throw new StepError("PORT has a wrong value: expected a whole number from 1 to 65535");
  const port = await nextFreePort(wanted);
  if (port !== wanted) console.log(`Port ${wanted} is taken: using ${port}.`);
  return port;
}

async function localPostgresUnlessGiven(secrets) {
  if (process.env.DATABASE_URL?.trim()) return null;
  let starting;
  toStop.push(async () => (await starting?.catch(() => null))?.stop());
  return step("Starting Postgres", () => {
    starting = startLocalPostgres({
      password: secrets.databasePassword,
      onCrash: (reason) => console.error(`Postgres ended unexpectedly (${reason}): starting it again`),
    });
    return starting;
  });
}

function startProcesses({ env, port, emulatorPort }) {
  const emulator = emulatorPort && { port: emulatorPort, dataFile: path.join(stateDir, "emulator.json") };
  const writeLine = (name, line) => console.log(`${`[${name}]`.padEnd(11)} ${line}`);
  const stack = startStack({ env, emulator, writeLine, onChange: noteProcesses });
  toStop.push(stack.stop);
  return waitUntilReady(port, { waitMs: readyWaitMs, isCancelled: () => stopping.requested });
}

async function greet(env, port) {
  const lines = ["", `Sunap is ready: ${env.APP_URL}`];
  if (!env.APP_URL.endsWith(`:${port}`)) lines.push(`on this machine: http://localhost:${port}`);
  if (env.EMULATOR_URL) lines.push(`what the stores see in their chat: ${env.EMULATOR_URL}/`);
  if (env.SANDBOX === "1") {
    const { demoSignIns } = await import("../prisma/demo-sign-ins.ts");
    lines.push("", "Demo sign-ins:");
    for (const { role, label, email, password, phone } of demoSignIns)
      lines.push(
        `  ${role.padEnd(12)} ${email ? `${email}  ${password ?? ""}` : `phone ${phone}`}  (${label})`,
      );
  }
  console.log([...lines, "", "Ctrl-C stops everything."].join("\n"));
}

try {
  await main();
} catch (error) {
  if (!stopping.requested) console.error(error instanceof StepError ? error.message : error);
  await stopEverything(stopping.requested ? 0 : 1);
}
