import pg from "pg";
import type { Logger } from "pino";
import { notificationWakeUp } from "#server/platform/queue.ts";

const reconnectMs = 2_000;

/**
 * Wakes loops as soon as a message is queued, by LISTEN on a direct connection (a transaction pooler would swallow it).
 * Losing the connection loses nothing: the loops poll as well, only later.
 */
export class WakeUp {
  readonly #connectionString: string;
  readonly #log: Logger;
  readonly #waiting = new Set<() => void>();
  #client: pg.Client | null = null;
  #stopped = false;
  #calls = 0;

  constructor(connectionString: string, log: Logger) {
    this.#connectionString = connectionString;
    this.#log = log;
  }

  /** How often an idle loop should look by itself: seldom while LISTEN works, which is what wakes it then. */
  get pollMs(): number {
    return this.#client ? 10_000 : 2_000;
  }

  async start(): Promise<void> {
    if (this.#stopped) return;
    const client = new pg.Client({
      connectionString: this.#connectionString,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    let isOver = false;
    const over = (error: unknown) => {
      if (isOver) return; // an attempt that fails says so more than once
      isOver = true;
      if (this.#client === client) this.#client = null;
      if (this.#stopped) return;
      this.#log.warn({ err: error }, "no LISTEN connection; polling meanwhile");
      client.end().catch(() => undefined);
      setTimeout(() => void this.start(), reconnectMs).unref();
    };
    client.on("error", over);
    client.on("end", () => over(null));
    client.on("notification", () => this.wakeAll());
    try {
      await client.connect();
      await client.query(`LISTEN ${notificationWakeUp}`);
      this.#client = client;
      this.wakeAll(); // something may have been queued while nobody listened
    } catch (error) {
      over(error);
    }
  }

  /** How often it has called so far: for noticing a call that came between looking and waiting. */
  get calls(): number {
    return this.#calls;
  }

  wakeAll(): void {
    this.#calls += 1;
    for (const wake of this.#waiting) wake();
  }

  /** Returns on the first wake-up after `sinceCalls`, after `timeoutMs`, or when the signal fires. */
  wait(timeoutMs: number, signal: AbortSignal, sinceCalls = this.#calls): Promise<void> {
    if (signal.aborted || timeoutMs <= 0 || this.#calls > sinceCalls) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", wake);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      signal.addEventListener("abort", wake);
      this.#waiting.add(wake);
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end();
  }
}
