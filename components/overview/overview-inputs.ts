// What the overview asks for, for the page's first paint and for the browser alike: the queries' keys have to agree.

export const latestPaymentsInput = { limit: 10 };

/** Whether there was any bill ever. */
export const anyBillInput = { status: "ALL", limit: 1 } as const;

/** Whether there is any store to bill. */
export const anyStoreInput = { limit: 1 };
