/**
 * What two spellings of a store's name have in common: full-width characters, spaces and the case of Latin letters do
 * not count. `storeNameKey` of this domain's repository computes the same in SQL.
 */
export function storeNameKey(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/[ \t\r\n]/g, "")
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
