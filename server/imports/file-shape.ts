import { createHash } from "node:crypto";

/**
 * What files that an ERP makes month after month have in common: their headings, in order. Blanks, case, full-width
 * letters and numbers do not count, as a heading may name its month ("10월 잔액").
 *
 * @returns SHA-256 as 64 hex digits
 */
export function shapeOf(headings: readonly string[]): string {
  const tidied = headings.map((heading) =>
    heading.normalize("NFKC").toLowerCase().replace(/\s+/g, "").replace(/\d+/g, "#"),
  );
  return createHash("sha256").update(JSON.stringify(tidied)).digest("hex");
}
