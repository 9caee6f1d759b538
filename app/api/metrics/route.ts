import { createHash, timingSafeEqual } from "node:crypto";
import { collectIntegrityMetrics } from "#server/audit/integrity/collect-integrity-metrics.ts";
import { collectDeliveryMetrics } from "#server/notifications/collect-delivery-metrics.ts";
import { env } from "#server/platform/env.ts";
import { collectMetrics } from "#server/platform/metrics.ts";
import { collectPayoutMetrics } from "#server/settlements/collect-payout-metrics.ts";

/** Not public: `Authorization: Bearer METRICS_TOKEN`; without that variable there are no metrics. */
export async function GET(request: Request): Promise<Response> {
  const token = env().METRICS_TOKEN;
  const given = request.headers.get("authorization") ?? "";
  if (!token || !equal(given, `Bearer ${token}`)) return new Response("not found", { status: 404 });
  const { contentType, body } = await collectMetrics([
    collectIntegrityMetrics,
    collectPayoutMetrics,
    collectDeliveryMetrics,
  ]);
  return new Response(body, { headers: { "content-type": contentType, "cache-control": "no-store" } });
}

function equal(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
