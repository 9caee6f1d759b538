// What the lists ask for, and what a page asks for them on the server: the same, or the browser would ask again.

export const historyInput = { limit: 30 };

export const itemsInput = (settlementId: string) => ({ settlementId, limit: 50 });

export const contractsInput = (search: string) => ({ search, limit: 50 });

export const settlementStatuses = ["OPEN", "TO_PAY", "CLOSED", "ALL"] as const;

/** status: as it stands in the address. */
export const settlementsInput = (status: string | undefined) => ({
  status: settlementStatuses.find((known) => known === status) ?? ("OPEN" as const),
  limit: 50,
});
