import { fromPrisma, PgBoss } from "pg-boss";
import { z } from "zod";
import type { MessageMedium } from "#prisma/generated/enums.ts";
import { afterCommit, db, type Tx } from "./db.ts";
import { databaseEnv } from "./env.ts";

const yearSeconds = 365 * 24 * 60 * 60; // pg-boss deletes what waits longer, without a word

const notificationPayload = z.object({ notificationId: z.uuid(), channel: z.string().nullish() });

// Attempts are counted in the notification; a re-claim counts here, and must never end a job. The job of a worker that
// died is cleared away after its expiry; its message has a new one before that (requeue-lost.ts).
const notificationOptions = {
  expireInSeconds: 25,
  retryLimit: 1_000_000,
  retentionSeconds: yearSeconds,
  deleteAfterSeconds: 600,
} as const;

/** Every queue: its name, the shape of its payload, and how pg-boss treats its jobs. */
export const queues = {
  /** One message to send by chat. All about its life stands in the notification row; the job only says "look at it". */
  notification: { name: "notification", payload: notificationPayload, options: notificationOptions },
  /** One message to send to a phone. */
  smsNotification: {
    name: "notification-sms",
    payload: notificationPayload,
    options: notificationOptions,
  },
  /** One text message with a one-time code, which is worth nothing after five minutes: neither is the job. */
  sms: {
    name: "sms",
    payload: z.object({ to: z.string(), text: z.string() }),
    options: {
      expireInSeconds: 30,
      retryLimit: 5,
      retryDelay: 2,
      retryBackoff: true,
      retentionSeconds: 300,
      deleteAfterSeconds: 1,
    },
  },
  /** Keeps the forecast by the bank calendar, and the sums of settlements short. */
  settlementUpkeep: {
    name: "settlement-upkeep",
    payload: z.object({}),
    options: { expireInSeconds: 600, retryLimit: 1, retentionSeconds: 3600, deleteAfterSeconds: 3600 },
  },
  /** Recomputes what must always hold. */
  integrityCheck: {
    name: "integrity-check",
    payload: z.object({}),
    options: { expireInSeconds: 1800, retryLimit: 1, retentionSeconds: 3600, deleteAfterSeconds: 3600 },
  },
  /** Asks which distributors' reminder schedules are due. */
  reminderSchedules: {
    name: "reminder-schedules",
    payload: z.object({}),
    options: { expireInSeconds: 300, retryLimit: 0, retentionSeconds: 600, deleteAfterSeconds: 600 },
  },
  /** Deletes what the log of bank requests need not keep any longer. */
  bankRequestRetention: {
    name: "bank-request-retention",
    payload: z.object({}),
    options: { expireInSeconds: 600, retryLimit: 0, retentionSeconds: 3600, deleteAfterSeconds: 3600 },
  },
  /** Closes the settlements that are due. */
  settlementClosing: {
    name: "settlement-closing",
    payload: z.object({}),
    options: { expireInSeconds: 300, retryLimit: 3, retentionSeconds: 3600, deleteAfterSeconds: 3600 },
  },
} as const;

/** Where a worker that waits for messages listens. */
export const notificationWakeUp = "sunap_notification";

const schema = "pgboss";

/** Creates pg-boss's tables and our queues, or brings them up to date. Called by the migration, never by a server. */
export async function installQueues(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema,
    max: 2,
    supervise: false,
    schedule: false,
  });
  boss.on("error", () => undefined); // start() rejects with the same error
  await boss.start();
  try {
    for (const queue of Object.values(queues)) {
      if (await boss.getQueue(queue.name)) {
        await boss.updateQueue(queue.name, queue.options);
      } else {
        await boss.createQueue(queue.name, { policy: "standard", ...queue.options });
      }
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

const held = globalThis as { sunapQueue?: Promise<PgBoss> | undefined };

/** The process's pg-boss, for reading and writing jobs. It neither migrates nor supervises: a worker does that. */
export function queue(): Promise<PgBoss> {
  held.sunapQueue ??= startQueue().catch((error: unknown) => {
    held.sunapQueue = undefined; // the database was away: the next caller tries again
    throw error;
  });
  return held.sunapQueue;
}

function startQueue(): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: databaseEnv().DATABASE_URL, // its own start-up queries need more than the Prisma adapter reads
    schema,
    max: 4,
    migrate: false,
    supervise: false,
    schedule: false,
  });
  boss.on("error", () => undefined); // the pool's own; each call that fails rejects by itself
  return boss.start();
}

/** Forgets the process's pg-boss, at the end of a process or a test file. */
export async function closeQueue(): Promise<void> {
  const boss = await held.sunapQueue?.catch(() => undefined);
  held.sunapQueue = undefined;
  await boss?.stop({ graceful: false });
}

export interface NotificationJob {
  notificationId: string;
  medium: MessageMedium;
  /** Whose limit it counts against. */
  sender: string;
  /** Null where it is not known: then a limit of its channel is not looked at. */
  channel: string | null;
  priority: number;
  /** By the database's clock. */
  startAfter?: Date | null;
  /** From now; our own clock plays no part. */
  afterMs?: number;
}

/** Each medium has a queue of its own, as it has a pace of its own. */
export function queueOf(medium: MessageMedium): string {
  return medium === "SMS" ? queues.smsNotification.name : queues.notification.name;
}

/** Puts messages into the queue, in the caller's transaction: they leave if it commits, and only then. */
export async function enqueueNotifications(tx: Tx, jobs: NotificationJob[]): Promise<void> {
  if (jobs.length === 0) return;
  const boss = await queue();
  for (const medium of new Set(jobs.map((job) => job.medium))) {
    await boss.insert(queueOf(medium), jobs.filter((job) => job.medium === medium).map(pgBossJob), {
      db: fromPrisma(tx),
    });
  }
  // A job that only comes back later is its own worker's business: calling everybody for it would never end.
  if (jobs.some(({ afterMs }) => !afterMs)) await enqueueWakeUp(tx);
}

/**
 * Wakes the workers when the caller's transaction commits. Where it can, in a statement of its own after the commit: a
 * transaction that notifies holds a lock of the whole server while its commit waits for the disk, so that commits
 * would stand in line. Should the process die in between, the workers' polling finds the job.
 */
export async function enqueueWakeUp(tx: Tx): Promise<void> {
  if (afterCommit(tx, wakeWorkers)) return;
  await tx.$executeRaw`SELECT pg_notify(${notificationWakeUp}, '')`;
}

const waking = { isUnderWay: false, isWantedAgain: false };

/** One at a time: what is asked for meanwhile is one more afterwards. */
function wakeWorkers(): void {
  waking.isWantedAgain = waking.isUnderWay;
  if (waking.isUnderWay) return;
  waking.isUnderWay = true;
  db().$executeRaw`SELECT pg_notify(${notificationWakeUp}, '')`
    .catch(() => 0) // the workers poll as well
    .finally(() => {
      waking.isUnderWay = false;
      if (waking.isWantedAgain) wakeWorkers();
    });
}

function pgBossJob({ notificationId, sender, channel, priority, startAfter, afterMs }: NotificationJob) {
  const job = { data: { notificationId, channel }, priority, group: { id: sender } };
  if (startAfter) return { ...job, startAfter };
  return afterMs ? { ...job, startAfter: afterMs / 1000 } : job; // a number is a span in seconds
}

/** Sends a one-time code by way of the queue. */
export async function enqueueSms(message: { to: string; text: string }): Promise<void> {
  const boss = await queue();
  await boss.send(queues.sms.name, message);
  await enqueueWakeUp(db());
}
