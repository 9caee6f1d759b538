import iconv from "iconv-lite";
import { createDistributor, type Distributor } from "#e2e/database/factories.ts";
import type { Sql } from "#e2e/delivery/market.ts";

// A distributor with very many customers, each with an active bill; and the file that bills them all anew.

export interface BulkMarket extends Distributor {
  /** CP949: code, name, business number, last month's balance, sales, payments, balance. */
  file(month: number): Buffer;
}

/** prefix: of its account numbers and chat channels, which are unique over all. One letter. */
export async function openBulkMarket(database: Sql, stores: number, prefix: string): Promise<BulkMarket> {
  const distributor = await createDistributor(database);
  const { distributorId, clerk } = distributor;
  await database.sql("INSERT INTO import_setting (distributor_id, hold_seconds) VALUES ($1, 60)", [
    distributorId,
  ]);
  await database.sql(
    `WITH wanted AS (
       SELECT n, uuid_v7() AS store_id, uuid_v7() AS trade_id FROM generate_series(1, $2::int) n
     ),
     stores AS (
       INSERT INTO store (id, name, owner_name, owner_phone)
       SELECT store_id, '행복한분식 ' || n || '호점', '김사장', '010' || lpad(n::text, 8, '0') FROM wanted
     ),
     trades AS (
       INSERT INTO trade_relationship (id, distributor_id, store_id, customer_code, channel)
       SELECT trade_id, $1, store_id, lpad(n::text, 6, '0'), 'bulk-' || trade_id FROM wanted
     ),
     accounts AS (
       INSERT INTO virtual_account (bank_code, account_number, holder_name, trade_relationship_id, given_at)
       SELECT '004', (ascii($4) * 1000000000000 + n)::text, '한빛식자재', trade_id, sunap_now() FROM wanted
     )
     INSERT INTO bill (distributor_id, store_id, trade_relationship_id, amount_won, period_start_on, period_end_on,
                       issued_at, issued_by)
     SELECT $1, store_id, trade_id, 100000 + n, '2026-09-01', '2026-09-30', sunap_now() - interval '30 days', $3
     FROM wanted`,
    [distributorId, stores, clerk.userId, prefix],
  );
  await database.sql("ANALYZE");
  return { ...distributor, file: (month) => fileOf(stores, month) };
}

function fileOf(stores: number, month: number): Buffer {
  const lines = [
    `거래처별 미수금 현황 (기간: 2026-${month}-01 ~ 2026-${month}-28)`,
    "거래처코드,거래처명,사업자등록번호,전월미수금,당월매출액,당월입금액,미수잔액",
  ];
  for (let n = 1; n <= stores; n += 1) {
    const amount = (100_000 + n + month).toLocaleString("ko-KR");
    lines.push(`${String(n).padStart(6, "0")},행복한분식 ${n}호점,,0,"${amount}",0,"${amount}"`);
  }
  lines.push("합계,,,0,0,0,0");
  return iconv.encode(`${lines.join("\r\n")}\r\n`, "cp949");
}
