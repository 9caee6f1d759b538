import type { TestDatabase } from "#e2e/database/use-database.ts";
import { addVirtualAccounts } from "./add-virtual-accounts.ts";
import { createDistributor } from "./create-distributor.ts";
import { createStore } from "./create-store.ts";
import { usualContract } from "./trade-relationship.schema.ts";

let counter = 0;
const next = (): number => {
  counter += 1;
  return counter;
};

/** Ten digits, another with each call; the check digit is the form's affair, not the operations'. */
export const someBusinessNumber = (): string => String(9_000_000_000 + next());

export async function someDistributor(name: string, bankCode: "004" | "088" = "004"): Promise<string> {
  const businessNumber = someBusinessNumber();
  const made = await createDistributor(null, { name, businessNumber, bankCode, ...usualContract });
  return made.distributorId;
}

export async function someStore(name: string, ownerName = "김사장"): Promise<string> {
  const ownerPhone = `010${String(next()).padStart(8, "0")}`;
  const made = await createStore(null, { name, ownerName, ownerPhone, businessNumber: someBusinessNumber() });
  return made.storeId;
}

/** Puts so many free accounts of the bank into the pool. */
export async function someAccounts(count: number, bankCode: "004" | "088" = "004"): Promise<void> {
  const accountNumbers = Array.from({ length: count }, () => String(79_000_000_000_000 + next()));
  await addVirtualAccounts(null, { bankCode, holderName: "수납", accountNumbers });
}

/** Takes all free accounts of the bank out of the pool. */
export async function emptyPool(database: TestDatabase, bankCode: "004" | "088" = "004"): Promise<void> {
  await database.sql("DELETE FROM virtual_account WHERE bank_code = $1 AND trade_relationship_id IS NULL", [
    bankCode,
  ]);
}
