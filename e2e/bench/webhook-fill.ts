import type { Trade } from "#e2e/database/factories.ts";
import type { Sql } from "#e2e/delivery/market.ts";

/**
 * So many deposits, payments, settlement items and lines of the log, over the last year, as if they had been recorded
 * one by one. Triggers are off meanwhile: a million checks would take longer than the benchmark.
 */
export async function fillPayments({ sql }: Sql, trades: Trade[], count: number): Promise<void> {
  await sql(`
    CREATE TABLE fill AS
    SELECT uuid_v7() AS deposit_id, uuid_v7() AS payment_id, 'fill-' || n AS transaction_id, n,
           1000 + n % 1000000 AS amount_won, now() - interval '1 day' - (${count} - n) * interval '1 year' / ${count} AS at
    FROM generate_series(1, ${count}) AS n`);
  await sql(
    `CREATE TABLE fill_trade AS
     SELECT row_number() OVER () - 1 AS i, t.id, t.distributor_id, t.store_id, a.id AS account_id, a.account_number
     FROM trade_relationship t JOIN virtual_account a ON a.trade_relationship_id = t.id WHERE t.id = ANY ($1)`,
    [trades.map(({ tradeRelationshipId }) => tradeRelationshipId)],
  );
  await sql(`
    SET session_replication_role = replica;
    INSERT INTO deposit (id, kind, bank_code, transaction_id, account_number, depositor_name, amount_won, traded_at, body)
    SELECT f.deposit_id, 'RECEIVED', '004', f.transaction_id, t.account_number, '김사장', f.amount_won, f.at, repeat('x', 300)
    FROM fill f JOIN fill_trade t ON t.i = f.n % ${trades.length} ORDER BY f.n;
    INSERT INTO payment (id, deposit_id, distributor_id, store_id, trade_relationship_id, virtual_account_id, amount_won,
                         depositor_name, traded_at)
    SELECT f.payment_id, f.deposit_id, t.distributor_id, t.store_id, t.id, t.account_id, f.amount_won, '김사장', f.at
    FROM fill f JOIN fill_trade t ON t.i = f.n % ${trades.length} ORDER BY f.n;
    INSERT INTO settlement (distributor_id, payout_on)
    SELECT DISTINCT t.distributor_id, f.at::date + 3 FROM fill f, fill_trade t WHERE t.i = 0;
    INSERT INTO settlement_item (settlement_id, distributor_id, payment_id, amount_won, fee_won, vat_won, reason)
    SELECT s.id, t.distributor_id, f.payment_id, f.amount_won, 300, 30, 'IN_TIME'
    FROM fill f JOIN fill_trade t ON t.i = f.n % ${trades.length}
    JOIN settlement s ON s.distributor_id = t.distributor_id AND s.payout_on = f.at::date + 3 ORDER BY f.n;
    SET session_replication_role = DEFAULT`);
  await sql("DROP TABLE fill, fill_trade");
  await sql("VACUUM ANALYZE");
}
