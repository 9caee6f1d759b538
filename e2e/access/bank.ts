import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";

/** Where notices go, and what they are signed with. */
type Receiver = { baseUrl: string; bankWebhookSecret: string };

/** Posts a body as the bank does. sentAt: what its signature claims. */
export async function postNotice(
  receiver: Receiver,
  body: string,
  { sentAt = new Date(), signed = true } = {},
): Promise<{ status: number; result: string }> {
  const id = `msg_${randomUUID()}`;
  const signature = new Webhook(receiver.bankWebhookSecret).sign(id, sentAt, body);
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
    ...(signed ? { "webhook-signature": signature } : {}),
  };
  const response = await fetch(`${receiver.baseUrl}/api/webhooks/bank`, { method: "POST", headers, body });
  const { result } = (await response.json()) as { result: string };
  return { status: response.status, result };
}

/** The notice of a deposit of 31,000 won, made at this moment. */
export function depositNotice(account: { bankCode: string; accountNumber: string }): {
  transactionId: string;
  body: string;
} {
  const { bankCode, accountNumber } = account;
  const transactionId = randomUUID();
  const tradedAt = new Date().toISOString();
  const data = { bankCode, transactionId, accountNumber, depositorName: "김사장", amount: 31_000, tradedAt };
  return { transactionId, body: JSON.stringify({ type: "deposit.received", timestamp: tradedAt, data }) };
}
