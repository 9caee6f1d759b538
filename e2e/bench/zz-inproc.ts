import { randomUUID } from "node:crypto";
import { createTrade, depositBody } from "#e2e/database/factories.ts";
import { startOwnDatabase } from "#e2e/delivery/own-database.ts";
import { logFileOf } from "./log-files.ts";
import { prepareReference, runReference } from "./webhook-reference.ts";
const database = await startOwnDatabase(logFileOf("pg-inproc"));
process.env.LOG_LEVEL = "warn"; process.env.APP_URL = "http://x.test"; process.env.AUTH_SECRET = "0".repeat(40);
try {
  await database.makeDurable();
  await prepareReference(database);
  const trades = []; const d = undefined;
  for (let i = 0; i < 10; i++) trades.push(await createTrade(database as never, d));
  const { receiveWebhook } = await import("#server/payments/receive-webhook.ts");
  const { standardProvider } = await import("#server/bank/standard-provider.ts");
  const { signedHeaders } = await import("#server/bank/webhook-signature.ts");
  const secret = `whsec_${Buffer.from("0123456789012345678901234567").toString("base64")}`;
  const p = standardProvider([secret]);
  const run = async (secs: number) => {
    const until = performance.now() + secs * 1000; let n = 0; const took: number[] = [];
    const cpu = process.cpuUsage(); 
    await Promise.all(Array.from({ length: 8 }, async () => { while (performance.now() < until) {
      const now = new Date(); const body = depositBody(trades[n % 10] as never, { amountWon: 1000n, tradedAt: now });
      const s = performance.now();
      await receiveWebhook(p, { headers: new Headers(signedHeaders(randomUUID(), now, body, secret)), body: Buffer.from(body), sourceAddress: null }, now);
      took.push(performance.now() - s); n++; } }));
    const used = process.cpuUsage(cpu); took.sort((a, b) => a - b);
    return { perSecond: Math.round(n / secs), nodeCpuMsEach: ((used.user + used.system) / 1000 / n).toFixed(2), p50: took[took.length >> 1]?.toFixed(1) };
  };
  await run(2);
  const waits: Record<string, number> = {};
  const timer = setInterval(async () => { for (const r of await database.sql<{k: string}>("SELECT coalesce(wait_event_type||':'||wait_event,'cpu')||' '||left(regexp_replace(query,'\\s+',' ','g'),60) AS k FROM pg_stat_activity WHERE state<>'idle' AND pid<>pg_backend_pid() AND backend_type='client backend'")) waits[r.k]=(waits[r.k]??0)+1; }, 20);
  for (let i = 0; i < 2; i++) { console.log("ref", runReference(database.url, 8, 4)); console.log(await run(4)); }
clearInterval(timer); console.log(Object.entries(waits).sort((a,b)=>b[1]-a[1]).slice(0,25));
} finally { await database.stop(); }
