import { z } from "zod";
import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import { router } from "#server/trpc/init.ts";
import { toPage } from "#server/trpc/paging.schema.ts";
import { distributorProcedure } from "#server/trpc/procedures.ts";
import type { BillErrorCode } from "./bill.errors.ts";
import * as repository from "./bill.repository.ts";
import { cancelBillInput, issueBillInput, listBillsInput, remindInput } from "./bill.schema.ts";
import { cancelBill } from "./cancel-bill.ts";
import { issueSingleBill } from "./issue-single-bill.ts";
import { revokeBillLink } from "./revoke-bill-link.ts";
import { sendUnpaidReminders } from "./send-unpaid-reminders.ts";

export const billRouter = router({
  /** One page of bills, newest first. */
  list: distributorProcedure.input(listBillsInput).query(async ({ ctx, input }) => {
    const rows = await repository.listBills(db(), ctx.viewer.distributorId, input);
    return toPage(rows, input.limit, (bill) => bill.id);
  }),

  get: distributorProcedure.input(z.object({ billId: z.uuid() })).query(async ({ ctx, input }) => {
    const bill = await repository.findBill(db(), ctx.viewer.distributorId, input.billId);
    if (!bill) throw new DomainError<BillErrorCode>("BILL_NOT_FOUND");
    return bill;
  }),

  /** How the active bills stand: counts, never sums (rule R3). */
  counts: distributorProcedure.query(({ ctx }) =>
    repository.countActiveBills(db(), ctx.viewer.distributorId),
  ),

  issue: distributorProcedure
    .input(issueBillInput)
    .mutation(({ ctx, input }) => issueSingleBill(ctx.viewer, input)),

  cancel: distributorProcedure
    .input(cancelBillInput)
    .mutation(({ ctx, input }) => cancelBill(ctx.viewer, input)),

  /** Closes the link in the bill's message. */
  revokeLink: distributorProcedure
    .input(z.object({ billId: z.uuid() }))
    .mutation(({ ctx, input }) => revokeBillLink(ctx.viewer, input.billId)),

  remind: distributorProcedure
    .input(remindInput)
    .mutation(({ ctx, input }) => sendUnpaidReminders(ctx.viewer, input.billIds)),
});
