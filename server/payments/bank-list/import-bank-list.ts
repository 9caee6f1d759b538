import { recordAudit } from "#server/audit/record-audit.ts";
import { type BankNotice, parseBankNotice } from "#server/bank/bank-notice.schema.ts";
import { db, transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import type { PaymentErrorCode } from "../payment.errors.ts";
import { type NoticeOutcome, recordNoticeIn } from "../record-notice.ts";
import { findBankList, findMissingLines } from "./bank-list.repository.ts";
import type { BankListLine } from "./read-bank-list.ts";

/**
 * Records what the bank lists and nobody has told us of, through the very operation that a webhook uses; so what comes
 * meanwhile is a repeat, and a cancellation finds its deposit. Each line is a transaction and an entry of the audit
 * trail; a call that was cut off is simply made again.
 * Throws BANK_LIST_NOT_FOUND, BANK_LIST_LINES_UNKNOWN when one of the lines is not missing here (any more).
 */
export async function importBankList(
  actor: AdminActor,
  choice: { bankListId: string; lineNos: number[] },
): Promise<Record<NoticeOutcome, number>> {
  const list = await findBankList(db(), choice.bankListId);
  if (!list) throw new DomainError<PaymentErrorCode>("BANK_LIST_NOT_FOUND");
  const lines = await findMissingLines(db(), choice.bankListId, choice.lineNos);
  if (lines.length !== new Set(choice.lineNos).size)
    throw new DomainError<PaymentErrorCode>("BANK_LIST_LINES_UNKNOWN");
  const counts: Record<NoticeOutcome, number> = { recorded: 0, repeat: 0, held: 0 };
  for (const line of lines) {
    const notice = noticeOf(list.bankCode, choice.bankListId, line);
    counts[await importLine(actor, choice.bankListId, notice)] += 1;
  }
  return counts;
}

function importLine(actor: AdminActor, bankListId: string, notice: BankNotice): Promise<NoticeOutcome> {
  return transaction(async (tx) => {
    const outcome = await recordNoticeIn(tx, notice);
    const { transactionId, amountWon } = notice;
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: null,
      action: "deposit.import-list",
      subjectId: bankListId,
      details: { transactionId, amountWon, outcome },
    });
    return outcome;
  });
}

/** A line in the words of our own contract, which is how deposits are stored; where it came from stands beside. */
function noticeOf(bankCode: string, bankListId: string, line: BankListLine): BankNotice {
  const tradedAt = line.tradedAt.toISOString();
  const { transactionId, accountNumber, originalTransactionId, depositorName } = line;
  const about = { bankCode, transactionId, accountNumber, amount: Number(line.amountWon), tradedAt };
  const isDeposit = line.kind === "RECEIVED";
  return parseBankNotice(
    JSON.stringify({
      type: isDeposit ? "deposit.received" : "deposit.canceled",
      timestamp: tradedAt,
      data: isDeposit
        ? { ...about, depositorName: depositorName ?? "" }
        : { ...about, originalTransactionId },
      reported: { by: "bank-list", bankListId, lineNo: line.lineNo },
    }),
  );
}
