import type { Tx } from "#server/platform/db.ts";
import { type Customer, selectCustomers } from "./customer.repository.ts";
import { storeNameKey } from "./store-name-key.ts";

/**
 * Which of a distributor's customers the given codes (exact), business numbers (ten digits) or store names (compared by
 * `storeNameKey`) name; each once, in order of the code, ended ones too. A name may name several. One statement,
 * however many are asked for.
 */
export function findCustomers(
  tx: Tx,
  distributorId: string,
  by: { codes: string[]; businessNumbers: string[]; names: string[] },
): Promise<Customer[]> {
  const nameKeys = by.names.map(storeNameKey).filter((key) => key !== "");
  return selectCustomers(tx, distributorId, {
    codes: by.codes,
    businessNumbers: by.businessNumbers,
    nameKeys,
  });
}
