import { PgBoss } from "pg-boss";
import { pino } from "pino";
import type { TestDatabase } from "#e2e/database/use-database.ts";
import { createDeliver } from "#jobs/delivery/deliver.ts";
import { runDeliveryLoop } from "#jobs/delivery/delivery-loop.ts";
import type { DeliverySettings } from "#jobs/delivery/delivery-settings.ts";
import { WakeUp } from "#jobs/delivery/wake-up.ts";
import type { SendbirdEmulator } from "#jobs/sendbird/emulator/emulator.ts";
import { findRecipientPhone } from "#server/notifications/find-recipient-phone.ts";
import { textAccount } from "./emulator/text-account.ts";
import { runCodeLoop } from "./run-code-loop.ts";
import { createSmsMessages } from "./sms-messages.ts";
import { createSolapiSms } from "./solapi-sms.ts";

const pace = (intervalMs: number) => ({ intervalUs: intervalMs * 1000, burst: 1 });

export const textSettings = (intervalMs: number): DeliverySettings => ({
  medium: "SMS",
  appLimit: { key: "sms:app", pace: pace(intervalMs) },
  senderPace: null,
  channelPace: null,
  readLimit: { key: "sms:read", pace: pace(10) },
  createLimit: { key: "sms:create", pace: pace(10) },
  latenessMs: 1_000,
  leaseMs: 25_000,
  maxInFlight: 8,
});

/** What a worker does for text messages, as jobs/worker.ts runs it: the codes and the notifications. */
export async function startTextWorker(
  database: TestDatabase,
  emulator: SendbirdEmulator,
  { intervalMs, timeoutMs = 5_000 }: { intervalMs: number; timeoutMs?: number },
) {
  const stop = new AbortController();
  const log = pino({ enabled: false });
  const boss = new PgBoss({ connectionString: database.url, schema: "pgboss", max: 3, migrate: false });
  boss.on("error", () => undefined);
  await boss.start();
  const wakeUp = new WakeUp(database.url, log);
  await wakeUp.start();
  const settings = textSettings(intervalMs);
  const port = createSolapiSms({ ...textAccount, apiUrl: emulator.url, timeoutMs });
  const deliver = createDeliver(settings, {
    port: createSmsMessages(port, findRecipientPhone),
    openChannel: null,
    reroute: null,
    link: { appUrl: "http://sunap.test", secret: "a secret of the tests, known to everyone" },
    log,
  });
  const running = Promise.all([
    runCodeLoop({ boss, wakeUp, port, limit: settings.appLimit, log }, stop.signal),
    runDeliveryLoop(settings, { boss, wakeUp, deliver, log }, stop.signal),
  ]);
  return {
    async stop(): Promise<void> {
      stop.abort();
      await running;
      await wakeUp.stop();
      await boss.stop({ graceful: false });
    },
  };
}
