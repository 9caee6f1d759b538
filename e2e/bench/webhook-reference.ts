import { spawnSync } from "node:child_process";
import path from "node:path";
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

/** Transactions a second of the reference. Needs pgbench (Debian: postgresql-contrib). */
export function runReference(url: string, clients: number, seconds: number): number {
  const { hostname, port, username, password, pathname } = new URL(url);
  const { status, stdout, stderr, error } = spawnSync(
    "pgbench",
    [
      ...["-n", "-M", "prepared", "-f", script, "-c", String(clients), "-j", "2", "-T", String(seconds)],
      ...["-h", hostname, "-p", port, "-U", username, pathname.slice(1)],
    ],
    { env: { PATH: process.env.PATH, PGPASSWORD: decodeURIComponent(password) }, encoding: "utf8" },
  );
  if (error || status !== 0) throw new Error(`pgbench failed: ${error?.message ?? stderr}`);
  const rate = /tps = ([0-9.]+)/.exec(stdout)?.[1];
  if (rate === undefined) throw new Error(`pgbench said: ${stdout}`);
  return Number(rate);
}
