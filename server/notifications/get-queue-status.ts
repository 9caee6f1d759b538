import type { MessageMedium } from "#prisma/generated/enums.ts";
import { now } from "#server/platform/clock.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { chatPaces } from "./chat-paces.ts";
import * as repository from "./queue-status.repository.ts";
import { allowedPerSecond, drainMs } from "./sending-rates.ts";
import { listSendingStops, type SendingStop } from "./sending-stops.ts";

/** One medium's queue and the use of its rate. */
export interface MediumStatus {
  medium: MessageMedium;
  /** Messages whose time has come, and whose sending is not stopped. */
  due: number;
  allowedPerSecond: number;
  lastMinute: number;
  last10s: number;
  /** How long until what is due has left, at full rate. */
  drainMs: number;
}

export interface LimitStatus extends repository.LimitCount {
  /** Ours, as configured; null where we have none. */
  burst: number | null;
  /** The largest that is safe for certain, as far as the refusals tell; null: none told. */
  suggestedBurst: number | null;
}

export interface QueueStatus {
  at: Date;
  classes: repository.ClassCount[];
  media: MediumStatus[];
  distributors: repository.DistributorCount[];
  distributorCount: number;
  limits: LimitStatus[];
  failures: repository.FailureCount[];
}

/** How the queue of all messages stands, for an operator. */
export async function getQueueStatus(distributorLimit: number): Promise<QueueStatus> {
  const [at, classes, distributors, requests, limits, failures] = await Promise.all([
    now(),
    repository.countByClass(db()),
    repository.countByDistributor(db(), distributorLimit),
    repository.countRequests(db()),
    repository.listLimits(db()),
    repository.countFailures(db()),
  ]);
  const media = new Set<MessageMedium>([
    "CHAT",
    ...[...classes, ...requests, ...limits].map(({ medium }) => medium),
  ]);
  return {
    at,
    classes,
    media: [...media].map((medium) => mediumStatus(medium, classes, requests)),
    distributors,
    distributorCount: distributors[0]?.distributorCount ?? 0,
    limits: limits.map(withSuggestion),
    failures,
  };
}

/** The queue of one medium, from its classes and its requests. */
export function mediumStatus(
  medium: MessageMedium,
  classes: repository.ClassCount[],
  requests: repository.RateUse[],
): MediumStatus {
  const own = classes.filter((one) => one.medium === medium);
  const due = own.reduce((sum, one) => sum + one.due, 0);
  const largestDue = Math.max(0, ...own.map((one) => one.largestDue));
  const used = requests.find((one) => one.medium === medium);
  return {
    medium,
    due,
    allowedPerSecond: allowedPerSecond(env(), medium),
    lastMinute: used?.lastMinute ?? 0,
    last10s: used?.last10s ?? 0,
    drainMs: drainMs(env(), medium, due, largestDue),
  };
}

/** A refusal's numbers imply the server's burst, or one more: to stay within it for certain, ours is to be one less. */
function withSuggestion(limit: repository.LimitCount): LimitStatus {
  const suggestedBurst = limit.serverBurst === null ? null : Math.max(1, limit.serverBurst - 1);
  return { ...limit, burst: configuredBurst(limit), suggestedBurst };
}

function configuredBurst({ medium, limit }: repository.LimitCount): number | null {
  if (medium === "SMS") return limit === "app" ? env().SMS_BURST : null;
  const paces = chatPaces(env());
  return (limit in paces ? paces[limit as keyof typeof paces]?.burst : null) ?? null;
}

export interface SendingAlarms {
  stops: SendingStop[];
  breakers: repository.OpenBreaker[];
}

const maxBreakers = 20;

/** What keeps messages from leaving: kill switches, and services that do not answer or refuse us. */
export async function getSendingAlarms(): Promise<SendingAlarms> {
  const [stops, breakers] = await Promise.all([
    listSendingStops(),
    repository.listOpenBreakers(db(), maxBreakers),
  ]);
  return { stops, breakers };
}
