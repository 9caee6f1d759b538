import type { Job, PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { awaitTurn, NoTurn } from "#jobs/delivery/await-turn.ts";
import type { WakeUp } from "#jobs/delivery/wake-up.ts";
import { reportSuccess } from "#jobs/rate/breaker.ts";
import { type Limit, refuseSlots } from "#jobs/rate/bucket.ts";
import { queues } from "#server/platform/queue.ts";
import type { SmsPort } from "./sms-port.ts";
import { loadSolapi } from "./solapi-call.ts";

export interface CodeParts {
  boss: PgBoss;
  wakeUp: WakeUp;
  port: SmsPort;
  /** The text service's, shared with the notifications. */
  limit: Limit;
  log: Logger;
}

const pauseAfterFailureMs = 1_000;
const retryMs = 2_000; // as the queue has it

function waitFor(atMs: number): number {
  return atMs === 0 ? Number.POSITIVE_INFINITY : Math.max(100, atMs - performance.now());
}

/**
 * Sends queued one-time codes until `signal` says stop. They share the text service's limit with the notifications, and
 * overtake them: a code takes the next slot that is free, and each worker's delivery loop never holds more than one.
 * Neither number nor text is ever logged.
 */
export async function runCodeLoop(parts: CodeParts, signal: AbortSignal): Promise<void> {
  const { boss, wakeUp, log } = parts;
  await loadSolapi();
  let retryAtMs = 0; // nobody calls when a code that failed is to be tried again
  while (!signal.aborted) {
    try {
      const calls = wakeUp.calls;
      const [job] = await boss.fetch<unknown>(queues.sms.name);
      if (job) retryAtMs = (await sendCode(parts, job)) ? 0 : performance.now() + retryMs;
      else await wakeUp.wait(Math.min(wakeUp.pollMs, waitFor(retryAtMs)), signal, calls);
    } catch (error) {
      log.error({ err: error }, "one-time codes"); // the database is away, most likely: go on when it is back
      await wakeUp.wait(pauseAfterFailureMs, signal);
    }
  }
}

/** False when it failed for the moment: pg-boss tries again, and twice the same code does no harm. */
async function sendCode({ boss, port, limit, log }: CodeParts, job: Job<unknown>): Promise<boolean> {
  const { name } = queues.sms;
  try {
    await awaitTurn(limit);
  } catch (error) {
    if (!(error instanceof NoTurn)) throw error;
    await boss.fail(name, job.id, { reason: error.message });
    return false;
  }
  const result = await port.send(queues.sms.payload.parse(job.data));
  if (result.kind === "ok") {
    await boss.complete(name, job.id);
    await reportSuccess([limit.key]);
  } else if (result.kind === "permanent") {
    log.error({ jobId: job.id, reason: result.reason }, "text message refused");
    await boss.complete(name, job.id);
  } else {
    if (result.kind === "rate-limited") await refuseSlots(limit, result.retryAfterMs, null);
    const reason = result.kind === "rate-limited" ? "too many requests" : result.reason;
    log.warn({ jobId: job.id, reason }, "text message not sent");
    await boss.fail(name, job.id, { reason });
    return false;
  }
  return true;
}
