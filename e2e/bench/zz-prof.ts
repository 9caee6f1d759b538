import { startOwnDatabase } from "#e2e/delivery/own-database.ts";
import { openBulkMarket } from "#e2e/bench/bulk-issue-market.ts";
import { createBaseline } from "#e2e/bench/bulk-issue-baseline.ts";
const stores = Number(process.argv[2] ?? 20000);
const database = await startOwnDatabase("/tmp/prof/pg.log");
try {
  const market = await openBulkMarket(database, stores);
  const base = await createBaseline(database, market.distributorId);
  await database.sql('ALTER DATABASE proof SET log_min_duration_statement = 100');
  for (let i = 0; i < 2; i++) console.log("copy ms", await base.copyMs());
  const { stageImport } = await import("#server/imports/stage-import.ts");
  const { issueImport } = await import("#server/imports/issue-import.ts");
  const { getPreview } = await import("#server/imports/get-preview.ts");
  const { db } = await import("#server/platform/db.ts");
  if (process.argv[3]) { const anyDb = db() as any; }
  for (const month of [10, 11]) {
    const bytes = market.file(month);
    let t = performance.now();
    const { importId } = await stageImport(market.clerk, { fileName: "a.csv", bytes });
    console.log("stage ms", Math.round(performance.now() - t));
    const p = await getPreview(market.clerk, importId);
    console.log(p.totals);
    t = performance.now();
    await issueImport(market.clerk, { importId, version: p.version, expectedCount: p.totals.toBillCount, expectedTotalWon: p.totals.toBillWon, idempotencyKey: crypto.randomUUID() });
    console.log("issue ms", Math.round(performance.now() - t));
  }
  const rows = await database.sql("SELECT left(query, 110) q, calls, round(total_exec_time) ms FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT 22").catch(() => []);
  console.table(rows);
  await base.close();
} finally { await database.stop(); }
