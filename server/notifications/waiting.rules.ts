import type { LifeFacts } from "./notification-life.repository.ts";

/** Why a message has not left yet. */
export type WaitReason =
  | "stopped"
  | "outage"
  | "night"
  | "hold"
  | "backoff"
  | "limit"
  | "channel"
  | "turn"
  | "sending";

export interface Waiting {
  why: WaitReason;
  /** The moment that it waits for, where there is one. */
  until: Date | null;
}

type WaitFacts = Pick<
  LifeFacts,
  "state" | "dueAt" | "isEarly" | "isHeld" | "stop" | "breaker" | "probeAt" | "isBehind" | "trouble"
>;

/** Why a message waits: the one thing that holds it longest. Null: it has ended. */
export function waitingOf(facts: WaitFacts): Waiting | null {
  const { state, dueAt, isEarly } = facts;
  if (dueAt === null) return null;
  if (state === "SENDING") return { why: "sending", until: null };
  if (facts.stop !== null) return { why: "stopped", until: null };
  if (isEarly && state === "QUEUED") return { why: facts.isHeld ? "hold" : "night", until: dueAt };
  if (facts.breaker !== null) return { why: "outage", until: facts.probeAt };
  if (isEarly) {
    const isLimited = facts.trouble === "rate-limit" || facts.trouble === "own-limit";
    return { why: isLimited ? "limit" : "backoff", until: dueAt };
  }
  return { why: facts.isBehind ? "channel" : "turn", until: null };
}
