import type { Limit } from "#jobs/rate/bucket.ts";
import type { MessageMedium } from "#prisma/generated/enums.ts";
import type { Pace } from "#server/platform/pacing.ts";

/** How one medium is served, by every worker alike. */
export interface DeliverySettings {
  medium: MessageMedium;
  /** What all instances together may send: its slots are taken first. */
  appLimit: Limit;
  /** What one sender may send, where the medium limits that; taken when a message is claimed. */
  senderPace: Pace | null;
  /** What may be sent into one channel, where the medium limits that. */
  channelPace: Pace | null;
  readLimit: Limit;
  /** For making channels and users, beside a slot of the application's limit. */
  createLimit: Limit;
  /** A slot is good for as long after its beginning: our part of J, of which the network has the rest. */
  latenessMs: number;
  leaseMs: number;
  /** How many requests may be under way at once: the loop must not wait for a slow answer. */
  maxInFlight: number;
}

export function senderKey(medium: MessageMedium, sender: string): string {
  return `${medium.toLowerCase()}:user:${sender}`;
}

/** The limits that a message has to keep beside the application's. */
export function furtherLimits(settings: DeliverySettings, sender: string, channel: string | null): Limit[] {
  const { medium, senderPace, channelPace } = settings;
  const limits: Limit[] = [];
  if (senderPace) limits.push({ key: senderKey(medium, sender), pace: senderPace });
  if (channelPace && channel)
    limits.push({ key: `${medium.toLowerCase()}:channel:${channel}`, pace: channelPace });
  return limits;
}
