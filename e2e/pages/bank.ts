import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { stackAddress } from "#e2e/stack/address.ts";
import { signedHeaders } from "#server/bank/webhook-signature.ts";

/** Where a transfer goes. */
export interface Account {
  bankCode: string;
  accountNumber: string;
}

/** A deposit as the bank reported it. */
export interface ReportedDeposit extends Account {
  transactionId: string;
  amount: number;
  depositorName: string;
  tradedAt: string;
}

type NoticeBody = { type: string; timestamp: string; data: object };

/** Someone transfers money, and the bank reports it: signed, to the webhook. */
export async function payIn(
  account: Account,
  amount: number,
  depositorName: string,
): Promise<ReportedDeposit> {
  const { bankCode, accountNumber } = account;
  const tradedAt = new Date().toISOString();
  const deposit = { bankCode, accountNumber, transactionId: randomUUID(), amount, depositorName, tradedAt };
  await report({ type: "deposit.received", timestamp: tradedAt, data: deposit });
  return deposit;
}

/** The bank cancels a deposit, and reports that too. */
export async function cancelDeposit({
  transactionId,
  depositorName: _,
  ...deposit
}: ReportedDeposit): Promise<void> {
  const tradedAt = new Date().toISOString();
  const data = { ...deposit, transactionId: randomUUID(), originalTransactionId: transactionId, tradedAt };
  await report({ type: "deposit.canceled", timestamp: tradedAt, data });
}

/** Repeats what was reported already, under a new message id, as banks do. */
export async function repeatDeposit(deposit: ReportedDeposit): Promise<void> {
  await report({ type: "deposit.received", timestamp: new Date().toISOString(), data: deposit });
}

async function report(notice: NoticeBody): Promise<void> {
  const { baseUrl, bankWebhookSecret } = stackAddress();
  const body = JSON.stringify(notice);
  const headers = signedHeaders(`msg_${randomUUID()}`, new Date(), body, bankWebhookSecret);
  const answer = await fetch(`${baseUrl}/api/webhooks/bank`, { method: "POST", headers, body });
  expect(answer.status, await answer.text()).toBe(200);
}
