import { randomUUID } from "node:crypto";
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { depositBody } from "#e2e/database/factories.ts";
import { signedHeaders } from "#server/bank/webhook-signature.ts";

export interface Load {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

type Account = { bankCode: string; accountNumber: string };

/** A bank that posts deposits over connections that it keeps. */
export class LoadingBank {
  #agent: http.Agent;
  readonly #connections: number;
  readonly #port: number;
  readonly #secret: string;
  readonly #accounts: Account[];
  #count = 0;

  constructor(port: number, secret: string, accounts: Account[], connections: number) {
    this.#connections = connections;
    this.#agent = this.#freshAgent();
    this.#port = port;
    this.#secret = secret;
    this.#accounts = accounts;
  }

  /** As fast as so many clients get their answers. */
  async flood(clients: number, seconds: number): Promise<Load> {
    this.#agent = this.#freshAgent();
    const tookMs: number[] = [];
    const startedAt = performance.now();
    const until = startedAt + seconds * 1000;
    const client = async () => {
      while (performance.now() < until) tookMs.push(await this.#post());
    };
    await Promise.all(Array.from({ length: clients }, client));
    return summary(tookMs, performance.now() - startedAt);
  }

  /** At a steady rate, whether answers come or not; a late answer is counted from when it was due. */
  async steady(perSecond: number, seconds: number): Promise<Load> {
    this.#agent = this.#freshAgent();
    const startedAt = performance.now();
    const posts: Promise<number>[] = [];
    for (let n = 0; n < perSecond * seconds; n += 1) {
      const dueAt = startedAt + (n * 1000) / perSecond;
      const waitMs = dueAt - performance.now();
      if (waitMs > 0) await sleep(waitMs);
      posts.push(this.#post().then(() => performance.now() - dueAt));
    }
    return summary(await Promise.all(posts), performance.now() - startedAt);
  }

  /** The server has hung up on connections that were idle while others had their turn. */
  #freshAgent(): http.Agent {
    this.#agent?.destroy();
    return new http.Agent({ keepAlive: true, maxSockets: this.#connections });
  }

  close(): void {
    this.#agent.destroy();
  }

  /** Milliseconds until 200. */
  #post(): Promise<number> {
    const account = this.#accounts[this.#count % this.#accounts.length];
    this.#count += 1;
    if (!account) throw new Error("nobody to pay to");
    const now = new Date();
    const body = depositBody(account, { amountWon: 1_000n, tradedAt: now });
    const headers = {
      ...signedHeaders(`msg_${randomUUID()}`, now, body, this.#secret),
      "content-length": Buffer.byteLength(body),
    };
    const sentAt = performance.now();
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const request = http.request(
      { port: this.#port, path: "/api/webhooks/bank", method: "POST", agent: this.#agent, headers },
      (response) => {
        response.resume().once("end", () => {
          if (response.statusCode === 200) resolve(performance.now() - sentAt);
          else reject(new Error(`the webhook answered ${response.statusCode}`));
        });
      },
    );
    request.once("error", reject).end(body);
    return promise;
  }
}

function summary(tookMs: number[], inMs: number): Load {
  const sorted = tookMs.toSorted((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1));
  return { perSecond: Math.round((sorted.length * 1000) / inMs), p50Ms: at(0.5), p99Ms: at(0.99) };
}
