import { Prisma } from "#prisma/generated/client.ts";
import { standardProvider } from "#server/bank/standard-provider.ts";
import { signedHeaders } from "#server/bank/webhook-signature.ts";
import { singleBillSource } from "#server/bills/bill.repository.ts";
import { cancelBill } from "#server/bills/cancel-bill.ts";
import { issueBills } from "#server/bills/issue-bills.ts";
import { attributeDeposit } from "#server/payments/attribute-deposit.ts";
import { linkPayment } from "#server/payments/link-payment.ts";
import { receiveWebhook } from "#server/payments/receive-webhook.ts";
import { resolveHeldNotice } from "#server/payments/resolve-held-notice.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import { closeSettlements } from "#server/settlements/close-settlements.ts";
import {
  endTradeRelationship,
  resumeTradeRelationship,
} from "#server/trade-relationships/end-trade-relationship.ts";
import type { Micros } from "./korean-calendar.ts";
import { bankCode, isoOf, type ProductWorld, setClock } from "./product-world.ts";
import type { Action, Notice } from "./reference.types.ts";

const secret = `whsec_${Buffer.from("the bank of the reference model").toString("base64")}`;
const provider = standardProvider([secret]);

/** Does with the product what `Reference.apply` does with the model, and answers in the same words. */
export async function performAction(world: ProductWorld, action: Action, now: Micros): Promise<string> {
  try {
    return await perform(world, action, now);
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

async function perform(world: ProductWorld, action: Action, now: Micros): Promise<string> {
  switch (action.do) {
    case "advance":
      await setClock(world, action.to);
      return "ok";
    case "issue":
      return issue(world, action);
    case "cancel-bill":
      return cancel(world, action.bill);
    case "deliver":
      return deliver(action.notice, action.isStale, now);
    case "attribute":
      await attributeDeposit(world.admin, {
        depositId: await depositId(world, action.transactionId),
        tradeRelationshipId: tradeOf(world, action.relationship).tradeRelationshipId,
        reason: "확인",
      });
      return "ok";
    case "link":
      return link(world, action.transactionId, action.to);
    case "resolve":
      return resolve(world, action.held, action.resolution);
    case "close":
      await closeSettlements();
      return "ok";
    case "give-account":
      await world.sql(
        "UPDATE virtual_account SET trade_relationship_id = $1, given_at = sunap_now() WHERE account_number = $2",
        [tradeOf(world, action.relationship).tradeRelationshipId, action.number],
      );
      return "ok";
    case "end":
    case "resume": {
      const { tradeRelationshipId } = tradeOf(world, action.relationship);
      const change = action.do === "end" ? endTradeRelationship : resumeTradeRelationship;
      await change(world.admin, { tradeRelationshipId, reason: "확인" });
      return "ok";
    }
  }
}

async function issue(
  world: ProductWorld,
  { relationships, amountsWon, names }: Extract<Action, { do: "issue" }>,
) {
  const trades = relationships.map((name) => tradeOf(world, name));
  const [first] = trades;
  if (!first) throw new Error("nobody to bill");
  const sources = trades.map(({ tradeRelationshipId }, i) =>
    singleBillSource({
      ...{ tradeRelationshipId, amountWon: amountsWon[i] ?? 0n, periodStartOn: null, periodEndOn: null },
      ...{ dueOn: null, memo: null },
    }),
  );
  const source = Prisma.join(sources, " UNION ALL ");
  await transaction((tx) =>
    issueBills(tx, first.clerk, { source, expectedCount: trades.length, billBatchId: null }),
  );
  for (const [i, trade] of trades.entries()) {
    const [row] = await world.sql<{ id: string }>(
      "SELECT id FROM bill WHERE trade_relationship_id = $1 AND status = 'ACTIVE'",
      [trade.tradeRelationshipId],
    );
    world.billIds.set(names[i] ?? "", row?.id ?? "");
    world.billNames.set(row?.id ?? "", names[i] ?? "");
  }
  return "ok";
}

async function cancel(world: ProductWorld, name: string): Promise<string> {
  const billId = world.billIds.get(name) ?? "";
  const [bill] = await world.sql<{ id: string }>("SELECT distributor_id AS id FROM bill WHERE id = $1", [
    billId,
  ]);
  const owner = [...world.distributors.values()].find(({ distributorId }) => distributorId === bill?.id);
  if (!owner) throw new Error(`nobody issued ${name}`);
  await cancelBill(owner.clerk, { billId, reason: "오류" });
  return "ok";
}

/** As JSON of our contract, signed, through the webhook's operation. */
async function deliver(notice: Notice, isStale: boolean, now: Micros): Promise<string> {
  const at = new Date(Number(now / 1000n));
  const body = noticeBody(notice);
  const sentAt = isStale ? new Date(at.getTime() - 600_000) : at;
  const headers = new Headers(signedHeaders(`msg_${notice.transactionId}`, sentAt, body, secret));
  const request = { headers, body: new TextEncoder().encode(body), sourceAddress: null };
  const { result } = await receiveWebhook(provider, request, at);
  return result;
}

export function noticeBody(notice: Notice): string {
  const { transactionId, accountNumber, originalTransactionId } = notice;
  const tradedAt = isoOf(notice.tradedAt);
  const about = { bankCode, transactionId, accountNumber, amount: Number(notice.amountWon), tradedAt };
  return JSON.stringify({
    type: notice.kind === "RECEIVED" ? "deposit.received" : "deposit.canceled",
    timestamp: tradedAt,
    data:
      originalTransactionId === null
        ? { ...about, depositorName: "김사장" }
        : { ...about, originalTransactionId },
  });
}

async function link(world: ProductWorld, transactionId: string, to: "active-bill" | "none"): Promise<string> {
  const [payment] = await world.sql<{ id: string; distributorId: string }>(
    `SELECT p.id, p.distributor_id AS "distributorId" FROM payment p JOIN deposit d ON d.id = p.deposit_id
     WHERE d.bank_code = $1 AND d.transaction_id = $2`,
    [bankCode, transactionId],
  );
  const owner = [...world.distributors.values()].find((one) => one.distributorId === payment?.distributorId);
  if (!payment || !owner) return "PAYMENT_NOT_FOUND";
  await linkPayment(owner.clerk, { paymentId: payment.id, to });
  return "ok";
}

async function resolve(
  world: ProductWorld,
  held: Notice,
  resolution: "APPLIED" | "DISMISSED",
): Promise<string> {
  const rows = await world.sql<{ id: string; body: string }>(
    "SELECT id, body FROM held_notice WHERE bank_code = $1 AND transaction_id = $2",
    [bankCode, held.transactionId],
  );
  const row = rows.find(({ body }) => body === noticeBody(held));
  if (!row) return "HELD_NOTICE_NOT_FOUND";
  const decision = { heldNoticeId: row.id, resolution, note: "확인" };
  const { outcome } = await resolveHeldNotice(world.admin, decision);
  return outcome ?? "dismissed";
}

async function depositId(world: ProductWorld, transactionId: string): Promise<string> {
  const [row] = await world.sql<{ id: string }>(
    "SELECT id FROM deposit WHERE bank_code = $1 AND transaction_id = $2",
    [bankCode, transactionId],
  );
  return row?.id ?? "00000000-0000-7000-8000-000000000000";
}

function tradeOf(world: ProductWorld, name: string) {
  const trade = world.relationships.get(name);
  if (!trade) throw new Error(`no relationship ${name}`);
  return trade;
}
