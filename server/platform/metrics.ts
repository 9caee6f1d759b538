import { Gauge, Registry } from "prom-client";
import { db } from "./db.ts";

/**
 * What an operator's Prometheus reads: figures of the whole installation, taken from the database at the moment of the
 * scrape, so that it does not matter which process answers.
 */
export async function collectMetrics(): Promise<{ contentType: string; body: string }> {
  const registry = new Registry();
  const notifications = new Gauge({
    name: "sunap_notifications",
    help: "Messages that have not reached their end, and failed ones, by state and kind",
    labelNames: ["state", "kind"],
    registers: [registry],
  });
  const oldest = new Gauge({
    name: "sunap_notification_oldest_waiting_seconds",
    help: "Age of the oldest message that waits to be sent",
    registers: [registry],
  });
  const needHand = new Gauge({
    name: "sunap_deposits_needing_a_hand",
    help: "Unmatched deposits and notices kept aside",
    labelNames: ["kind"],
    registers: [registry],
  });
  const [states, [figures]] = await Promise.all([
    db().$queryRaw<{ state: string; kind: string; count: number }[]>`
      SELECT state::text AS state, kind::text AS kind, count(*)::int AS count
      FROM notification WHERE state IN ('QUEUED', 'SENDING', 'RETRYING', 'FAILED') GROUP BY 1, 2`,
    db().$queryRaw<{ oldestSeconds: number; unmatched: number; held: number }[]>`
      SELECT coalesce((SELECT extract(epoch FROM clock_timestamp() - min(queued_at)) FROM notification
                       WHERE state IN ('QUEUED', 'RETRYING')), 0)::float8 AS "oldestSeconds",
             (SELECT count(*)::int FROM held_notice WHERE resolution IS NULL) AS held,
             (SELECT count(*)::int FROM unmatched_deposit) AS unmatched`,
  ]);
  for (const { state, kind, count } of states) notifications.set({ state, kind }, count);
  oldest.set(figures?.oldestSeconds ?? 0);
  needHand.set({ kind: "unmatched" }, figures?.unmatched ?? 0);
  needHand.set({ kind: "held" }, figures?.held ?? 0);
  return { contentType: registry.contentType, body: await registry.metrics() };
}
