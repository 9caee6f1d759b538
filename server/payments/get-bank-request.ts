import { bodyText, findBankRequest } from "#server/bank/read-bank-requests.ts";
import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { PaymentErrorCode } from "./payment.errors.ts";

/** One request of the log, with its body as text. Throws BANK_REQUEST_NOT_FOUND. */
export async function getBankRequest(bankRequestId: string) {
  const logged = await findBankRequest(db(), bankRequestId);
  if (!logged) throw new DomainError<PaymentErrorCode>("BANK_REQUEST_NOT_FOUND");
  const { body, ...request } = logged;
  return { ...request, bodyText: bodyText(request.provider, body) };
}
