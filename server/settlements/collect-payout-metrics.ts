import { Gauge, type Registry } from "prom-client";
import { db } from "#server/platform/db.ts";
import { countUnpaid } from "./payout.repository.ts";

/** Payouts that wait for an operator. */
export async function collectPayoutMetrics(registry: Registry): Promise<void> {
  const payouts = new Gauge({
    name: "sunap_payouts_unpaid",
    help: "Payouts of closed settlements that are not paid, by state",
    labelNames: ["state"],
    registers: [registry],
  });
  const { pending, failed } = await countUnpaid(db());
  payouts.set({ state: "pending" }, pending);
  payouts.set({ state: "failed" }, failed);
}
