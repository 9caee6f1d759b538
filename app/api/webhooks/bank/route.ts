import { maxWebhookBytes, receiveWebhook } from "#server/payments/receive-webhook.ts";
import { webEnv } from "#server/platform/env.ts";
import { readLimitedBytes } from "#server/platform/http.ts";
import { webLog } from "#server/trpc/context.ts";

export async function POST(request: Request): Promise<Response> {
  const log = webLog();
  try {
    const body = await readLimitedBytes(request.body, maxWebhookBytes);
    if (body === null) {
      log.warn({ result: "too-large" }, "bank notice refused");
      return Response.json({ result: "too-large" }, { status: 413 });
    }
    const secrets = webEnv().BANK_WEBHOOK_SECRETS;
    const { status, result } = await receiveWebhook({ headers: request.headers, body }, secrets, new Date());
    log.info({ status, result, webhookId: request.headers.get("webhook-id") }, "bank notice");
    return Response.json({ result }, { status });
  } catch (error) {
    log.error({ err: error }, "bank notice not stored");
    return Response.json({ result: "unavailable" }, { status: 503, headers: { "retry-after": "5" } });
  }
}
