import { randomBytes } from "node:crypto";
import pg from "pg";
import { createDistributor, createTrade, type Trade } from "#e2e/database/factories.ts";
import { type OwnDatabase, startOwnDatabase } from "#e2e/delivery/own-database.ts";
import { superviseNode } from "../../scripts/lib/children.mjs";
import { freePort } from "../../scripts/lib/ports.mjs";
import { buildIfChanged } from "../../scripts/lib/products.mjs";
import { waitUntilReady } from "../../scripts/lib/stack.mjs";
import { logFileOf } from "./log-files.ts";
import { wholeOption } from "./options.ts";
import { fillPayments } from "./webhook-fill.ts";
import { type Load, LoadingBank } from "./webhook-load.ts";
import { prepareReference, runReference } from "./webhook-reference.ts";

const secret = `whsec_${randomBytes(24).toString("base64")}`;

/**
 * Deposits a second through the webhook, beside pgbench's fixed transaction on the same server with the same number of
 * clients; and the same with many payments in the tables. Runs of all kinds take turns, medians count.
 *
 *   --clients 8 --seconds 10 --rounds 3 --few 10000 --many 1000000 --steady 100
 */
export async function webhookBench(): Promise<Record<string, number>> {
  await buildIfChanged();
  const [clients, seconds] = [wholeOption("clients", 8), wholeOption("seconds", 10)];
  const database = await startOwnDatabase(logFileOf("postgres"));
  const webs: Web[] = [];
  try {
    await database.makeDurable(); // as in a real deployment: a commit waits for the disk
    await prepareReference(database);
    const few = await startWeb(await copyWith(database, "few", wholeOption("few", 10_000)), clients);
    webs.push(few);
    const many = await startWeb(await copyWith(database, "many", wholeOption("many", 1_000_000)), clients);
    webs.push(many);
    const runs = { by: "", reference: [] as number[], few: [] as Load[], many: [] as Load[] };
    await few.bank.flood(clients, 3); // warm
    await many.bank.flood(clients, 3);
    for (let round = 0; round < wholeOption("rounds", 3); round += 1) {
      const reference = await runReference(database.url, clients, seconds);
      runs.reference.push(reference.perSecond);
      runs.by = reference.by;
      runs.few.push(await few.bank.flood(clients, seconds));
      runs.many.push(await many.bank.flood(clients, seconds));
    }
    const steady = await few.bank.steady(wholeOption("steady", 100), 2 * seconds);
    return report(runs, steady);
  } finally {
    await Promise.all(webs.map((web) => web.stop()));
    await database.stop();
  }
}

function report(runs: { by: string; reference: number[]; few: Load[]; many: Load[] }, steady: Load) {
  const reference = median(runs.reference);
  const few = medianLoad(runs.few);
  const many = medianLoad(runs.many);
  console.table({
    [`fixed transaction, ${runs.by}`]: { perSecond: Math.round(reference) },
    "webhook, few payments": few,
    "webhook, many payments": many,
    "webhook, steady": steady,
  });
  return {
    perSecond: few.perSecond,
    ratioToReference: rounded(few.perSecond / reference),
    p50Ms: few.p50Ms,
    p99Ms: few.p99Ms,
    steadyP99Ms: steady.p99Ms,
    fewToMany: rounded(few.perSecond / many.perSecond),
  };
}

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const rounded = (value: number) => Number(value.toFixed(3));
const medianLoad = (loads: Load[]): Load => ({
  perSecond: median(loads.map(({ perSecond }) => perSecond)),
  p50Ms: median(loads.map(({ p50Ms }) => p50Ms)),
  p99Ms: median(loads.map(({ p99Ms }) => p99Ms)),
});

interface Market {
  url: string;
  trades: Trade[];
}

/** A database of its own on the same server, with 50 stores and so many payments. */
async function copyWith(database: OwnDatabase, name: string, payments: number): Promise<Market> {
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  await database.sql(`CREATE DATABASE ${name} TEMPLATE proof_template`);
  const pool = new pg.Pool({ connectionString: url.href, max: 2 });
  const own = { sql: async (text: string, params: unknown[] = []) => (await pool.query(text, params)).rows };
  const distributor = await createDistributor(own);
  const trades: Trade[] = [];
  for (let n = 0; n < 50; n += 1) trades.push(await createTrade(own, distributor));
  await fillPayments(own, trades, payments);
  await pool.end();
  return { url: url.href, trades };
}

interface Web {
  bank: LoadingBank;
  stop(): Promise<void>;
}

async function startWeb({ url, trades }: Market, clients: number): Promise<Web> {
  const port = await freePort();
  const { PATH = "", HOME = "" } = process.env;
  const web = superviseNode({
    name: "web",
    args: ["scripts/web.mjs"],
    env: {
      ...{ PATH, HOME, NODE_ENV: "production", DATABASE_URL: url, PORT: String(port) },
      ...{ APP_URL: `http://127.0.0.1:${port}`, AUTH_SECRET: randomBytes(32).toString("hex") },
      ...{ BANK_WEBHOOK_SECRETS: secret, LOG_LEVEL: "warn" },
    },
    writeLine: (line: string) => process.stderr.write(`web: ${line}\n`),
  });
  if (!(await waitUntilReady(port, { waitMs: 60_000 }))) {
    await web.stop();
    throw new Error("the web app does not start");
  }
  const bank = new LoadingBank(port, secret, trades, 2 * clients);
  const stop = async () => {
    bank.close();
    await web.stop();
  };
  return { bank, stop };
}
