import { spawnSync } from "node:child_process";
import path from "node:path";
import pg from "pg";
import type { Sql } from "#e2e/delivery/market.ts";

const script = path.join(import.meta.dirname, "webhook-reference.sql");

/** The tables of webhook-reference.sql. */
export async function prepareReference({ sql }: Sql): Promise<void> {
  await sql(`
    CREATE TABLE bench_account (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number bigint NOT NULL UNIQUE);
    CREATE TABLE bench_terms (account_id bigint PRIMARY KEY REFERENCES bench_account, fee_won bigint NOT NULL);
    CREATE TABLE bench_deposit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      account_id bigint NOT NULL REFERENCES bench_account, amount_won bigint NOT NULL, body text NOT NULL,
      received_at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE bench_payment (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      deposit_id bigint NOT NULL UNIQUE REFERENCES bench_deposit, account_id bigint NOT NULL, amount_won bigint NOT NULL);
    CREATE INDEX bench_payment_account_idx ON bench_payment (account_id, id DESC);
    CREATE TABLE bench_item (payment_id bigint PRIMARY KEY REFERENCES bench_payment, amount_won bigint NOT NULL);
    CREATE TABLE bench_message (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      payment_id bigint NOT NULL REFERENCES bench_payment, text text NOT NULL);
    INSERT INTO bench_account (number) SELECT generate_series(1, 1000);
    INSERT INTO bench_terms SELECT id, 300 FROM bench_account`);
}

/**
 * Transactions a second of the reference: by pgbench (Debian: postgresql-contrib), or where there is none by the same
 * statements over the driver, which flatters the product. `by` says which.
 */
export async function runReference(
  url: string,
  clients: number,
  seconds: number,
): Promise<{ perSecond: number; by: "pgbench" | "driver" }> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const { status, stdout, stderr, error } = spawnSync(
    "pgbench",
    [
      ...["-n", "-M", "prepared", "-f", script, "-c", String(clients), "-j", "2", "-T", String(seconds)],
      ...["-h", hostname, "-p", port, "-U", username, pathname.slice(1)],
    ],
    { env: { ...process.env, PGPASSWORD: decodeURIComponent(password) }, encoding: "utf8" },
  );
  if (error && "code" in error && error.code === "ENOENT")
    return { perSecond: await driverLoop(url, clients, seconds), by: "driver" };
  if (error || status !== 0) throw new Error(`pgbench failed: ${error?.message ?? stderr}`);
  const rate = /tps = ([0-9.]+)/.exec(stdout)?.[1];
  if (rate === undefined) throw new Error(`pgbench said: ${stdout}`);
  return { perSecond: Number(rate), by: "pgbench" };
}

/** The script's statements, each client on its connection. */
async function driverLoop(url: string, clients: number, seconds: number): Promise<number> {
  let count = 0;
  const until = performance.now() + seconds * 1000;
  const client = async () => {
    const connection = new pg.Client({ connectionString: url });
    await connection.connect();
    const one = async (text: string, values: unknown[]) =>
      (await connection.query<{ id: string }>(text, values)).rows[0]?.id;
    while (performance.now() < until) {
      const won = 1 + Math.floor(Math.random() * 1_000_000);
      await connection.query("BEGIN");
      const owner = await one("SELECT id FROM bench_account WHERE number = $1", [1 + (won % 1000)]);
      const deposit = await one(
        "INSERT INTO bench_deposit (account_id, amount_won, body) VALUES ($1, $2, repeat('x', 400)) RETURNING id",
        [owner, won],
      );
      await one("SELECT count(*) AS id FROM bench_terms WHERE account_id = $1", [owner]);
      const payment = await one(
        "INSERT INTO bench_payment (deposit_id, account_id, amount_won) VALUES ($1, $2, $3) RETURNING id",
        [deposit, owner, won],
      );
      await connection.query("INSERT INTO bench_item (payment_id, amount_won) VALUES ($1, $2)", [
        payment,
        won,
      ]);
      await connection.query("INSERT INTO bench_message (payment_id, text) VALUES ($1, repeat('y', 100))", [
        payment,
      ]);
      await connection.query(
        "INSERT INTO pgboss.job (name, data, priority) VALUES ('notification', '{}', 1)",
      );
      await connection.query("COMMIT");
      count += 1;
    }
    await connection.end();
  };
  await Promise.all(Array.from({ length: clients }, client));
  return count / seconds;
}
