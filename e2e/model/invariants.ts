import type { TestDatabase } from "#e2e/database/use-database.ts";

/** What must hold of money at any time (README, "What always holds"), each as a query for the rows that break it. */
const breaks: Record<string, string> = {
  "two active bills of one relationship":
    "SELECT trade_relationship_id FROM bill WHERE status = 'ACTIVE' GROUP BY 1 HAVING count(*) > 1",
  "a payment or reversal in no settlement, or in two": `
    SELECT p.id FROM payment p WHERE (SELECT count(*) FROM settlement_item i WHERE i.payment_id = p.id) <> 1
    UNION ALL SELECT r.id FROM payment_reversal r
    WHERE (SELECT count(*) FROM settlement_item i WHERE i.payment_reversal_id = r.id) <> 1`,
  "items that do not come to payments less reversals": `
    SELECT d.id FROM distributor d
    WHERE (SELECT coalesce(sum(gross_won), 0) FROM settlement_item i WHERE i.distributor_id = d.id)
       <> (SELECT coalesce(sum(amount_won), 0) FROM payment p WHERE p.distributor_id = d.id)
        - (SELECT coalesce(sum(amount_won), 0) FROM payment_reversal r WHERE r.distributor_id = d.id)`,
  "a reversed payment whose items do not cancel each other": `
    SELECT p.id FROM payment_reversal r JOIN payment p ON p.id = r.payment_id
    JOIN settlement_item i ON i.payment_id = p.id JOIN settlement_item j ON j.payment_reversal_id = r.id
    WHERE i.net_won + j.net_won <> 0`,
  "a cancellation that still waits though its deposit is here and fits": `
    SELECT h.id FROM held_notice h JOIN deposit d ON d.bank_code = h.bank_code
      AND d.transaction_id = h.original_transaction_id
    WHERE h.kind = 'EARLY_CANCELLATION' AND h.resolution IS NULL`,
  "a payment without its two messages": `
    SELECT p.id FROM payment p
    WHERE (SELECT count(*) FROM notification n WHERE n.event_id = p.id AND n.kind <> 'PAYMENT_CANCELED') <> 2`,
  "unmatched deposits that are not as they would be worked out": `
    (SELECT deposit_id FROM unmatched_deposit) EXCEPT (
      SELECT d.id FROM deposit d LEFT JOIN payment p ON p.deposit_id = d.id
      LEFT JOIN deposit c ON c.bank_code = d.bank_code AND c.original_transaction_id = d.transaction_id
      WHERE d.kind = 'RECEIVED' AND p.id IS NULL AND c.id IS NULL)
    UNION ALL (
      SELECT d.id FROM deposit d LEFT JOIN payment p ON p.deposit_id = d.id
      LEFT JOIN deposit c ON c.bank_code = d.bank_code AND c.original_transaction_id = d.transaction_id
      WHERE d.kind = 'RECEIVED' AND p.id IS NULL AND c.id IS NULL
      EXCEPT SELECT deposit_id FROM unmatched_deposit)`,
};

/** The names of those that do not hold. */
export async function brokenInvariants({ sql }: Pick<TestDatabase, "sql">): Promise<string[]> {
  const broken: string[] = [];
  for (const [name, query] of Object.entries(breaks)) {
    const rows = await sql(`SELECT * FROM (${query}) x LIMIT 3`);
    if (rows.length > 0) broken.push(`${name}: ${JSON.stringify(rows)}`);
  }
  return broken;
}
