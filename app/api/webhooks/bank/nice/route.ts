import { findBankProvider } from "#server/payments/bank-providers.ts";
import { maxWebhookBytes, receiveWebhook } from "#server/payments/receive-webhook.ts";
import { sourceAddressOf } from "#server/payments/webhook-source.ts";
import { readLimitedBytes } from "#server/platform/http.ts";
import { webLog } from "#server/trpc/context.ts";

/**
 * Forms of a payment agent of the NICE kind. It takes "OK" for "stored", and repeats after anything else. Not there at
 * all until BANK_NICE_SOURCES says from where it posts.
 */
export async function POST(request: Request): Promise<Response> {
  const log = webLog();
  const { headers } = request;
  try {
    const provider = findBankProvider("nice");
    if (!provider) return new Response(null, { status: 404 });
    const body = await readLimitedBytes(request.body, maxWebhookBytes);
    const sourceAddress = sourceAddressOf(headers);
    const { status, result } = await receiveWebhook(provider, { headers, body, sourceAddress }, new Date());
    log.info({ status, result, sourceAddress }, "agent's notice");
    return plain(status === 200 ? "OK" : "FAIL", status);
  } catch (error) {
    log.error({ err: error }, "agent's notice not stored");
    return plain("FAIL", 503);
  }
}

function plain(text: string, status: number): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}
