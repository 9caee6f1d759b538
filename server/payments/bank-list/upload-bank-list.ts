import { createHash } from "node:crypto";
import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import type { PaymentErrorCode } from "../payment.errors.ts";
import { insertBankList } from "./bank-list.repository.ts";
import { readBankList } from "./read-bank-list.ts";

const maxBytes = 10 * 1024 * 1024;

/**
 * Keeps the bank's own list of a day, to compare with what is stored. It changes nothing by itself.
 * Throws BANK_LIST_TOO_LARGE, and what `readBankList` throws.
 */
export async function uploadBankList(
  actor: AdminActor,
  upload: { bankCode: string; tradedOn: string; fileName: string; bytes: Uint8Array },
): Promise<{ bankListId: string; lineCount: number }> {
  const { bytes, ...list } = upload;
  if (bytes.byteLength > maxBytes) throw new DomainError<PaymentErrorCode>("BANK_LIST_TOO_LARGE");
  const lines = readBankList(bytes, list.tradedOn);
  const fileSha256 = createHash("sha256").update(bytes).digest("hex");
  return transaction(async (tx) => {
    const { bankListId } = await insertBankList(tx, { ...list, fileSha256, uploadedBy: actor.userId }, lines);
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: null,
      action: "deposit.upload-list",
      subjectId: bankListId,
      details: { bankCode: list.bankCode, tradedOn: list.tradedOn, count: lines.length, fileSha256 },
    });
    return { bankListId, lineCount: lines.length };
  }, 60_000);
}
