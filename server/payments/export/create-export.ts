import { recordAudit } from "#server/audit/record-audit.ts";
import { toCsv } from "#server/platform/csv.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import { toXlsx } from "#server/platform/xlsx.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { PaymentErrorCode } from "../payment.errors.ts";
import { countPending, insertExport, lockExports, takePending } from "./export.repository.ts";
import { exportRow } from "./export.rules.ts";
import type { ExportFormat } from "./export.schema.ts";
import { getExportFormat } from "./export-format.ts";

/** Writing a longer workbook would hold up the process for seconds; what is left goes into the next file. */
const maxEntries = 10_000;
const timeoutMs = 120_000;

/**
 * Makes a file of all payments and reversals that stand in none yet, as CSV and as a workbook, in the distributor's
 * columns. Each is in exactly one file, however many clerks ask at once: taking an entry off the list, and putting it
 * into the file, is one transaction. Throws EXPORT_NOTHING_NEW.
 */
export async function createExport(
  actor: DistributorActor,
): Promise<{ erpExportId: string; number: number; entryCount: number; remainingCount: number }> {
  const { distributorId, userId } = actor;
  return transaction(async (tx) => {
    await lockExports(tx, distributorId);
    const entries = await takePending(tx, distributorId, maxEntries);
    if (entries.length === 0) throw new DomainError<PaymentErrorCode>("EXPORT_NOTHING_NEW");
    const format = await getExportFormat(distributorId, tx);
    const rows = entries.map((entry) => exportRow(entry, format));
    const [csv, xlsx] = await Promise.all([csvOf(format, rows), xlsxOf(format, rows)]);
    const stored = await insertExport(tx, { distributorId, createdBy: userId, format, csv, xlsx }, entries);
    await recordAudit(tx, {
      actorId: userId,
      distributorId,
      action: "payment.export",
      subjectId: stored.erpExportId,
      details: { number: stored.number, entryCount: entries.length },
    });
    const { paymentCount, reversalCount } = await countPending(tx, distributorId);
    return { ...stored, entryCount: entries.length, remainingCount: paymentCount + reversalCount };
  }, timeoutMs);
}

type Rows = ReturnType<typeof exportRow>[];

const headerOf = ({ columns }: ExportFormat) => columns.map(({ header }) => header);

async function csvOf(format: ExportFormat, rows: Rows): Promise<Uint8Array> {
  const chunks: string[] = [];
  for await (const chunk of toCsv([headerOf(format), ...rows])) chunks.push(chunk);
  return Buffer.from(chunks.join(""), "utf8");
}

function xlsxOf(format: ExportFormat, rows: Rows): Promise<Uint8Array> {
  return toXlsx([{ name: "수납", header: headerOf(format), rows }]);
}
