import { bankCode, isoOf, type ProductWorld } from "./product-world.ts";
import type { Reference } from "./reference.ts";

/** Everything that the two must agree on, as sorted lines of text: a difference then reads as one line. */
export type Lines = string[];

export function linesOfModel(model: Reference): Lines {
  const lines: Lines = [];
  for (const bill of model.bills.all.values()) {
    const { name, relationship, status, amountWon, issuedAt, endedAt } = bill;
    const ended = endedAt === null ? "-" : isoOf(endedAt);
    lines.push(
      `bill ${name} ${relationship} ${status} ${amountWon} ${isoOf(issuedAt)} ${ended} in ${model.collectedWon(name)}`,
    );
  }
  for (const { transactionId, kind, amountWon, accountNumber, tradedAt } of model.deposits.values())
    lines.push(`deposit ${transactionId} ${kind} ${amountWon} ${accountNumber} ${isoOf(tradedAt)}`);
  for (const payment of model.payments.values()) {
    const { transactionId, relationship, amountWon, byHand, reversedBy } = payment;
    const bill = `${model.billOf(payment) ?? "-"}${payment.links.length > 0 ? " linked" : ""}`;
    lines.push(
      `payment ${transactionId} ${relationship} ${amountWon} ${byHand ? "hand" : "account"} ${bill} back ${reversedBy ?? "-"}`,
      `message ${transactionId} PAYMENT_COMPLETE STORE`,
      `message ${transactionId} PAYMENT_RECEIVED DISTRIBUTOR`,
    );
    if (reversedBy)
      lines.push(
        `message ${reversedBy} PAYMENT_CANCELED DISTRIBUTOR`,
        `message ${reversedBy} PAYMENT_CANCELED STORE`,
      );
  }
  for (const { transactionId } of model.unmatched()) lines.push(`unmatched ${transactionId}`);
  for (const { notice, kind, reason, resolution } of model.held)
    lines.push(
      `held ${notice.transactionId} ${notice.amountWon} ${notice.accountNumber} ${isoOf(notice.tradedAt)} ${kind} ${reason} ${resolution ?? "-"}`,
    );
  for (const item of model.settlement.items.values()) {
    const { transactionId, distributor, payoutOn, grossWon, feeWon, vatWon, reason } = item;
    lines.push(
      `item ${transactionId} ${distributor} ${payoutOn} ${grossWon} ${feeWon} ${vatWon} ${grossWon - feeWon - vatWon} ${reason}`,
    );
  }
  for (const [key, isClosed] of model.settlement.closed)
    lines.push(`settlement ${key} ${isClosed ? "CLOSED" : "OPEN"}`);
  return lines.toSorted();
}

const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The same of the product, in one statement. $1: bank, $2: transaction ids' prefix, $3: relationships, $4: distributors. */
const statement = `
  WITH d AS MATERIALIZED (
    SELECT * FROM deposit WHERE bank_code = $1 AND transaction_id >= $2 AND transaction_id < $2 || '~'
  ), p AS MATERIALIZED (
    SELECT w.*, d.transaction_id, c.transaction_id AS reversed_by
    FROM d JOIN payment_with_bill w ON w.deposit_id = d.id
    LEFT JOIN payment_reversal r ON r.id = w.payment_reversal_id LEFT JOIN deposit c ON c.id = r.deposit_id
  ), b AS MATERIALIZED (SELECT * FROM bill WHERE trade_relationship_id = ANY ($3))
  SELECT 'bill ' || b.id || ' ' || b.trade_relationship_id || ' ' || b.status || ' ' || b.amount_won || ' '
         || ${instant("b.issued_at")} || ' ' || coalesce(${instant("b.ended_at")}, '-')
         || ' in ' || bill_collected_won((SELECT x FROM bill x WHERE x.id = b.id)) AS line FROM b
  UNION ALL SELECT 'deposit ' || transaction_id || ' ' || kind || ' ' || amount_won || ' ' || account_number || ' '
         || ${instant("traded_at")} FROM d
  UNION ALL SELECT 'payment ' || transaction_id || ' ' || trade_relationship_id || ' ' || amount_won || ' '
         || CASE WHEN virtual_account_id IS NULL THEN 'hand' ELSE 'account' END || ' ' || coalesce(bill_id::text, '-')
         || CASE WHEN linked_by_hand THEN ' linked' ELSE '' END || ' back ' || coalesce(reversed_by, '-') FROM p
  UNION ALL SELECT 'message ' || coalesce(p.transaction_id, q.reversed_by) || ' ' || n.kind || ' ' || n.recipient
         FROM notification n
         LEFT JOIN p ON p.id = n.event_id LEFT JOIN p q ON q.payment_reversal_id = n.event_id
         WHERE n.payment_id IN (SELECT id FROM p)
  UNION ALL SELECT 'unmatched ' || d.transaction_id FROM unmatched_deposit u JOIN d ON d.id = u.deposit_id
  UNION ALL SELECT 'held ' || transaction_id || ' ' || (body::jsonb -> 'data' ->> 'amount') || ' '
         || (body::jsonb -> 'data' ->> 'accountNumber') || ' ' || (body::jsonb -> 'data' ->> 'tradedAt') || ' ' || kind || ' ' || reason || ' '
         || coalesce(resolution::text, '-')
         FROM held_notice WHERE bank_code = $1 AND transaction_id >= $2 AND transaction_id < $2 || '~'
  UNION ALL SELECT 'item ' || coalesce(p.transaction_id, q.reversed_by) || ' ' || i.distributor_id || ' '
         || s.payout_on || ' ' || i.gross_won || ' ' || i.fee_won || ' ' || i.vat_won || ' ' || i.net_won || ' '
         || i.reason
         FROM settlement s JOIN settlement_item i ON i.settlement_id = s.id
         LEFT JOIN p ON p.id = i.payment_id LEFT JOIN p q ON q.payment_reversal_id = i.payment_reversal_id
         WHERE s.distributor_id = ANY ($4)
  UNION ALL SELECT 'settlement ' || distributor_id || ' ' || payout_on || ' ' || status
         FROM settlement WHERE distributor_id = ANY ($4)`;

export async function linesOfProduct(world: ProductWorld): Promise<Lines> {
  const { relationships, distributors, prefix } = world;
  const rows = await world.sql<{ line: string }>(statement, [
    bankCode,
    `${prefix}-`,
    [...relationships.values()].map(({ tradeRelationshipId }) => tradeRelationshipId),
    [...distributors.values()].map(({ distributorId }) => distributorId),
  ]);
  const names = new Map([
    ...[...relationships].map(([name, trade]) => [trade.tradeRelationshipId, name] as const),
    ...[...distributors].map(([name, { distributorId }]) => [distributorId, name] as const),
    ...world.billNames,
  ]);
  const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  return rows.map(({ line }) => line.replace(uuid, (id) => names.get(id) ?? id)).toSorted();
}

/** What stands in one and not in the other. */
export function differences(model: Lines, product: Lines): string[] {
  const [ours, theirs] = [new Set(model), new Set(product)];
  const doubled = product.filter((line, i) => product[i - 1] === line);
  return [
    ...model.filter((line) => !theirs.has(line)).map((line) => `model   : ${line}`),
    ...product.filter((line) => !ours.has(line)).map((line) => `product : ${line}`),
    ...doubled.map((line) => `doubled : ${line}`),
  ];
}
