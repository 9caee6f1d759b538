import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import * as repository from "./progress.repository.ts";

export type ProgressPhase = "READING" | "MATCHING" | "JUDGING" | "CHECKING" | "ISSUING" | "DONE";

/** Tells how far the work is. Never waits and never fails: nobody's bills depend on it. */
export type Report = (phase: ProgressPhase, done?: number, total?: number) => void;

export const silent: Report = () => undefined;

const MIN_INTERVAL_MS = 150;

/**
 * Runs work and tells of it under `key`, on a connection of its own, as the work's transaction shows nothing before it
 * ends. key null: nobody asks.
 */
export async function withProgress<T>(
  actor: DistributorActor,
  task: { key: string | null; kind: "STAGE" | "ISSUE"; fileName: string; importId: string | null },
  work: (report: Report) => Promise<T>,
  importIdOf: (result: T) => string,
): Promise<T> {
  const { key } = task;
  if (key === null) return work(silent);
  const isOwn = await repository.startProgress(db(), actor, { ...task, key }).catch(() => false);
  if (!isOwn) return work(silent); // another's key, or the second click of one issue
  const teller = new Teller(key);
  try {
    const result = await work(teller.report);
    await teller.end({ state: "DONE", importId: importIdOf(result), errorCode: null });
    return result;
  } catch (error) {
    const errorCode = error instanceof DomainError ? error.code : "INTERNAL";
    await teller.end({ state: "FAILED", importId: task.importId, errorCode });
    throw error;
  }
}

type News = { phase: ProgressPhase; done: number; total: number | null };

/** One write at a time, the newest news wins: a pool that is short of connections costs news, never the work. */
class Teller {
  readonly #key: string;
  #writing: Promise<void> | null = null;
  #writtenAt = 0;
  #phase: ProgressPhase | null = null;
  #next: News | null = null;

  constructor(key: string) {
    this.#key = key;
  }

  readonly report: Report = (phase, done = 0, total) => {
    const isSoon = phase === this.#phase && Date.now() - this.#writtenAt < MIN_INTERVAL_MS;
    if (isSoon) return;
    this.#next = { phase, done, total: total ?? null };
    this.#writing ??= this.#write();
  };

  async end(result: repository.ProgressEnd): Promise<void> {
    await this.#writing;
    await repository.endProgress(db(), this.#key, result).catch(() => undefined); // the work itself is done
  }

  async #write(): Promise<void> {
    while (this.#next) {
      const news = this.#next;
      this.#next = null;
      this.#phase = news.phase;
      this.#writtenAt = Date.now();
      await repository.updateProgress(db(), this.#key, news).catch(() => undefined); // the next one may succeed
    }
    this.#writing = null;
  }
}
