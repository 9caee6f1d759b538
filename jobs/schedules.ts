import type { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { runReminderSchedules } from "#server/bills/run-reminder-schedules.ts";
import { requeueLost } from "#server/notifications/requeue-lost.ts";
import { queues } from "#server/platform/queue.ts";
import { closeSettlements } from "#server/settlements/close-settlements.ts";

/** Work that is due by the clock. pg-boss runs each occurrence once, whichever worker takes it. */
export async function registerSchedules(boss: PgBoss, log: Logger): Promise<void> {
  await registerNotificationSweep(boss, log);
  await registerReminderSchedules(boss, log);
  const { name } = queues.settlementClosing;
  await boss.schedule(name, "*/10 * * * *", {}, { tz: "Asia/Seoul" });
  await boss.work(name, async () => {
    const { closedCount } = await closeSettlements();
    if (closedCount > 0) log.info({ closedCount }, "settlements closed");
  });
}

async function registerNotificationSweep(boss: PgBoss, log: Logger): Promise<void> {
  const { name } = queues.notificationSweep;
  await boss.schedule(name, "*/5 * * * *");
  await boss.work(name, async () => {
    const requeued = await requeueLost();
    if (requeued > 0) log.warn({ requeued }, "messages without a job were queued again");
  });
}

async function registerReminderSchedules(boss: PgBoss, log: Logger): Promise<void> {
  const { name } = queues.reminderSchedules;
  await boss.schedule(name, "*/2 * * * *");
  await boss.work(name, async () => {
    const ran = await runReminderSchedules();
    if (ran.distributors > 0) log.info(ran, "reminder schedules ran");
  });
}
