/** What the procedures take at once. */
const MOST_AT_ONCE = 1_000;

/** Some ids (null: all, however many) in parts that a procedure takes. */
export function partsOf(billIds: readonly string[] | null): (string[] | null)[] {
  return billIds === null ? [null] : idParts(billIds);
}

/** The ids in parts that a procedure takes. A part that fails leaves the ones before it done. */
export function idParts(billIds: readonly string[]): string[][] {
  const count = Math.ceil(billIds.length / MOST_AT_ONCE);
  return Array.from({ length: count }, (_, index) =>
    billIds.slice(index * MOST_AT_ONCE, (index + 1) * MOST_AT_ONCE),
  );
}
