/** What the list's address may hold. */
export const paymentFilters = { search: "", from: "", to: "", tradeRelationship: "" };

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A day that exists, as YYYY-MM-DD; null for anything else that was typed into an address. */
function dayOf(text: string): string | null {
  if (!DAY.test(text)) return null;
  return new Date(`${text}T00:00:00Z`).toISOString().startsWith(text) ? text : null;
}

export function uuidOf(text: string): string | null {
  return UUID.test(text) ? text : null;
}

/** The filters as the query takes them: what makes no sense is left out. */
export function paymentConditions(values: Record<keyof typeof paymentFilters, string>) {
  return {
    search: values.search.slice(0, 100),
    fromOn: dayOf(values.from),
    toOn: dayOf(values.to),
    tradeRelationshipId: uuidOf(values.tradeRelationship),
  };
}
