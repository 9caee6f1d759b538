import { z } from "zod";
import type { EmulatorClock } from "#jobs/sendbird/emulator/clock.ts";
import { createLimiter, type Limiter, type Verdict } from "#jobs/sendbird/emulator/limiter.ts";
import type { EmulatorSms } from "#jobs/sendbird/emulator/records.ts";
import type { LimitRule } from "#jobs/sendbird/emulator/settings.ts";
import type { ChatStore } from "#jobs/sendbird/emulator/store.ts";

/** What can befall a send: refused for its number, or an answer (or none) before or after the text was taken. */
export const textFaults = [
  "refused",
  "no-balance",
  "unavailable",
  "internal-error",
  "timeout-before-accept",
  "reset-before-accept",
  "internal-error-after-accept",
  "timeout-after-accept",
  "reset-after-accept",
] as const;
export type TextFault = (typeof textFaults)[number];

/** These befall the next sends, one each. */
export const textFaultsSchema = z.strictObject({ next: z.array(z.enum(textFaults)).max(10_000) });

const defaultRule: LimitRule = { ratePerSecond: 10, burst: 20 };

export type TakenText = Omit<EmulatorSms, "type" | "receivedAtMs" | "messageId">;

/** A text message service as SOLAPI is one: its limit of requests, what goes wrong, and the inbox of every phone. */
export class TextService {
  readonly clock: EmulatorClock;
  readonly #store: ChatStore;
  #rule = defaultRule;
  #limiter = limiterOf(defaultRule);
  #faults: TextFault[] = [];
  #requests = 0;
  #refused = 0;

  constructor(store: ChatStore, clock: EmulatorClock) {
    this.#store = store;
    this.clock = clock;
  }

  /** Counts a request against the limit, sends and reads together. */
  pass(): Verdict {
    const verdict = this.#limiter.take("account", this.clock.monotonicMs());
    this.#requests += 1;
    if (!verdict.allowed) this.#refused += 1;
    return verdict;
  }

  take(text: TakenText): EmulatorSms {
    const serial = String(this.#store.sms().length + 1).padStart(6, "0");
    const messageId = `M4V${Math.floor(this.clock.wallMs())}${serial}`;
    return this.#store.addSms({ ...text, messageId, receivedAtMs: Math.floor(this.clock.wallMs()) });
  }

  /** Oldest first; all of them without `to`. */
  texts(to?: string): EmulatorSms[] {
    return this.#store.sms(to);
  }

  drawFault(): TextFault | null {
    return this.#faults.shift() ?? null;
  }

  setFaults({ next }: z.infer<typeof textFaultsSchema>): void {
    this.#faults = [...next];
  }

  /** Empties the bucket. */
  setRule(rule: LimitRule): void {
    this.#rule = rule;
    this.#limiter = limiterOf(rule);
  }

  reset(): void {
    this.#requests = 0;
    this.#refused = 0;
    this.#faults = [];
    this.setRule(this.#rule);
  }

  stats() {
    return { requests: this.#requests, refused: this.#refused, limit: this.#rule, nextFaults: this.#faults };
  }
}

const limiterOf = (rule: LimitRule): Limiter =>
  createLimiter({ kind: "gcra", resetCountsRefused: false }, rule);
