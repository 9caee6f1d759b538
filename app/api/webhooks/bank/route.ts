import { findBankProvider } from "#server/payments/bank-providers.ts";
import { maxWebhookBytes, receiveWebhook } from "#server/payments/receive-webhook.ts";
import { sourceAddressOf } from "#server/payments/webhook-source.ts";
import { readLimitedBytes } from "#server/platform/http.ts";
import { webLog } from "#server/trpc/context.ts";

/** Our own contract with banks: JSON, signed as in Standard Webhooks. */
export async function POST(request: Request): Promise<Response> {
  const log = webLog();
  const { headers } = request;
  try {
    const provider = findBankProvider("standard");
    if (!provider) return new Response(null, { status: 404 });
    const body = await readLimitedBytes(request.body, maxWebhookBytes);
    const sourceAddress = sourceAddressOf(headers);
    const { status, result } = await receiveWebhook(provider, { headers, body, sourceAddress }, new Date());
    log.info({ status, result, webhookId: headers.get("webhook-id") }, "bank notice");
    return Response.json({ result }, { status });
  } catch (error) {
    log.error({ err: error }, "bank notice not stored");
    return Response.json({ result: "unavailable" }, { status: 503, headers: { "retry-after": "5" } });
  }
}
