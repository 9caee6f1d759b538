import type { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { forgetBankRequests } from "#server/bank/forget-bank-requests.ts";
import { runReminderSchedules } from "#server/bills/run-reminder-schedules.ts";
import { queues } from "#server/platform/queue.ts";
import { closeSettlements } from "#server/settlements/close-settlements.ts";

/** Work that is due by the clock (Seoul's). pg-boss runs each occurrence once, whichever worker takes it. */
export async function registerSchedules(boss: PgBoss, log: Logger): Promise<void> {
  const every = (queue: { name: string }, cron: string, work: () => Promise<void>) =>
    schedule(boss, queue.name, cron, work);

  await every(queues.reminderSchedules, "*/2 * * * *", async () => {
    const ran = await runReminderSchedules();
    if (ran.distributors > 0) log.info(ran, "reminder schedules ran");
  });
  await every(queues.bankRequestRetention, "40 3 * * *", async () => {
    const { deletedCount } = await forgetBankRequests();
    if (deletedCount > 0) log.info({ deletedCount }, "old bank requests deleted");
  });
  await every(queues.settlementClosing, "*/10 * * * *", async () => {
    const { closedCount } = await closeSettlements();
    if (closedCount > 0) log.info({ closedCount }, "settlements closed");
  });
}

async function schedule(boss: PgBoss, name: string, cron: string, work: () => Promise<void>): Promise<void> {
  await boss.schedule(name, cron, {}, { tz: "Asia/Seoul" });
  await boss.work(name, { pollingIntervalSeconds: 30 }, work); // seldom, so that an idle worker leaves Postgres alone
}
