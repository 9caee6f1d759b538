import { setTimeout as sleep } from "node:timers/promises";
import { bareEnvironment, type StartedProcess, startScript } from "./child-process.ts";
import { emulatorToken } from "./emulator-process.ts";

export interface WorkerSettings {
  databaseUrl: string;
  /** For LISTEN; the same as `databaseUrl` unless that is a pooler. */
  directUrl?: string;
  emulatorUrl: string;
  pacing: "strict" | "gcra";
  /** Messages a second, of all workers together and of one sender. */
  rate: number;
  /** In `gcra` only. */
  burst?: number;
  jitterMs: number;
}

/** The environment of `npm run worker`, and of the operations that queue messages. */
export function workerEnvironment(settings: WorkerSettings): Record<string, string> {
  const { rate, burst = 1 } = settings;
  return {
    ...bareEnvironment(),
    DATABASE_URL: settings.databaseUrl,
    ...(settings.directUrl ? { DATABASE_DIRECT_URL: settings.directUrl } : {}),
    APP_URL: "http://sunap.test",
    AUTH_SECRET: "a secret of the proofs, known to everyone",
    SENDBIRD_API_URL: settings.emulatorUrl,
    SENDBIRD_API_TOKEN: emulatorToken,
    SENDBIRD_PACING: settings.pacing,
    SENDBIRD_JITTER_MS: String(settings.jitterMs),
    SENDBIRD_APP_RATE: String(rate),
    SENDBIRD_USER_RATE: String(rate),
    SENDBIRD_APP_BURST: String(burst),
    SENDBIRD_USER_BURST: String(burst),
    LOG_LEVEL: "info",
  };
}

/** Node options that let a process's wall clock be wrong by this much; its monotonic clock stays right. */
export function skewedClock(skewMs: number): Record<string, string> {
  return {
    NODE_OPTIONS: `--import=${new URL("skew-clock.ts", import.meta.url).href}`,
    CLOCK_SKEW_MS: String(skewMs),
  };
}

interface Place {
  process: StartedProcess;
  /** It takes work, and nobody has killed it. */
  isReady: boolean;
  wasReady: boolean;
}

const pauseAfterFailedStartMs = 500;

/** Worker processes over one database; one that dies is started again at once, as a supervisor would. */
export class WorkerFleet {
  readonly #places: Place[] = [];
  readonly #environments: Record<string, string>[];
  readonly #logFile: string;
  #stopping = false;

  private constructor(environments: Record<string, string>[], logFile: string) {
    this.#environments = environments;
    this.#logFile = logFile;
  }

  /** One worker for each environment; returns when all of them take work. */
  static async start(environments: Record<string, string>[], logFile: string): Promise<WorkerFleet> {
    const fleet = new WorkerFleet(environments, logFile);
    for (const place of environments.keys()) fleet.#start(place);
    try {
      await Promise.all(fleet.#places.map((place) => place.process.ready));
    } catch (error) {
      await fleet.stop();
      throw error;
    }
    return fleet;
  }

  #start(place: number): void {
    const process = startScript({
      args: ["jobs/worker.ts"],
      env: this.#environments[place] ?? {},
      logFile: this.#logFile,
      isReady: (line) => line.includes('"msg":"worker ready"'),
    });
    const current = { process, isReady: false, wasReady: false };
    this.#places[place] = current;
    process.ready.then(
      () => {
        current.isReady = true;
        current.wasReady = true;
      },
      () => undefined,
    );
    process.ended.then(async () => {
      if (!current.wasReady) await sleep(pauseAfterFailedStartMs);
      if (!this.#stopping) this.#start(place);
    });
  }

  /** SIGKILL for one worker that is at work; false when all of them are still starting. `random` is in [0, 1). */
  async killOne(random: number): Promise<boolean> {
    const atWork = this.#places.filter((place) => place.isReady);
    const victim = atWork[Math.floor(random * atWork.length)];
    if (!victim) return false;
    victim.isReady = false;
    victim.process.kill("SIGKILL");
    await victim.process.ended;
    return true;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const processes = this.#places.map((place) => place.process);
    for (const process of processes) process.kill("SIGTERM");
    const late = setTimeout(() => {
      for (const process of processes) process.kill("SIGKILL");
    }, 15_000);
    await Promise.all(processes.map((process) => process.ended));
    clearTimeout(late);
  }
}
