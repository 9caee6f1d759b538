import type { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { awaitTurn } from "#jobs/delivery/await-turn.ts";
import { reportSuccess } from "#jobs/rate/breaker.ts";
import { type Limit, refuseSlots } from "#jobs/rate/bucket.ts";
import { queues } from "#server/platform/queue.ts";
import type { SmsChoice } from "./create-sms.ts";
import { loadSolapi } from "./solapi-call.ts";

/**
 * Sends queued one-time codes. They share the text service's limit with the notifications, and overtake them: a code
 * takes the next slot that is free, and each worker's delivery loop never holds more than one. Neither number nor text
 * is ever logged.
 */
export async function registerSms(boss: PgBoss, choice: SmsChoice, limit: Limit, log: Logger): Promise<void> {
  if (!choice.port) {
    log.warn(
      { reason: choice.reason },
      "texts can't be sent: stores can't sign in by phone, and those that prefer texts get no messages",
    );
    return;
  }
  const { port } = choice;
  await loadSolapi();
  await boss.work<unknown>(queues.sms.name, { pollingIntervalSeconds: 0.5 }, async ([job]) => {
    if (!job) return;
    await awaitTurn([limit]);
    const result = await port.send(queues.sms.payload.parse(job.data));
    if (result.kind === "ok") {
      await reportSuccess([limit.key]);
    } else if (result.kind === "permanent") {
      log.error({ jobId: job.id, reason: result.reason }, "text message refused");
    } else {
      if (result.kind === "rate-limited") await refuseSlots(limit, result.retryAfterMs, null);
      const reason = result.kind === "rate-limited" ? "too many requests" : result.reason;
      throw new Error(`text message not sent: ${reason}`); // pg-boss tries again: twice the same code does no harm
    }
  });
}
