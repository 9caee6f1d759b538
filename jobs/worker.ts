import { PgBoss } from "pg-boss";
import { createSendbirdClient } from "#jobs/sendbird/sendbird-client.ts";
import { alimTalkOf, smsPort } from "#jobs/sms/create-sms.ts";
import { findRecipientPhone } from "#server/notifications/find-recipient-phone.ts";
import { rerouteToSms } from "#server/notifications/reroute-to-sms.ts";
import { closeDb } from "#server/platform/db.ts";
import { environmentOrExit, workerEnv } from "#server/platform/env.ts";
import { createLogger } from "#server/platform/logger.ts";
import { closeQueue } from "#server/platform/queue.ts";
import { chatSettings } from "./delivery/chat-settings.ts";
import { createDeliver } from "./delivery/deliver.ts";
import { runDeliveryLoop } from "./delivery/delivery-loop.ts";
import { createOpenChannel } from "./delivery/open-channel.ts";
import { smsSettings } from "./delivery/sms-settings.ts";
import { WakeUp } from "./delivery/wake-up.ts";
import { registerSchedules } from "./schedules.ts";
import { runReroutePasses } from "./sms/reroute-passes.ts";
import { runCodeLoop } from "./sms/run-code-loop.ts";
import { createSmsMessages } from "./sms/sms-messages.ts";
import type { SmsPort } from "./sms/sms-port.ts";

// `npm run worker`: sends what the outbox holds. Any number of these may run.

const env = environmentOrExit(workerEnv);
const log = createLogger("worker");
const stop = new AbortController();
const shutdownMs = 10_000;

const boss = new PgBoss({
  connectionString: env.DATABASE_URL,
  schema: "pgboss",
  max: 4,
  migrate: false,
  flowIntervalSeconds: 3600, // jobs here do not wait for one another
});
boss.on("error", (error) => log.warn({ err: error }, "pg-boss"));

const settings = chatSettings(env);
const textSettings = smsSettings(env);
const link = { appUrl: env.APP_URL, secret: env.AUTH_SECRET };
const wakeUp = new WakeUp(env.DATABASE_DIRECT_URL, log);

async function run(): Promise<void> {
  await boss.start();
  await registerSchedules(boss, log);
  const sms = smsPort({
    apiKey: env.SMS_API_KEY,
    apiSecret: env.SMS_API_SECRET,
    sender: env.SMS_SENDER,
    emulatorUrl: env.EMULATOR_URL,
    alimTalk: alimTalkOf(env.SMS_ALIMTALK_CHANNEL, env.SMS_ALIMTALK_TEMPLATES),
  });
  if (!sms.port) {
    const loss = "stores can't sign in by phone, and those that prefer texts get no messages";
    log.warn({ reason: sms.reason }, `texts can't be sent: ${loss}`);
  }
  await wakeUp.start();
  const chat = createSendbirdClient({ apiUrl: env.SENDBIRD_API_URL, apiToken: env.SENDBIRD_API_TOKEN });
  const deliver = createDeliver(settings, {
    port: chat,
    openChannel: createOpenChannel(settings, chat),
    reroute: sms.port ? rerouteToSms : null,
    link,
    log,
  });
  const { intervalUs, burst } = settings.appLimit.pace;
  log.info({ intervalUs, burst }, "worker ready");
  await Promise.all([
    runDeliveryLoop(settings, { boss, wakeUp, deliver, log }, stop.signal),
    ...(sms.port ? textLoops(sms.port) : []),
  ]);
}

/** One-time codes; and the second medium: texts to stores that prefer them or that the chat can't reach in time. */
function textLoops(port: SmsPort): Promise<void>[] {
  const messages = createSmsMessages(port, findRecipientPhone);
  const deliver = createDeliver(textSettings, {
    port: messages,
    openChannel: null,
    reroute: null,
    link,
    log,
  });
  const loops = [
    runCodeLoop({ boss, wakeUp, port, limit: textSettings.appLimit, log }, stop.signal),
    runDeliveryLoop(textSettings, { boss, wakeUp, deliver, log }, stop.signal),
  ];
  const waitLimitMs = env.SMS_FALLBACK_WAIT_MINUTES * 60_000;
  if (waitLimitMs > 0)
    loops.push(runReroutePasses({ chat: settings, sms: textSettings, waitLimitMs }, log, stop.signal));
  return loops;
}

async function shutDown(signal: string): Promise<void> {
  if (stop.signal.aborted) return;
  log.info({ signal }, "worker stops");
  stop.abort();
  setTimeout(() => process.exit(1), shutdownMs).unref(); // leases of what is under way run out by themselves
}

process.on("SIGTERM", () => void shutDown("SIGTERM"));
process.on("SIGINT", () => void shutDown("SIGINT"));

try {
  await run();
  await wakeUp.stop();
  await boss.stop({ graceful: true, timeout: 5_000 });
  await closeQueue();
  await closeDb();
  process.exit(0);
} catch (error) {
  log.fatal({ err: error }, "worker failed");
  process.exit(1);
}
