import { Gauge, Registry } from "prom-client";
import { db } from "./db.ts";

/** Adds what one part of the product has to tell. */
export type MetricSource = (registry: Registry) => Promise<void>;

/**
 * What an operator's Prometheus reads: figures of the whole installation, taken from the database at the moment of the
 * scrape, so that it does not matter which process answers. No label has more values than the product has names for.
 */
export async function collectMetrics(
  sources: MetricSource[],
): Promise<{ contentType: string; body: string }> {
  const registry = new Registry();
  await Promise.all([collectDepositMetrics, ...sources].map((collect) => collect(registry)));
  return { contentType: registry.contentType, body: await registry.metrics() };
}

async function collectDepositMetrics(registry: Registry): Promise<void> {
  const needHand = new Gauge({
    name: "sunap_deposits_needing_a_hand",
    help: "Unmatched deposits and notices kept aside",
    labelNames: ["kind"],
    registers: [registry],
  });
  const [figures] = await db().$queryRaw<{ unmatched: number; held: number }[]>`
    SELECT (SELECT count(*)::int FROM held_notice WHERE resolution IS NULL) AS held,
           (SELECT count(*)::int FROM unmatched_deposit) AS unmatched`;
  needHand.set({ kind: "unmatched" }, figures?.unmatched ?? 0);
  needHand.set({ kind: "held" }, figures?.held ?? 0);
}
