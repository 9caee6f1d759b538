import type { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { queues } from "#server/platform/queue.ts";
import type { smsPort } from "./create-sms.ts";

/** Sends queued text messages (one-time codes). Neither number nor text is ever logged. */
export async function registerSms(
  boss: PgBoss,
  choice: ReturnType<typeof smsPort>,
  log: Logger,
): Promise<void> {
  if (!choice.port) {
    log.warn({ reason: choice.reason }, "text messages can't be sent: stores can't sign in by phone");
    return;
  }
  const { port } = choice;
  await boss.work<unknown>(queues.sms.name, { pollingIntervalSeconds: 0.5 }, async ([job]) => {
    if (!job) return;
    const result = await port.send(queues.sms.payload.parse(job.data));
    if (result.kind === "transient") throw new Error(`text message not sent: ${result.reason}`); // pg-boss tries again
    if (result.kind === "permanent")
      log.error({ jobId: job.id, reason: result.reason }, "text message refused");
  });
}
