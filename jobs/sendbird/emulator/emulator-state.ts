import { TextService } from "#jobs/sms/emulator/text-service.ts";
import { type EmulatorClock, systemClock } from "./clock.ts";
import { FaultSource } from "./faults.ts";
import { RateGate } from "./rate-gate.ts";
import type { EmulatorMessage, EmulatorSms } from "./records.ts";
import { defaultLimits, type Faults, type Limits, noFaults } from "./settings.ts";
import { ChatStore } from "./store.ts";

/** The latest requests only: a load test must not fill the memory. */
const REQUEST_LOG_MAX = 100_000;

export interface LoggedRequest {
  /** Monotonic clock, when the request reached the limiter (after any added latency). */
  arrivedAtMs: number;
  method: string;
  path: string;
  userId: string | null;
  /** null while unanswered, and for a request that a fault leaves unanswered. */
  status: number | null;
  /** Sendbird's error code. */
  code: number | null;
}

export interface EmulatorStateOptions {
  apiToken: string;
  /** JSON lines; without it nothing outlives the process. */
  dataFile?: string | null;
  limits?: Partial<Limits>;
  faults?: Partial<Faults>;
  /** false stores a repeated `dedup_id` again, as a service that promises nothing might. */
  dedupHonoured?: boolean;
  clock?: EmulatorClock;
}

/** One emulated application: what it stores, what it limits, what goes wrong in it, and what it has seen. */
export class EmulatorState {
  readonly apiToken: string;
  readonly clock: EmulatorClock;
  readonly store: ChatStore;
  readonly texts: TextService;
  readonly dedupHonoured: boolean;
  faults: FaultSource;
  gate: RateGate;
  #limits: Limits;
  #requests: LoggedRequest[] = [];
  #refusals = { user: 0, application: 0 };
  #suppressedDuplicates = 0;

  /** Throws when the data file is damaged. */
  constructor(options: EmulatorStateOptions) {
    this.apiToken = options.apiToken;
    this.clock = options.clock ?? systemClock;
    this.dedupHonoured = options.dedupHonoured ?? true;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.gate = new RateGate(this.#limits);
    this.faults = new FaultSource({ ...noFaults, ...options.faults });
    this.store = new ChatStore(options.dataFile ?? null);
    this.texts = new TextService(this.store, this.clock);
  }

  /** Oldest first. */
  messages(channelUrl: string): readonly EmulatorMessage[] {
    return this.store.messages(channelUrl);
  }

  /** Texts received, oldest first; all of them without `to`. */
  sms(to?: string): EmulatorSms[] {
    return this.store.sms(to);
  }

  /** Requests answered with 429 since the start or the last reset. */
  refusals(): { user: number; application: number; total: number } {
    return { ...this.#refusals, total: this.#refusals.user + this.#refusals.application };
  }

  /** Platform API requests in order of arrival. */
  requests(): readonly LoggedRequest[] {
    return this.#requests;
  }

  log(entry: LoggedRequest): LoggedRequest {
    if (this.#requests.length >= REQUEST_LOG_MAX) this.#requests.splice(0, REQUEST_LOG_MAX / 10);
    this.#requests.push(entry);
    return entry;
  }

  countRefusal(scope: "user" | "application"): void {
    this.#refusals[scope] += 1;
  }

  countSuppressedDuplicate(): void {
    this.#suppressedDuplicates += 1;
  }

  receiveSms(sms: { to: string; text: string }): void {
    this.texts.take({ ...sms, form: "SMS", customFields: {} });
  }

  /** Users and channels outside every limit, for demo data and load tests. What exists stays as it is. */
  provision(wanted: {
    users: { userId: string; nickname: string }[];
    channels: { channelUrl: string; name: string; userIds: string[] }[];
  }): void {
    const createdAtMs = Math.floor(this.clock.wallMs());
    for (const user of wanted.users) {
      if (!this.store.user(user.userId)) this.store.addUser({ ...user, createdAtMs });
    }
    for (const { channelUrl, name, userIds } of wanted.channels) {
      if (this.store.channel(channelUrl)) continue;
      this.store.addChannel({ channelUrl, name, memberIds: userIds, isDistinct: false, createdAtMs });
    }
  }

  /** Empties every bucket. */
  setLimits(limits: Partial<Limits>): void {
    this.#limits = { ...this.#limits, ...limits };
    this.gate = new RateGate(this.#limits);
  }

  /** Restarts the dice from the seed. */
  setFaults(faults: Partial<Faults>): void {
    this.faults = new FaultSource({ ...this.faults.settings(), ...faults });
  }

  /** Forgets counters and buckets (and the faults that wait for texts), keeps settings; with `data` also every user, channel, message and SMS. */
  reset(options: { data: boolean }): void {
    this.#requests = [];
    this.#refusals = { user: 0, application: 0 };
    this.#suppressedDuplicates = 0;
    this.setLimits({});
    this.setFaults({});
    this.texts.reset();
    if (options.data) this.store.clear();
  }

  stats() {
    return {
      ...this.store.counts(),
      texts: this.texts.stats(),
      requests: this.#requests.length,
      refusals: this.refusals(),
      suppressedDuplicates: this.#suppressedDuplicates,
      faults: { drawn: this.faults.counts(), settings: this.faults.settings() },
      limits: this.#limits,
      dedupHonoured: this.dedupHonoured,
    };
  }
}
