import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import type { AddVirtualAccountsInput } from "./trade-relationship.schema.ts";
import { insertVirtualAccounts } from "./virtual-account.repository.ts";

export interface AccountsAdded {
  addedCount: number;
  /** Numbers that were in the pool or given already: left as they are. */
  knownNumbers: string[];
  /** Numbers that the list holds more than once: added once. */
  repeatedNumbers: string[];
}

/**
 * Puts account numbers, as the bank has handed them over, into the pool. Doubles change nothing, and are reported.
 * Audited. actor null: the product itself.
 */
export function addVirtualAccounts(
  actor: AdminActor | null,
  input: AddVirtualAccountsInput,
): Promise<AccountsAdded> {
  const { accountNumbers, bankCode } = input;
  return transaction(async (tx) => {
    const added = new Set(await insertVirtualAccounts(tx, input));
    const knownNumbers = [...new Set(accountNumbers)].filter((number) => !added.has(number));
    await recordAudit(tx, {
      actorId: actor?.userId ?? null,
      distributorId: null,
      action: "virtualAccount.add",
      subjectId: null,
      details: { bankCode, addedCount: added.size, knownCount: knownNumbers.length },
    });
    return { addedCount: added.size, knownNumbers, repeatedNumbers: repeatedIn(accountNumbers) };
  });
}

function repeatedIn(numbers: string[]): string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const number of numbers) (seen.has(number) ? repeated : seen).add(number);
  return [...repeated];
}
