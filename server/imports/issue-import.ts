import { recordAudit } from "#server/audit/record-audit.ts";
import { issueBills } from "#server/bills/issue-bills.ts";
import { now } from "#server/platform/clock.ts";
import { type Tx, transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { TradeRelationshipErrorCode } from "#server/trade-relationships/trade-relationship.errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import * as batches from "./batch.repository.ts";
import type { ImportErrorCode } from "./import.errors.ts";
import * as repository from "./import.repository.ts";
import type { IssueImportInput } from "./import.schema.ts";
import { lockStagedImport } from "./lock-staged-import.ts";
import { saveMapping } from "./mapping-memory.repository.ts";
import { type Report, withProgress } from "./progress.ts";
import { readSettings } from "./setting.repository.ts";
import { countTotals } from "./totals.repository.ts";

/** 100,000 bills, on a slow machine. */
const ISSUE_TIMEOUT_MS = 180_000;

/** About what a bill, its notification and its job take, on a slow machine. */
const INSERTING_MS_PER_BILL = 0.1;

/**
 * Bills every store of an import at once: expiry of the previous bills, the new bills, their notifications and jobs,
 * all or nothing. Asked again (a double click, a lost answer, a second tab) it answers with the batch that there is.
 *
 * @throws DomainError IMPORT_NOT_FOUND, IMPORT_DISCARDED, IMPORT_CHANGED, IMPORT_HAS_ERRORS, IMPORT_NOTHING_TO_BILL,
 *   IMPORT_CUSTOMERS_CHANGED; BATCH_KEY_REUSED when the key stands for another import's issue
 */
export function issueImport(actor: DistributorActor, issue: IssueImportInput): Promise<batches.BatchRow> {
  return withProgress(
    actor,
    { key: issue.idempotencyKey, kind: "ISSUE", fileName: "", importId: issue.importId },
    (report) =>
      transaction(async (tx) => {
        await repository.lockImport(tx, actor.distributorId, issue.importId);
        const done = await batches.findBatch(tx, actor.distributorId, issue);
        if (done && done.importId !== issue.importId) {
          throw new DomainError<ImportErrorCode>("BATCH_KEY_REUSED");
        }
        return done ?? issueBatch(tx, actor, issue, report);
      }, ISSUE_TIMEOUT_MS),
    ({ importId }) => importId,
  );
}

async function issueBatch(
  tx: Tx,
  actor: DistributorActor,
  issue: IssueImportInput,
  report: Report,
): Promise<batches.BatchRow> {
  report("CHECKING");
  const { importId, idempotencyKey, expectedCount: billCount, expectedTotalWon: totalWon } = issue;
  await assertAsSeen(tx, actor, issue);
  const billBatchId = await batches.insertBatch(tx, actor, { importId, idempotencyKey, billCount, totalWon });
  report("ISSUING", 0, billCount);
  const notBefore = await holdEnd(tx, actor, billCount);
  const { instant, leavesAt: holdUntil } = await issueBills(tx, actor, {
    source: batches.billSource(importId),
    expectedCount: billCount,
    billBatchId,
    ...(notBefore ? { notBefore } : {}),
  }).catch(explainMissing);
  const issuedAt = await batches.dateBatch(tx, billBatchId, { instant, holdUntil });
  await repository.markIssued(tx, importId);
  await recordAudit(tx, {
    actorId: actor.userId,
    distributorId: actor.distributorId,
    action: "billImport.issue",
    subjectId: importId,
    details: { billBatchId, version: issue.version, billCount, totalWon },
  });
  return { billBatchId, importId, issuedAt, billCount, totalWon, holdUntil };
}

/** Until when no message of the batch may leave; undefined when the distributor wants none held. */
async function holdEnd(tx: Tx, actor: DistributorActor, billCount: number): Promise<Date | undefined> {
  const { holdSeconds } = await readSettings(tx, actor.distributorId);
  if (holdSeconds === 0) return undefined;
  const inserting = billCount * INSERTING_MS_PER_BILL; // not taken off the time to think
  return new Date((await now(tx)).getTime() + holdSeconds * 1000 + inserting);
}

/** The clerk confirmed a number of stores and a sum: it is these that are billed, or nothing. */
async function assertAsSeen(tx: Tx, actor: DistributorActor, issue: IssueImportInput): Promise<void> {
  const { version, shape, mapping } = await lockStagedImport(tx, actor, issue.importId);
  const { toBillCount: count, toBillWon: totalWon, errorCount } = await countTotals(tx, issue.importId);
  if (version !== issue.version || count !== issue.expectedCount || totalWon !== issue.expectedTotalWon) {
    throw new DomainError<ImportErrorCode>("IMPORT_CHANGED", {
      seenCount: issue.expectedCount,
      seenTotalWon: issue.expectedTotalWon,
      count,
      totalWon,
    });
  }
  if (errorCount > 0) throw new DomainError<ImportErrorCode>("IMPORT_HAS_ERRORS", { errorCount });
  if (count === 0) throw new DomainError<ImportErrorCode>("IMPORT_NOTHING_TO_BILL");
  if (shape !== null) await saveMapping(tx, actor, shape, mapping);
}

/** To the clerk it is the file's stores that have changed since it was read; reading it again names the rows. */
function explainMissing(error: unknown): never {
  const isMissing =
    error instanceof DomainError &&
    error.code === ("TRADE_RELATIONSHIP_NOT_FOUND" satisfies TradeRelationshipErrorCode);
  if (!isMissing) throw error;
  throw new DomainError<ImportErrorCode>("IMPORT_CUSTOMERS_CHANGED", {
    missing: error.details.missing ?? null,
  });
}
