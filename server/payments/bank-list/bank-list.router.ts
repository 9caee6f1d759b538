import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import { adminProcedure } from "#server/trpc/procedures.ts";
import type { PaymentErrorCode } from "../payment.errors.ts";
import { compareBankList, findBankList, listBankLists } from "./bank-list.repository.ts";
import { bankListIdInput, importBankListInput, uploadBankListInput } from "./bank-list.schema.ts";
import { importBankList } from "./import-bank-list.ts";
import { uploadBankList } from "./upload-bank-list.ts";

/** Bank reconciliation: what the bank lists for a day against what it has told us. Part of the payment router. */
export const bankListProcedures = {
  /** The newest lists. */
  bankLists: adminProcedure.query(() => listBankLists(db(), 20)),

  uploadBankList: adminProcedure.input(uploadBankListInput).mutation(({ ctx, input }) => {
    const { contentBase64, ...upload } = input;
    return uploadBankList(ctx.viewer, { ...upload, bytes: Buffer.from(contentBase64, "base64") });
  }),

  /** Missing here, missing there, differing; and how many agree. */
  bankList: adminProcedure.input(bankListIdInput).query(async ({ input }) => {
    const list = await findBankList(db(), input.bankListId);
    if (!list) throw new DomainError<PaymentErrorCode>("BANK_LIST_NOT_FOUND");
    const compared = await compareBankList(db(), input.bankListId);
    const transactions = compared.filter(({ comparedAs }) => comparedAs !== "MATCHED");
    return { ...list, matchedCount: compared.length - transactions.length, transactions };
  }),

  importBankList: adminProcedure
    .input(importBankListInput)
    .mutation(({ ctx, input }) => importBankList(ctx.viewer, input)),
};
