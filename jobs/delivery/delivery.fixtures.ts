import { PgBoss } from "pg-boss";
import { pino } from "pino";
import type { TestDatabase } from "#e2e/database/use-database.ts";
import type { ChatPort } from "#jobs/chat-port.ts";
import type { SendbirdEmulator } from "#jobs/sendbird/emulator/emulator.ts";
import { createSendbirdClient } from "#jobs/sendbird/sendbird-client.ts";
import { createDeliver, type Deliver, type DeliverParts } from "./deliver.ts";
import { runDeliveryLoop } from "./delivery-loop.ts";
import type { DeliverySettings } from "./delivery-settings.ts";
import { createOpenChannel } from "./open-channel.ts";
import { WakeUp } from "./wake-up.ts";

export const emulatorToken = "emulator-token";

interface Pacing {
  intervalMs: number;
  latenessMs?: number;
  leaseMs?: number;
  timeoutMs?: number;
  /** Instead of the one that the emulator takes. */
  apiToken?: string;
  userIntervalMs?: number;
  channelIntervalMs?: number;
  /** A service that answers every send with this refusal, whatever it knows. */
  chat?: { refuseSends: "sender-not-found" };
  /** What else is done with a message that the chat refuses for good; nothing unless given. */
  reroute?: DeliverParts["reroute"];
  /** Instead of delivering. */
  deliver?: Deliver;
}

/**
 * A worker's delivery loop over its own pg-boss, as jobs/worker.ts runs it, in the test's process. Lateness is forgiven
 * up to `latenessMs`: a test machine stalls more than a worker should.
 */
export async function startWorker(database: TestDatabase, emulator: SendbirdEmulator, pacing: Pacing) {
  const stop = new AbortController();
  const log = pino({ enabled: false });
  const boss = new PgBoss({
    connectionString: database.url,
    schema: "pgboss",
    max: 3,
    migrate: false,
  });
  boss.on("error", () => undefined); // a test that restarts Postgres breaks its connections; it reconnects
  await boss.start();
  const wakeUp = new WakeUp(database.url, log);
  await wakeUp.start();
  const pace = (intervalMs: number) => ({ intervalUs: intervalMs * 1000, burst: 1 });
  const settings: DeliverySettings = {
    medium: "CHAT",
    appLimit: { key: "chat:app", pace: pace(pacing.intervalMs) },
    senderPace: pace(pacing.userIntervalMs ?? pacing.intervalMs),
    channelPace: pacing.channelIntervalMs ? pace(pacing.channelIntervalMs) : null,
    readLimit: { key: "chat:read", pace: pace(10) },
    createLimit: { key: "chat:create", pace: pace(10) },
    latenessMs: pacing.latenessMs ?? 1_000,
    leaseMs: pacing.leaseMs ?? 25_000,
    maxInFlight: 8,
  };
  const chat = chatOf(emulator, pacing);
  const deliver =
    pacing.deliver ??
    createDeliver(settings, {
      port: chat,
      openChannel: createOpenChannel(settings, chat),
      reroute: pacing.reroute ?? null,
      link: { appUrl: "http://sunap.test", secret: "a secret of the tests, known to everyone" },
      log,
    });
  const running = runDeliveryLoop(settings, { boss, wakeUp, deliver, log }, stop.signal);
  return {
    async stop(): Promise<void> {
      stop.abort();
      if (!pacing.deliver) await running;
      await wakeUp.stop();
      await boss.stop({ graceful: false });
    },
  };
}

function chatOf(emulator: SendbirdEmulator, pacing: Pacing): ChatPort {
  const client = createSendbirdClient({
    apiUrl: emulator.url,
    apiToken: pacing.apiToken ?? emulatorToken,
    ...(pacing.timeoutMs ? { timeoutMs: pacing.timeoutMs } : {}),
  });
  const code = pacing.chat?.refuseSends;
  return code
    ? { ...client, sendMessage: async () => ({ kind: "permanent", code, reason: "refused" }) }
    : client;
}
