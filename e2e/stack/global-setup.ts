import { createWriteStream, mkdirSync, rmSync, type WriteStream } from "node:fs";
import path from "node:path";
import { ensureDatabase } from "../../scripts/lib/embedded-postgres.mjs";
import { freePort } from "../../scripts/lib/ports.mjs";
import { startTestPostgres } from "../../scripts/lib/postgres-data.mjs";
import { buildIfChanged } from "../../scripts/lib/products.mjs";
import { newSecrets } from "../../scripts/lib/secrets.mjs";
import { localEnvironment, startStack, waitUntilReady } from "../../scripts/lib/stack.mjs";
import { runNode, step } from "../../scripts/lib/steps.mjs";
import { publishStack } from "./address.ts";

const logDir = path.join(import.meta.dirname, "..", "..", "test-results", "stack");
const readyWaitMs = 60_000;
const givenByTheStack =
  /^(DATABASE_|SENDBIRD_|SMS_|APP_URL$|AUTH_SECRET$|BANK_WEBHOOK_SECRETS$|SANDBOX$|EMULATOR_)/;

/**
 * Starts a whole Sunap for the browser tests: new Postgres with demo data, emulator, two workers, web app, each on a
 * free port. The logs stay in test-results/stack.
 * @returns what stops it all; Playwright calls it after the last test, failed or not
 */
export default async function setup(): Promise<() => Promise<void>> {
  // The caller's own settings must not reach the tests: they would talk to a real database or chat.
  for (const name of Object.keys(process.env)) if (givenByTheStack.test(name)) delete process.env[name];
  rmSync(logDir, { recursive: true, force: true });
  mkdirSync(logDir, { recursive: true });
  await buildIfChanged();

  const toStop: (() => Promise<void>)[] = [];
  const teardown = async () => {
    for (const stop of toStop.splice(0).reverse()) await stop();
  };
  try {
    await startEverything(toStop);
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}

async function startEverything(toStop: (() => Promise<void>)[]): Promise<void> {
  const secrets = newSecrets();
  const postgres = await startTestPostgres({ logFile: path.join(logDir, "postgres.log") });
  toStop.push(postgres.stop);
  await ensureDatabase(postgres, "sunap");
  const databaseUrl = postgres.urlOf("sunap");
  const [port, emulatorPort] = [await freePort(), await freePort()];
  const env = localEnvironment({ databaseUrl, port, emulatorPort, secrets, sandbox: true });
  await step("Migrating the test database", () => runNode(["prisma/deploy.ts"], { env }));
  await step("Loading demo data", () => runNode(["prisma/seed.ts"], { env }));

  const logs = new Map<string, WriteStream>();
  const stack = startStack({
    env,
    emulator: { port: emulatorPort, dataFile: path.join(logDir, "emulator.json") },
    writeLine: (name, line) => logFor(logs, name).write(`${line}\n`),
  });
  toStop.push(async () => {
    await stack.stop();
    for (const log of logs.values()) log.end();
  });
  if (!(await waitUntilReady(port, { waitMs: readyWaitMs })))
    throw new Error(`The web app is not ready after ${readyWaitMs / 1000} s; see ${logDir}`);
  await runNode(["prisma/demo/open-demo-channels.ts", env.EMULATOR_URL], { env });
  publishStack({
    baseUrl: env.APP_URL,
    emulatorUrl: env.EMULATOR_URL,
    databaseUrl,
    bankWebhookSecret: secrets.bankWebhookSecret,
    sendbirdToken: secrets.sendbirdToken,
  });
}

function logFor(logs: Map<string, WriteStream>, name: string): WriteStream {
  const log = logs.get(name) ?? createWriteStream(path.join(logDir, `${name.replace(" ", "-")}.log`));
  logs.set(name, log);
  return log;
}
