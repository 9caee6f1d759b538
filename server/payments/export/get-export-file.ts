import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { PaymentErrorCode } from "../payment.errors.ts";
import { findExportFile } from "./export.repository.ts";
import type { ExportFileType } from "./export.schema.ts";

/** A file that was exported, byte for byte. Throws EXPORT_NOT_FOUND, also for another distributor's. */
export async function getExportFile(
  distributorId: string,
  erpExportId: string,
  fileType: ExportFileType,
): Promise<{ name: string; content: Uint8Array<ArrayBuffer> }> {
  const file = await findExportFile(db(), distributorId, erpExportId, fileType);
  if (!file) throw new DomainError<PaymentErrorCode>("EXPORT_NOT_FOUND");
  return { name: `수납_${file.createdOn}_${file.number}`, content: new Uint8Array(file.content) };
}
