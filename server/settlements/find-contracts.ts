import { db } from "#server/platform/db.ts";
import { type Page, toPage } from "#server/trpc/paging.schema.ts";
import { type Contract, listContracts, listDistributors } from "./contract.repository.ts";
import type { ContractsInput } from "./settlement.schema.ts";

/** The terms in force (null: none has begun) and those that follow next (null: none agreed). */
export interface ContractOutlook {
  inForce: Contract | null;
  next: Contract | null;
}

/** A distributor's contract. */
export async function findContract(distributorId: string): Promise<ContractOutlook> {
  return outlook(await listContracts(db(), [distributorId]));
}

/** Every distributor with its contract; one that has none is listed too, as something that wants doing. */
export async function findContracts(
  input: ContractsInput,
): Promise<Page<ContractOutlook & { distributorId: string; distributorName: string }>> {
  const page = toPage(await listDistributors(db(), input), input.limit, (last) => last.distributorId);
  const contracts = await listContracts(
    db(),
    page.items.map(({ distributorId }) => distributorId),
  );
  const items = page.items.map((distributor) => ({
    ...distributor,
    ...outlook(contracts.filter(({ distributorId }) => distributorId === distributor.distributorId)),
  }));
  return { ...page, items };
}

/** contracts: of one distributor, newest first. */
function outlook(contracts: Awaited<ReturnType<typeof listContracts>>): ContractOutlook {
  return {
    inForce: contracts.find(({ state }) => state === "IN_FORCE") ?? null,
    next: contracts.findLast(({ state }) => state === "NEXT") ?? null,
  };
}
