// The processes of a running Sunap and the environment they share; used by `npm start` and by the browser tests.
import { superviseNode } from "./children.mjs";

const workerCount = 2;

/**
 * The environment of a local Sunap; what the caller's own environment says stands.
 * @param {{databaseUrl: string, port: number, emulatorPort: number | null,
 *   secrets: ReturnType<typeof import("./secrets.mjs").localSecrets>, sandbox: boolean}} options
 *   emulatorPort: null when messages go to the real Sendbird
 */
export function localEnvironment({ databaseUrl, port, emulatorPort, secrets, sandbox }) {
  const emulatorUrl = `http://127.0.0.1:${emulatorPort}`;
  const emulated = {
    SENDBIRD_API_URL: emulatorUrl,
    SENDBIRD_API_TOKEN: secrets.sendbirdToken,
    EMULATOR_URL: emulatorUrl,
  };
  return {
    APP_URL: `http://localhost:${port}`,
    AUTH_SECRET: secrets.authSecret,
    BANK_WEBHOOK_SECRETS: secrets.bankWebhookSecret,
    ...(sandbox ? { SANDBOX: "1" } : {}),
    ...dropEmpty(process.env),
    DATABASE_DIRECT_URL: process.env.DATABASE_URL?.trim() ? process.env.DATABASE_DIRECT_URL : undefined,
    ...(emulatorPort === null ? {} : emulated),
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

function dropEmpty(variables) {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
}

/**
 * Starts emulator (if there is to be one), workers and web app.
 * @param {{env: Record<string, string>, emulator: {port: number, dataFile: string} | null,
 *   writeLine: (name: string, line: string) => void, onChange?: (children: import("./children.mjs").Child[]) => void}} options
 * @returns {{children: import("./children.mjs").Child[], stop: () => Promise<void>}}
 */
export function startStack({ env, emulator, writeLine, onChange = () => undefined }) {
  const children = [];
  const add = (name, args) => {
    const changed = () => onChange(children);
    children.push(
      superviseNode({
        name,
        args,
        env,
        writeLine: (line) => writeLine(name, line),
        onChange: changed,
      }),
    );
    changed();
  };
  if (emulator) {
    const { port, dataFile } = emulator;
    const flags = ["--port", String(port), "--token", env.SENDBIRD_API_TOKEN, "--data-file", dataFile];
    add("emulator", ["jobs/sendbird/emulator/main.ts", ...flags]);
  }
  for (let number = 1; number <= workerCount; number += 1) add(`worker ${number}`, ["jobs/worker.ts"]);
  add("web", ["scripts/web.mjs"]);

  // First those who take in work, then those who do it, then what they call.
  const stop = async () => {
    const stopAll = (isMeant) =>
      Promise.all(children.filter(({ name }) => isMeant(name)).map((child) => child.stop()));
    await stopAll((name) => name === "web");
    await stopAll((name) => name.startsWith("worker"));
    await stopAll((name) => name === "emulator");
  };
  return { children, stop };
}

/** Waits until the web app says that it can serve; false when it does not within the time. */
export async function waitUntilReady(port, { waitMs, isCancelled = () => false }) {
  const deadline = Date.now() + waitMs;
  while (Date.now() < deadline && !isCancelled()) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/api/ready`, {
        signal: AbortSignal.timeout(5_000),
      });
      await answer.arrayBuffer();
      if (answer.ok) return true;
    } catch {
      // not listening yet
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return false;
}
