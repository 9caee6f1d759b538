import type { Tx } from "#server/platform/db.ts";
import type { ContractTerms } from "./settlement.rules.ts";
import type { ContractsInput } from "./settlement.schema.ts";

export interface Contract extends ContractTerms {
  contractId: string;
  distributorId: string;
  effectiveFromOn: string;
}

export type ContractState = "PAST" | "IN_FORCE" | "NEXT";

/** Locks the distributor's row, which orders everyone who sets its contracts. Null: there is no such distributor. */
export async function lockForContract(
  tx: Tx,
  distributorId: string,
): Promise<{ hasContract: boolean; tomorrowOn: string } | null> {
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT d.id FROM distributor d WHERE d.id = ${distributorId}::uuid FOR NO KEY UPDATE`;
  if (locked.length === 0) return null;
  const rows = await tx.$queryRaw<{ hasContract: boolean; tomorrowOn: string }[]>`
    SELECT EXISTS (SELECT FROM settlement_contract c WHERE c.distributor_id = ${distributorId}::uuid) AS "hasContract",
           ((sunap_now() AT TIME ZONE 'Asia/Seoul')::date + 1)::text AS "tomorrowOn"`;
  return rows[0] ?? null;
}

/** Inserts a contract, or replaces the one that was to begin on that very day. Returns its id. */
export async function saveContract(
  tx: Tx,
  contract: Omit<Contract, "contractId">,
  createdBy: string | null,
): Promise<string> {
  const { distributorId, effectiveFromOn, businessDays, cutoffTime, feeWon, feeRateBps } = contract;
  const { vatIncluded, rounding } = contract;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO settlement_contract
      (distributor_id, effective_from_on, business_days, cutoff_time, fee_won, fee_rate_bps, vat_included, rounding,
       created_by)
    VALUES (${distributorId}::uuid, ${effectiveFromOn}::date, ${businessDays}, ${cutoffTime}::time, ${feeWon},
            ${feeRateBps}, ${vatIncluded}, ${rounding}, ${createdBy}::uuid)
    ON CONFLICT (distributor_id, effective_from_on) DO UPDATE
      SET (business_days, cutoff_time, fee_won, fee_rate_bps, vat_included, rounding, created_by, created_at)
        = (EXCLUDED.business_days, EXCLUDED.cutoff_time, EXCLUDED.fee_won, EXCLUDED.fee_rate_bps,
           EXCLUDED.vat_included, EXCLUDED.rounding, EXCLUDED.created_by, EXCLUDED.created_at)
    RETURNING id`;
  const [row] = rows;
  if (!row) throw new Error("the contract was not saved");
  return row.id;
}

/** The contracts of these distributors, newest first. IN_FORCE is the newest that has begun, NEXT what has not. */
export async function listContracts(
  tx: Tx,
  distributorIds: string[],
): Promise<(Contract & { state: ContractState })[]> {
  return tx.$queryRaw`
    SELECT c.id AS "contractId", c.distributor_id AS "distributorId",
           c.effective_from_on::text AS "effectiveFromOn", c.business_days AS "businessDays",
           to_char(c.cutoff_time, 'HH24:MI') AS "cutoffTime", c.fee_won AS "feeWon", c.fee_rate_bps AS "feeRateBps",
           c.vat_included AS "vatIncluded", c.rounding,
           CASE WHEN c.effective_from_on > today.on_day THEN 'NEXT'
                WHEN c.effective_from_on = max(c.effective_from_on) FILTER (WHERE c.effective_from_on <= today.on_day)
                                             OVER (PARTITION BY c.distributor_id) THEN 'IN_FORCE'
                ELSE 'PAST' END AS state
    FROM settlement_contract c
    CROSS JOIN (SELECT (sunap_now() AT TIME ZONE 'Asia/Seoul')::date AS on_day) today
    WHERE c.distributor_id = ANY (${distributorIds}::uuid[])
    ORDER BY c.effective_from_on DESC`;
}

/** Distributors whose name contains `search`, the youngest first (it may lack a contract); one row more than `limit`. */
export async function listDistributors(
  tx: Tx,
  input: ContractsInput,
): Promise<{ distributorId: string; distributorName: string }[]> {
  const cursor = input.cursor ?? null;
  return tx.$queryRaw`
    SELECT d.id AS "distributorId", d.name AS "distributorName" FROM distributor d
    WHERE (${cursor}::uuid IS NULL OR d.id < ${cursor}::uuid)
      AND position(lower(${input.search}) IN lower(d.name)) > 0
    ORDER BY d.id DESC
    LIMIT ${input.limit + 1}`;
}
