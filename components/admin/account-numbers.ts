import { accountNumber } from "#server/trade-relationships/trade-relationship.schema.ts";

/**
 * Account numbers out of pasted text, one a line (or separated by commas, semicolons or tabs, as from a spreadsheet's
 * column); dashes and spaces inside a number do not matter. `wrong`: what is none, as it stands there.
 */
export function readAccountNumbers(text: string): { numbers: string[]; wrong: string[] } {
  const numbers: string[] = [];
  const wrong: string[] = [];
  for (const piece of text.split(/[\r\n,;\t]+/)) {
    const trimmed = piece.trim();
    if (trimmed === "") continue;
    const digits = trimmed.normalize("NFKC").replace(/[\s\-‐-―]/g, "");
    if (accountNumber.safeParse(digits).success) numbers.push(digits);
    else wrong.push(trimmed);
  }
  return { numbers, wrong };
}
