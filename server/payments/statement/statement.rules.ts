import { createHash } from "node:crypto";

export interface StatementLine {
  id: string;
  kind: "PAYMENT" | "REVERSAL";
  tradedAt: Date;
  storeName: string;
  customerCode: string;
  depositorName: string | null;
  /** Above 0; a REVERSAL takes it back. */
  amountWon: bigint;
  billId: string | null;
  billIssuedAt: Date | null;
  billAmountWon: bigint | null;
}

export interface StatementParties {
  distributorId: string;
  distributorName: string;
  distributorBusinessNumber: string;
  /** Null: all of the distributor's stores. */
  store: { tradeRelationshipId: string; storeId: string; storeName: string; customerCode: string } | null;
}

/** A statement as it is stored, hashed and printed. */
export interface StatementSnapshot {
  parties: StatementParties;
  fromOn: string;
  toOn: string;
  issuedAt: Date;
  lines: StatementLine[];
}

/** Sums of payments and of reversals: never of bills, whose amounts contain carried-over arrears. */
export function totalsOf(lines: readonly Pick<StatementLine, "kind" | "amountWon">[]) {
  const sum = (kind: StatementLine["kind"]) =>
    lines.reduce((total, line) => (line.kind === kind ? total + line.amountWon : total), 0n);
  return { entryCount: lines.length, paymentWon: sum("PAYMENT"), reversalWon: sum("REVERSAL") };
}

/**
 * The snapshot as text. nonce: random, so that nobody who knows the payments can work out the code without having
 * received the document.
 */
export function writeSnapshot(snapshot: StatementSnapshot, nonce: string): string {
  return JSON.stringify({ version: 1, nonce, ...snapshot }, (_key, value) =>
    typeof value === "bigint" ? `${value}n` : value,
  );
}

export function readSnapshot(text: string): StatementSnapshot {
  return JSON.parse(text, (key, value) => {
    if (key.endsWith("At") && typeof value === "string") return new Date(value);
    if (key.endsWith("Won") && typeof value === "string") return BigInt(value.slice(0, -1));
    return value;
  });
}

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's: no I, L, O, U to misread
const codeLength = 20; // 100 bits: not to be guessed

/** The code under which a snapshot can be checked: the beginning of its SHA-256. */
export function codeOf(snapshotText: string): string {
  const bytes = createHash("sha256").update(snapshotText, "utf8").digest();
  let bits = BigInt(`0x${bytes.toString("hex")}`) >> BigInt(256 - codeLength * 5);
  let code = "";
  for (let place = 0; place < codeLength; place += 1) {
    code = alphabet.charAt(Number(bits & 31n)) + code;
    bits >>= 5n;
  }
  return code;
}

/** As printed: in groups of five. */
export function printedCode(code: string): string {
  return code.replace(/(.{5})(?=.)/g, "$1-");
}

/** What was typed, as a code: separators and case do not matter, nor letters taken for digits. Null: it cannot be one. */
export function typedCode(text: string): string | null {
  const code = text
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return code.length === codeLength && [...code].every((sign) => alphabet.includes(sign)) ? code : null;
}

/** What makes two statements the same: their entries, amounts, moments and bills, in order. */
export function linesHash(keys: string): string {
  return createHash("sha256").update(keys, "utf8").digest("hex");
}
