import type { Client } from "pg";
import type { DemoWorld } from "./model.ts";

/**
 * Where the distributors' money goes (asked for by one operator, approved by another), and what was paid out: all but
 * the newest closed settlement, which waits for an operator, and one that the bank has sent back.
 */
export async function payOut(client: Client, world: DemoWorld): Promise<void> {
  const second = world.users.find((user) => user.role === "ADMIN" && user !== world.admin);
  if (!second) throw new Error("the demo's sign-ins have no second admin");
  for (const [index, distributor] of world.distributors.entries()) {
    await client.query(
      `INSERT INTO payout_account_change
         (id, distributor_id, bank_code, account_number, holder_name, reason, requested_by, requested_at)
       VALUES ($1, $2, $3, $4, $5, '첫 등록', $6, $7)`,
      [
        ...[world.idAt(distributor.createdAt), distributor.id, distributor.bankCode, `1002003004${index}0`],
        ...[distributor.name, world.admin.id, distributor.createdAt],
      ],
    );
  }
  await client.query(
    `UPDATE payout_account_change c SET decision = 'APPROVED', decided_by = $1, decided_at = requested_at + interval '1 hour'
     WHERE decision IS NULL`,
    [second.id],
  );
  await client.query(
    `INSERT INTO payout_event (payout_id, distributor_id, amount_won, kind, payout_account_change_id, paid_on, done_by, done_at)
     SELECT p.id, p.distributor_id, p.amount_won, 'CONFIRMED', c.id, s.payout_on, $1,
            s.payout_on::timestamp AT TIME ZONE 'Asia/Seoul' + interval '10 hours'
     FROM payout p
     JOIN settlement s ON s.id = p.settlement_id
     JOIN payout_account_change c ON c.distributor_id = p.distributor_id
     WHERE p.status = 'PENDING'
       AND s.payout_on < (SELECT max(n.payout_on) FROM settlement n WHERE n.distributor_id = s.distributor_id AND n.status = 'CLOSED')
     ORDER BY s.payout_on`,
    [world.admin.id],
  );
  await client.query(
    `INSERT INTO payout_event (payout_id, distributor_id, amount_won, kind, reason, done_by, done_at)
     SELECT p.id, p.distributor_id, p.amount_won, 'FAILED', '수취인 계좌 점검으로 반송', $1,
            s.payout_on::timestamp AT TIME ZONE 'Asia/Seoul' + interval '15 hours'
     FROM payout p JOIN settlement s ON s.id = p.settlement_id
     WHERE p.status = 'PAID' ORDER BY s.payout_on DESC LIMIT 1`,
    [world.admin.id],
  );
}
