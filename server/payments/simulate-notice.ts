import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { signedHeaders } from "#server/bank/webhook-signature.ts";
import { db } from "#server/platform/db.ts";
import { webEnv } from "#server/platform/env.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { PaymentErrorCode } from "./payment.errors.ts";
import type { simulateNoticeInput } from "./payment.schema.ts";

/**
 * The sandbox's bank: composes a notice, signs it and POSTs it to our own webhook over HTTP, as the bank would.
 * Only where the environment says SANDBOX. Throws SANDBOX_ONLY, DEPOSIT_NOT_FOUND.
 */
export async function simulateNotice(
  input: z.output<typeof simulateNoticeInput>,
  now: Date,
): Promise<{ status: number; result: string; transactionId: string }> {
  const { SANDBOX, BANK_WEBHOOK_SECRETS, PORT } = webEnv();
  const [secret] = BANK_WEBHOOK_SECRETS;
  if (!SANDBOX || !secret) throw new DomainError<PaymentErrorCode>("SANDBOX_ONLY");
  const transactionId = `SIM-${randomUUID()}`;
  const data = await noticeData(input, transactionId, now);
  const body = JSON.stringify({ type: input.type, timestamp: now.toISOString(), data });
  const response = await fetch(`http://127.0.0.1:${PORT}/api/webhooks/bank`, {
    method: "POST",
    headers: signedHeaders(`msg_${randomUUID()}`, now, body, secret),
    body,
    signal: AbortSignal.timeout(10_000),
  });
  const { result } = (await response.json()) as { result: string };
  return { status: response.status, result, transactionId };
}

async function noticeData(input: z.output<typeof simulateNoticeInput>, transactionId: string, now: Date) {
  if (input.type === "deposit.received") {
    const { bankCode, accountNumber, depositorName } = input;
    const tradedAt = (input.tradedAt ?? now).toISOString();
    return {
      bankCode,
      transactionId,
      accountNumber,
      depositorName,
      amount: Number(input.amountWon),
      tradedAt,
    };
  }
  const original = await db().deposit.findFirst({ where: { id: input.depositId, kind: "RECEIVED" } });
  if (!original) throw new DomainError<PaymentErrorCode>("DEPOSIT_NOT_FOUND");
  return {
    bankCode: original.bankCode,
    transactionId,
    originalTransactionId: original.transactionId,
    accountNumber: original.accountNumber,
    amount: Number(original.amountWon),
    tradedAt: now.toISOString(),
  };
}
