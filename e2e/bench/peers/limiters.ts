import Bottleneck from "bottleneck";
import pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";

/** Returns when one more message may leave. */
export type Acquire = () => Promise<void>;

export interface PeerLimit {
  databaseUrl: string;
  /** Messages a second, of all processes together. */
  rate: number;
}

export const peerKinds = ["rate-limiter-flexible", "bottleneck", "nothing", "bucket4j's algorithm"] as const;
export type PeerKind = (typeof peerKinds)[number];

/** What one would write instead of a limit of one's own. */
export const limiters: Record<PeerKind, (limit: PeerLimit) => Promise<Acquire>> = {
  "rate-limiter-flexible": rateLimiterFlexible,
  bottleneck,
  nothing: async () => async () => undefined,
  "bucket4j's algorithm": tokenBucketRow,
};

const key = "chat";
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Fixed windows that begin with the first request, counted in Postgres on the client's clock. */
async function rateLimiterFlexible({ databaseUrl, rate }: PeerLimit): Promise<Acquire> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  const limiter = await openRateLimiterFlexible(pool, rate);
  return async () => {
    for (;;) {
      try {
        await limiter.consume(key);
        return;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        await sleep(refusal.msBeforeNext);
      }
    }
  };
}

/** Makes its table when it is missing. */
export function openRateLimiterFlexible(storeClient: pg.Pool, points: number): Promise<RateLimiterPostgres> {
  return new Promise((resolve, reject) => {
    const created: RateLimiterPostgres = new RateLimiterPostgres(
      { storeClient, tableName: "rate_limiter_flexible", points, duration: 1 },
      (error) => (error ? reject(error) : resolve(created)),
    );
  });
}

/** Spaces the messages of its own process; it knows of no other one. */
async function bottleneck({ rate }: PeerLimit): Promise<Acquire> {
  const limiter = new Bottleneck({ minTime: Math.ceil(1000 / rate) });
  return () => limiter.schedule(async () => undefined);
}

/**
 * The token bucket as bucket4j keeps it in Postgres: a state row under SELECT … FOR UPDATE, refilled greedily by the
 * client's clock, holding at most one second's tokens; who finds none takes one in advance and sleeps until it is there
 * (asBlocking().consume). Source: Bucket4j Reference, "Distributed usage scenarios" (PostgreSQL) and "BlockingBucket".
 */
async function tokenBucketRow({ databaseUrl, rate }: PeerLimit): Promise<Acquire> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  return async () => sleep(await takeToken(pool, rate));
}

/** Milliseconds until the token that was taken is there. */
async function takeToken(pool: pg.Pool, rate: number): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<{ tokens: number; refilledAtMs: number }>(
      `SELECT tokens, refilled_at_ms AS "refilledAtMs" FROM peer_token_bucket WHERE key = $1 FOR UPDATE`,
      [key],
    );
    const nowMs = Date.now();
    const state = rows[0] ?? { tokens: rate, refilledAtMs: nowMs };
    const sinceMs = Math.max(0, nowMs - state.refilledAtMs);
    const tokens = Math.min(rate, state.tokens + (sinceMs * rate) / 1000) - 1;
    await client.query("UPDATE peer_token_bucket SET tokens = $2, refilled_at_ms = $3 WHERE key = $1", [
      key,
      tokens,
      state.refilledAtMs + sinceMs,
    ]);
    await client.query("COMMIT");
    return tokens >= 0 ? 0 : (-tokens * 1000) / rate;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

/** Tables that the processes share, made before they start. */
export async function preparePeerTables(databaseUrl: string, rate: number): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  try {
    await openRateLimiterFlexible(pool, rate);
    await pool.query(`
      CREATE TABLE peer_token_bucket (
        key text PRIMARY KEY, tokens double precision NOT NULL, refilled_at_ms double precision NOT NULL)`);
    await pool.query("INSERT INTO peer_token_bucket VALUES ($1, $2, $3)", [key, rate, Date.now()]);
  } finally {
    await pool.end();
  }
}
