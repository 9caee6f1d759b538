import { randomBytes } from "node:crypto";
import { recordAudit } from "#server/audit/record-audit.ts";
import { now } from "#server/platform/clock.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { PaymentErrorCode } from "../payment.errors.ts";
import { getParties } from "./list-statement.ts";
import {
  insertStatement,
  listLines,
  readLineKeys,
  readTogether,
  type StatementReader,
} from "./statement.repository.ts";
import {
  codeOf,
  linesHash,
  readSnapshot,
  type StatementSnapshot,
  totalsOf,
  writeSnapshot,
} from "./statement.rules.ts";

/** Writing a longer document would hold up the process for seconds; a shorter period serves better. */
const maxStatementLines = 10_000;

export type IssuedStatement = StatementSnapshot & { code: string };

/**
 * A statement as a document: what the ledger says of the period now, stored, under a code by which either side can have
 * it checked. The same lines again are the same document, whichever side asks.
 * Throws TRADE_RELATIONSHIP_NOT_FOUND, STATEMENT_TOO_LARGE {maxEntries}.
 */
export async function issueStatement(
  reader: StatementReader & { userId: string },
  asked: { tradeRelationshipId: string | null; fromOn: string; toOn: string },
): Promise<IssuedStatement> {
  const { tradeRelationshipId, fromOn, toOn } = asked;
  const drawn = await readTogether(async (tx) => {
    const parties = await getParties(reader, tradeRelationshipId, tx);
    const scope = { distributorId: parties.distributorId, tradeRelationshipId, fromOn, toOn };
    const lines = await listLines(tx, scope, { limit: maxStatementLines + 1 });
    if (lines.length > maxStatementLines) {
      throw new DomainError<PaymentErrorCode>("STATEMENT_TOO_LARGE", { maxEntries: maxStatementLines });
    }
    const linesSha256 = linesHash(await readLineKeys(tx, scope, maxStatementLines));
    return { parties, scope, linesSha256, issuedAt: await now(tx), lines };
  });
  const { parties, scope, linesSha256, issuedAt } = drawn;
  const lines = drawn.lines.map(({ cursor: _cursor, ...line }) => line);
  const text = writeSnapshot({ parties, fromOn, toOn, issuedAt, lines }, randomBytes(16).toString("hex"));
  const standing = await transaction(async (tx) => {
    const stored = await insertStatement(tx, {
      ...scope,
      ...totalsOf(lines),
      ...{ code: codeOf(text), storeId: parties.store?.storeId ?? null, snapshot: text },
      ...{ issuedAt, issuedBy: reader.userId, linesSha256 },
    });
    if (stored.isNew) {
      await recordAudit(tx, {
        actorId: reader.userId,
        distributorId: scope.distributorId,
        action: "payment.issueStatement",
        subjectId: tradeRelationshipId,
        details: { fromOn, toOn, entryCount: lines.length },
      });
    }
    return stored.snapshot;
  });
  return { ...readSnapshot(standing), code: codeOf(standing) };
}
