/** Which import the page shows stands in its address, so that a reload finds it again. */
export const importAddress = { import: "" };

/** Anyone may have typed it: what is no id is no import. */
export function importIdOf(value: string): string | null {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value : null;
}
