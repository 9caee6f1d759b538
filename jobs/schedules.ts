import type { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { queues } from "#server/platform/queue.ts";
import { closeSettlements } from "#server/settlements/close-settlements.ts";

/** Work that is due by the clock. pg-boss runs each occurrence once, whichever worker takes it. */
export async function registerSchedules(boss: PgBoss, log: Logger): Promise<void> {
  const { name } = queues.settlementClosing;
  await boss.schedule(name, "*/10 * * * *", {}, { tz: "Asia/Seoul" });
  await boss.work(name, async () => {
    const { closedCount } = await closeSettlements();
    if (closedCount > 0) log.info({ closedCount }, "settlements closed");
  });
}
