import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { PaymentErrorCode } from "../payment.errors.ts";
import { findStatement, readLineKeys, takeCheck } from "./statement.repository.ts";
import { codeOf, linesHash, printedCode, readSnapshot, totalsOf, typedCode } from "./statement.rules.ts";

/** What the holder of a code may see: enough to hold the document against it, and no more. */
export interface VerifiedStatement {
  code: string;
  distributorName: string;
  /** Null: all of the distributor's stores. */
  storeName: string | null;
  fromOn: string;
  toOn: string;
  issuedAt: Date;
  entryCount: number;
  paymentWon: bigint;
  reversalWon: bigint;
  /** The ledger still says the same of that period; false: something was added or linked anew since. */
  unchanged: boolean;
}

/**
 * Checks a code that stands on a statement, from the address of whoever asks. Throws STATEMENT_NOT_FOUND also when the
 * stored snapshot does not yield the code any more: such a document is not confirmed. Throws TOO_MANY_CHECKS.
 */
export async function verifyStatement(typed: string, clientAddress: string): Promise<VerifiedStatement> {
  if (!(await takeCheck(db(), clientAddress))) throw new DomainError<PaymentErrorCode>("TOO_MANY_CHECKS");
  const code = typedCode(typed);
  const statement = code && (await findStatement(db(), code));
  if (!statement || codeOf(statement.snapshot) !== code) {
    throw new DomainError<PaymentErrorCode>("STATEMENT_NOT_FOUND");
  }
  const { parties, fromOn, toOn, issuedAt, lines } = readSnapshot(statement.snapshot);
  const keys = await readLineKeys(db(), statement, statement.entryCount + 1);
  return {
    ...{ code: printedCode(code), fromOn, toOn, issuedAt },
    distributorName: parties.distributorName,
    storeName: parties.store?.storeName ?? null,
    ...totalsOf(lines), // from what was hashed, not from the columns beside it
    unchanged: linesHash(keys) === statement.linesSha256,
  };
}
