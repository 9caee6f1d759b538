import { setTimeout as pause } from "node:timers/promises";
import { percentile } from "#e2e/delivery/order-waits.ts";
import { type OwnDatabase, startOwnDatabase } from "#e2e/delivery/own-database.ts";
import { buildIfChanged } from "../../scripts/lib/products.mjs";
import { createBaseline } from "./bulk-issue-baseline.ts";
import { type BulkMarket, openBulkMarket } from "./bulk-issue-market.ts";
import { freePort } from "./bulk-issue-port.ts";
import { startWeb, type Web } from "./bulk-issue-web.ts";
import { logFileOf } from "./log-files.ts";
import { wholeOption } from "./options.ts";

const password = "bulk-issue-2026";
const pagesAsked = 40;

/**
 * A month's billing of very many stores, each with an active bill to expire, through the web app as it is deployed:
 * upload to preview, click to commit. As ratios of COPY of the same bill rows; what it costs everyone else meanwhile.
 *
 * --stores 100000, --rounds 3
 */
export async function bulkIssue(): Promise<Record<string, number>> {
  await buildIfChanged();
  const database = await startOwnDatabase(logFileOf("postgres"));
  try {
    return await measure(database);
  } finally {
    await database.stop();
  }
}

interface Round {
  copyMs: number;
  stagingMs: number;
  issueMs: number;
  peakMb: number;
  otherP95Ms: number;
}

async function measure(database: OwnDatabase): Promise<Record<string, number>> {
  const stores = wholeOption("stores", 100_000);
  const small = await openBulkMarket(database, Math.min(100, stores), "S");
  const market = await openBulkMarket(database, stores, "L");
  const webs = {
    small: await startWeb(database.url, await clerkOf(small, "small"), await freePort()),
    large: await startWeb(database.url, await clerkOf(market, "large"), await freePort()),
  };
  try {
    const idleMb = await settledMb(webs.large);
    const other = () => webs.large.query("tradeRelationship.list", { limit: 20 });
    const idleP95Ms = (await webs.large.watch(other, () => pause(3_000))).otherP95Ms;
    const rounds: Round[] = [];
    for (let round = 0; round < wholeOption("rounds", 3); round += 1) {
      rounds.push(await oneRound(database, market, webs.large, other, round));
      console.table(rounds.map(rounded));
    }
    const pages = await measurePages(webs, { small, large: market });
    return {
      ...summary(rounds, idleMb, idleP95Ms),
      ...pages,
      createMany: await createManyRatio(database, market),
    };
  } finally {
    await webs.small.stop();
    await webs.large.stop();
  }
}

async function clerkOf(market: BulkMarket, name: string): Promise<{ email: string; password: string }> {
  const { createStaff } = await import("#server/identity/create-staff.ts");
  const email = `${name}@bulk.example`;
  const { distributorId } = market;
  await createStaff(null, { email, password, name: "정다은", role: "DISTRIBUTOR", distributorId });
  return { email, password };
}

async function oneRound(
  database: OwnDatabase,
  market: BulkMarket,
  web: Web,
  other: () => Promise<unknown>,
  round: number,
): Promise<Round> {
  const baseline = await createBaseline(database, market.distributorId);
  const copyMs = await baseline.copyMs();
  await baseline.close();
  const bytes = market.file(10 + round);
  const staging = await web.watch(other, () => uploadAndLook(web, bytes, `${round}.csv`));
  const { importId, version, totals } = staging.result;
  const issue = await web.watch(other, () =>
    web.mutate("billImport.issue", {
      importId,
      version,
      expectedCount: totals.toBillCount,
      expectedTotalWon: totals.toBillWon,
      idempotencyKey: crypto.randomUUID(),
    }),
  );
  await database.sql("CHECKPOINT");
  return {
    copyMs,
    stagingMs: staging.tookMs,
    issueMs: issue.tookMs,
    peakMb: Math.max(staging.peakMb, issue.peakMb),
    otherP95Ms: Math.max(staging.otherP95Ms, issue.otherP95Ms),
  };
}

/** Prisma's createMany of the bills alone; last, as its bills stay in the table. */
async function createManyRatio(database: OwnDatabase, market: BulkMarket): Promise<number> {
  const baseline = await createBaseline(database, market.distributorId);
  const copyMs = await baseline.copyMs();
  const createManyMs = await baseline.createManyMs();
  await baseline.close();
  return Number((createManyMs / copyMs).toFixed(2));
}

interface Preview {
  importId: string;
  version: number;
  totals: { toBillCount: number; toBillWon: bigint; errorCount: number };
}

/** From the first byte of the file until the preview's first page is there. */
async function uploadAndLook(web: Web, bytes: Buffer, fileName: string): Promise<Preview> {
  const { importId } = await web.upload({ fileName, bytes });
  const [preview] = await Promise.all([
    web.query<Preview>("billImport.get", { importId }),
    web.query("billImport.rows", { importId }),
  ]);
  if (preview.totals.errorCount > 0) throw new Error("the file was not understood");
  return preview;
}

/** The p95 of a page of the preview and of the bill list, with many rows and with few. */
async function measurePages(
  webs: Record<"small" | "large", Web>,
  markets: Record<"small" | "large", BulkMarket>,
): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const size of ["small", "large"] as const) {
    const web = webs[size];
    const { importId } = await uploadAndLook(web, markets[size].file(20), "pages.csv");
    figures[`${size}PreviewP95Ms`] = await p95Of(async () => {
      await Promise.all([
        web.query("billImport.get", { importId }),
        web.query("billImport.rows", { importId, cursor: 50 }),
      ]);
    });
    figures[`${size}BillListP95Ms`] = await p95Of(() => web.query("bill.list", { limit: 50 }));
  }
  return Object.fromEntries(Object.entries(figures).map(([name, ms]) => [name, Math.round(ms)]));
}

async function p95Of(ask: () => Promise<unknown>): Promise<number> {
  await ask(); // the first one plans its statements
  const waits: number[] = [];
  for (let n = 0; n < pagesAsked; n += 1) {
    const askedAt = performance.now();
    await ask();
    waits.push(performance.now() - askedAt);
  }
  return percentile(waits, 0.95);
}

/** After the first requests, when what they needed has been loaded. */
async function settledMb(web: Web): Promise<number> {
  for (let n = 0; n < 20; n += 1) await web.query("bill.list", {});
  await pause(2_000);
  return web.memoryMb();
}

function summary(rounds: Round[], idleMb: number, idleP95Ms: number): Record<string, number> {
  const median = (pick: (round: Round) => number) => percentile(rounds.map(pick), 0.5);
  const ratio = (pick: (round: Round) => number) =>
    Number(
      percentile(
        rounds.map((round) => pick(round) / round.copyMs),
        0.5,
      ).toFixed(2),
    );
  return {
    copyMs: Math.round(median((round) => round.copyMs)),
    staging: ratio((round) => round.stagingMs),
    issue: ratio((round) => round.issueMs),
    memoryAboveIdleMb: Math.round(Math.max(...rounds.map((round) => round.peakMb)) - idleMb),
    idleP95Ms: Math.round(idleP95Ms),
    otherP95Ms: Math.round(median((round) => round.otherP95Ms)),
  };
}

function rounded(round: Round): Record<string, number> {
  return Object.fromEntries(Object.entries(round).map(([name, value]) => [name, Math.round(value)]));
}
