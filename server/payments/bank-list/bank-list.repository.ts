import type { Tx } from "#server/platform/db.ts";
import type { BankListLine } from "./read-bank-list.ts";

export interface BankList {
  id: string;
  bankCode: string;
  /** yyyy-mm-dd */
  tradedOn: string;
  fileName: string;
  uploadedAt: Date;
  uploadedByName: string;
}

export async function insertBankList(
  tx: Tx,
  list: { bankCode: string; tradedOn: string; fileName: string; fileSha256: string; uploadedBy: string },
  lines: BankListLine[],
): Promise<{ bankListId: string }> {
  const [row] = await tx.$queryRaw<{ bankListId: string }[]>`
    INSERT INTO bank_list (bank_code, traded_on, file_name, file_sha256, uploaded_by)
    VALUES (${list.bankCode}, ${list.tradedOn}::date, ${list.fileName}, ${list.fileSha256}, ${list.uploadedBy}::uuid)
    RETURNING id AS "bankListId"`;
  if (!row) throw new Error("the bank's list was not inserted");
  await tx.$executeRaw`
    INSERT INTO bank_list_row (bank_list_id, line_no, kind, transaction_id, original_transaction_id, account_number,
                               depositor_name, amount_won, traded_at)
    SELECT ${row.bankListId}::uuid, line_no, kind::deposit_kind, transaction_id, original, account, depositor, won, at
    FROM unnest(
      ${lines.map((line) => line.lineNo)}::int[], ${lines.map((line) => line.kind)}::text[],
      ${lines.map((line) => line.transactionId)}::text[], ${lines.map((line) => line.originalTransactionId)}::text[],
      ${lines.map((line) => line.accountNumber)}::text[], ${lines.map((line) => line.depositorName)}::text[],
      ${lines.map((line) => line.amountWon)}::bigint[], ${lines.map((line) => line.tradedAt)}::timestamptz[]
    ) AS l (line_no, kind, transaction_id, original, account, depositor, won, at)`;
  return row;
}

export async function findBankList(tx: Tx, bankListId: string): Promise<BankList | null> {
  const [row] = await tx.$queryRaw<BankList[]>`
    SELECT l.id, l.bank_code AS "bankCode", l.traded_on::text AS "tradedOn", l.file_name AS "fileName",
           l.uploaded_at AS "uploadedAt", u.name AS "uploadedByName"
    FROM bank_list l JOIN app_user u ON u.id = l.uploaded_by WHERE l.id = ${bankListId}::uuid`;
  return row ?? null;
}

/** The newest lists, whatever their day. */
export function listBankLists(tx: Tx, limit: number): Promise<BankList[]> {
  return tx.$queryRaw`
    SELECT l.id, l.bank_code AS "bankCode", l.traded_on::text AS "tradedOn", l.file_name AS "fileName",
           l.uploaded_at AS "uploadedAt", u.name AS "uploadedByName"
    FROM bank_list l JOIN app_user u ON u.id = l.uploaded_by ORDER BY l.id DESC LIMIT ${limit}`;
}

export type ComparedAs = "MATCHED" | "MISSING_HERE" | "MISSING_THERE" | "DIFFERS";

/** A transaction of the day as the bank lists it and as it stands here; null where it does not. */
export interface ComparedTransaction {
  comparedAs: ComparedAs;
  lineNo: number | null;
  transactionId: string;
  kind: "RECEIVED" | "CANCELED";
  accountNumber: string;
  depositorName: string | null;
  tradedAt: Date;
  bankWon: bigint | null;
  storedWon: bigint | null;
  /** Of DIFFERS: what it is that differs. */
  differences: ("kind" | "account" | "amount" | "moment" | "original")[];
  /** A notice of it is kept aside. */
  isHeld: boolean;
}

/**
 * The list against what is stored now, so that it shows what was imported since. A list says seconds: moments are the
 * same when their seconds are.
 */
export function compareBankList(tx: Tx, bankListId: string): Promise<ComparedTransaction[]> {
  return tx.$queryRaw`
    WITH l AS (SELECT * FROM bank_list WHERE id = ${bankListId}::uuid),
    r AS MATERIALIZED (SELECT r.*, l.bank_code FROM bank_list_row r JOIN l ON l.id = r.bank_list_id),
    here AS (
      SELECT r.line_no, r.transaction_id, r.kind, r.account_number, r.depositor_name, r.traded_at,
             r.amount_won AS bank_won, d.id AS deposit_id, d.amount_won AS stored_won, r.bank_code,
             array_remove(ARRAY[
               CASE WHEN d.kind <> r.kind THEN 'kind' END,
               CASE WHEN d.account_number <> r.account_number THEN 'account' END,
               CASE WHEN d.amount_won <> r.amount_won THEN 'amount' END,
               CASE WHEN date_trunc('second', d.traded_at) <> date_trunc('second', r.traded_at) THEN 'moment' END,
               CASE WHEN d.original_transaction_id IS DISTINCT FROM r.original_transaction_id
                    AND d.kind = r.kind THEN 'original' END
             ], NULL) AS differences
      FROM r LEFT JOIN deposit d ON d.bank_code = r.bank_code AND d.transaction_id = r.transaction_id
    ), there AS (
      SELECT d.* FROM deposit d, l
      WHERE d.bank_code = l.bank_code
        AND d.traded_at >= l.traded_on::timestamp AT TIME ZONE 'Asia/Seoul'
        AND d.traded_at < (l.traded_on + 1)::timestamp AT TIME ZONE 'Asia/Seoul'
        AND NOT EXISTS (SELECT FROM r WHERE r.transaction_id = d.transaction_id)
    )
    SELECT CASE WHEN deposit_id IS NULL THEN 'MISSING_HERE' WHEN differences = '{}' THEN 'MATCHED' ELSE 'DIFFERS' END
             AS "comparedAs",
           line_no AS "lineNo", transaction_id AS "transactionId", kind::text AS kind,
           account_number AS "accountNumber", depositor_name AS "depositorName", traded_at AS "tradedAt",
           bank_won AS "bankWon", stored_won AS "storedWon",
           CASE WHEN deposit_id IS NULL THEN '{}' ELSE differences END AS differences,
           EXISTS (SELECT FROM held_notice h WHERE h.bank_code = here.bank_code
                     AND h.transaction_id = here.transaction_id AND h.resolution IS NULL) AS "isHeld"
    FROM here
    UNION ALL
    SELECT 'MISSING_THERE', NULL, transaction_id, kind::text, account_number, depositor_name, traded_at,
           NULL, amount_won, '{}', false
    FROM there
    ORDER BY "tradedAt", "transactionId"`;
}

/** The lines with these numbers that are not stored under any content, in the file's order. */
export function findMissingLines(tx: Tx, bankListId: string, lineNos: number[]): Promise<BankListLine[]> {
  return tx.$queryRaw`
    SELECT r.line_no AS "lineNo", r.kind::text AS kind, r.transaction_id AS "transactionId",
           r.original_transaction_id AS "originalTransactionId", r.account_number AS "accountNumber",
           r.depositor_name AS "depositorName", r.amount_won AS "amountWon", r.traded_at AS "tradedAt"
    FROM bank_list_row r JOIN bank_list l ON l.id = r.bank_list_id
    WHERE r.bank_list_id = ${bankListId}::uuid AND r.line_no = ANY (${lineNos}::int[])
      AND NOT EXISTS (SELECT FROM deposit d WHERE d.bank_code = l.bank_code AND d.transaction_id = r.transaction_id)
    ORDER BY r.line_no`;
}
