import type { PgBoss } from "pg-boss";
import type { MessageMedium } from "#prisma/generated/enums.ts";
import { topPriority } from "#server/notifications/notification.rules.ts";
import { db } from "#server/platform/db.ts";
import { enqueueNotifications, queueOf, queues } from "#server/platform/queue.ts";

/** A class by one of its kinds; what is less urgent comes after it. */
export type FirstClass = "BILL_ISSUED" | "UNPAID_REMINDER";

/** A job of a notification queue: it says which message to look at, and what it takes to queue that again. */
export interface FetchedJob {
  id: string;
  notificationId: string;
  sender: string;
  channel: string | null;
  priority: number;
}

/** The most urgent job of a medium whose sender is not to be passed over; of these classes first, if they have one. */
export async function fetchJob(
  boss: PgBoss,
  medium: MessageMedium,
  from: { passOver: string[]; firstClasses: FirstClass[] },
): Promise<FetchedJob | null> {
  const fetch = (limit: { maxPriority?: number }) =>
    boss.fetch<unknown>(queueOf(medium), { includeMetadata: true, ignoreGroups: from.passOver, ...limit });
  let [job] = await firstOf(from.firstClasses.map((kind) => () => fetch({ maxPriority: topPriority(kind) })));
  if (!job) [job] = await fetch({});
  if (!job) return null;
  const { notificationId, channel } = queues.notification.payload.parse(job.data);
  return {
    id: job.id,
    notificationId,
    sender: job.groupId ?? "",
    channel: channel ?? null,
    priority: job.priority,
  };
}

async function firstOf<T>(fetches: (() => Promise<T[]>)[]): Promise<T[]> {
  for (const fetch of fetches) {
    const jobs = await fetch();
    if (jobs.length > 0) return jobs;
  }
  return [];
}

/** Ends a job; `again` puts its message back into the queue, for later. First in, then out: nothing is lost between. */
export async function settleJob(
  boss: PgBoss,
  medium: MessageMedium,
  job: FetchedJob,
  again: { afterMs: number } | null,
): Promise<void> {
  if (again) {
    const { notificationId, sender, channel, priority } = job;
    const { afterMs } = again;
    await enqueueNotifications(db(), [{ notificationId, medium, sender, channel, priority, afterMs }]);
  }
  await boss.complete(queueOf(medium), job.id);
}

/** Puts a job back as it was, for whoever comes next. */
export async function releaseJob(boss: PgBoss, medium: MessageMedium, job: FetchedJob): Promise<void> {
  await boss.fail(queueOf(medium), job.id); // without a delay, and its attempts are not counted here
}
