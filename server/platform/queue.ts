import { fromPrisma, PgBoss } from "pg-boss";
import { z } from "zod";
import type { Tx } from "./db.ts";
import { databaseEnv } from "./env.ts";

const yearSeconds = 365 * 24 * 60 * 60; // pg-boss deletes what waits longer, without a word

/** Every queue: its name, the shape of its payload, and how pg-boss treats its jobs. */
export const queues = {
  /** One message to send. All about its life stands in the notification row; the job only says "look at it". */
  notification: {
    name: "notification",
    payload: z.object({ notificationId: z.uuid() }),
    // Attempts are counted in the notification; a re-claim counts here, and must never end a job.
    options: {
      expireInSeconds: 30,
      retryLimit: 1_000_000,
      retentionSeconds: yearSeconds,
      deleteAfterSeconds: 600,
    },
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
  sender: string;
  priority: number;
  startAfter?: Date;
}

/** Puts messages into the queue, in the caller's transaction: they leave if it commits, and only then. */
export async function enqueueNotifications(tx: Tx, jobs: NotificationJob[]): Promise<void> {
  if (jobs.length === 0) return;
  const boss = await queue();
  await boss.insert(
    queues.notification.name,
    jobs.map((job) => ({
      data: { notificationId: job.notificationId },
      priority: job.priority,
      group: { id: job.sender },
      ...(job.startAfter ? { startAfter: job.startAfter } : {}),
    })),
    { db: fromPrisma(tx) },
  );
  await tx.$executeRaw`SELECT pg_notify(${notificationWakeUp}, '')`;
}

/** Sends a text message by way of the queue. */
export async function enqueueSms(message: { to: string; text: string }): Promise<void> {
  const boss = await queue();
  await boss.send(queues.sms.name, message);
}
