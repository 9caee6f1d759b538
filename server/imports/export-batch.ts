import type { BillStatus, NotificationState } from "#prisma/generated/enums.ts";
import type { CsvValue } from "#server/platform/csv.ts";
import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { findBatchDetail } from "./batch.repository.ts";
import { type BatchBill, listBatchBills } from "./batch-bills.repository.ts";
import type { ImportErrorCode } from "./import.errors.ts";

const PAGE_ROWS = 1_000;

/** The words of the reader's language. */
export interface ExportTexts {
  headings: readonly string[];
  statusOf: (status: BillStatus) => string;
  messageOf: (state: NotificationState) => string;
}

/**
 * A batch's bills as rows of a table, headings first, read page by page as they are asked for.
 *
 * @throws DomainError BATCH_NOT_FOUND, before the first row
 */
export async function exportBatch(
  actor: DistributorActor,
  billBatchId: string,
  texts: ExportTexts,
): Promise<AsyncIterable<readonly CsvValue[]>> {
  const batch = await findBatchDetail(db(), actor.distributorId, billBatchId);
  if (!batch) throw new DomainError<ImportErrorCode>("BATCH_NOT_FOUND");
  return rowsOf(actor, billBatchId, texts);
}

async function* rowsOf(
  actor: DistributorActor,
  billBatchId: string,
  texts: ExportTexts,
): AsyncGenerator<readonly CsvValue[]> {
  yield texts.headings;
  let cursor: string | null = null;
  do {
    const input = { billBatchId, filter: "all" as const, cursor, limit: PAGE_ROWS };
    const page: BatchBill[] = await listBatchBills(db(), actor.distributorId, input);
    for (const bill of page.slice(0, PAGE_ROWS)) yield rowOf(bill, texts);
    cursor = page.length > PAGE_ROWS ? (page[PAGE_ROWS - 1]?.billId ?? null) : null;
  } while (cursor !== null);
}

function rowOf(bill: BatchBill, texts: ExportTexts): CsvValue[] {
  return [
    bill.customerCode,
    bill.storeName,
    bill.amountWon,
    bill.collectedWon,
    texts.statusOf(bill.status),
    bill.periodStartOn,
    bill.periodEndOn,
    bill.dueOn,
    bill.memo,
    bill.messageState && texts.messageOf(bill.messageState),
    bill.sentAt,
  ];
}
