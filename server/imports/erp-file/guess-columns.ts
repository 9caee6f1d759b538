import { matchHeading } from "./header-synonyms.ts";
import type { ColumnMapping } from "./mapping.schema.ts";
import type { RawRow } from "./row-reader.ts";
import { normaliseToken, parseBusinessNumber, parseDate, parseWon } from "./values.ts";

type CustomerColumns = Pick<ColumnMapping, "customerCode" | "businessNumber" | "customerName">;

const MIN_SHARE = 0.6;

/** Headings of columns that look like a code and are none. */
const NO_CODE = /순번|번호$|^no\.?$|^#$|전화|연락|휴대|팩스|fax|tel|phone|우편|계좌|account/i;

/** Headings of words that are different on every line and name no customer. */
const NO_NAME = /대표|주소|담당|지역|품목|품명|은행|메일|address|owner|contact|item|mail/i;

/**
 * Which columns name the customer where no heading says so: the business registration numbers that pass their
 * checksum; codes, known by their leading zeros or by letters among digits; names, mostly words and all different.
 */
export function guessCustomerColumns(
  columns: readonly string[],
  rows: readonly RawRow[],
  named: CustomerColumns,
): CustomerColumns {
  const guessed: CustomerColumns = {};
  const taken = new Set(columns.flatMap((heading, i) => (matchHeading(heading) ? [i] : [])));
  const find = (isLike: (tokens: readonly string[], heading: string) => boolean): number | undefined => {
    const index = columns.findIndex((heading, i) => {
      if (taken.has(i)) return false;
      const tokens = rows.map(({ cells }) => normaliseToken(cells[i] ?? "")).filter((token) => token !== "");
      return tokens.length >= Math.max(1, rows.length * MIN_SHARE) && isLike(tokens, heading);
    });
    if (index < 0) return undefined;
    taken.add(index);
    return index;
  };
  const set = (role: keyof CustomerColumns, isLike: Parameters<typeof find>[0]) => {
    const index = named[role] === undefined ? find(isLike) : undefined;
    if (index !== undefined) guessed[role] = index;
  };
  set(
    "businessNumber",
    (tokens) => share(tokens, (token) => parseBusinessNumber(token) !== null) >= MIN_SHARE,
  );
  set("customerCode", (tokens, heading) => !NO_CODE.test(heading) && areCodes(tokens));
  // What is known by a code needs no name, and a wrong one would be doubted on every line.
  const isKnown =
    (named.customerCode ?? named.businessNumber ?? guessed.customerCode ?? guessed.businessNumber) !==
    undefined;
  if (!isKnown) set("customerName", (tokens, heading) => !NO_NAME.test(heading) && areNames(tokens));
  return guessed;
}

function areCodes(tokens: readonly string[]): boolean {
  const isToken = (token: string) =>
    /^[A-Za-z]{0,4}-?\d[\dA-Za-z-]{1,18}$/.test(token) && !parseDate(token).ok;
  const isMarked = (token: string) => /^0\d/.test(token) || /[A-Za-z]/.test(token);
  return share(tokens, isToken) === 1 && share(tokens, isMarked) > 0 && areDifferent(tokens);
}

function areNames(tokens: readonly string[]): boolean {
  const isWord = (token: string) => /\p{L}{2}/u.test(token) && !parseWon(token).ok && !parseDate(token).ok;
  return share(tokens, isWord) >= 0.9 && areDifferent(tokens);
}

/** Nine in ten: a store may stand in a file twice. */
function areDifferent(tokens: readonly string[]): boolean {
  return tokens.length === 1 || new Set(tokens).size >= tokens.length * 0.9;
}

function share(tokens: readonly string[], test: (token: string) => boolean): number {
  return tokens.filter(test).length / tokens.length;
}
