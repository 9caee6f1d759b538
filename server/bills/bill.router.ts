import { z } from "zod";
import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import { router } from "#server/trpc/init.ts";
import { pageInput, toPage } from "#server/trpc/paging.schema.ts";
import { distributorProcedure } from "#server/trpc/procedures.ts";
import type { BillErrorCode } from "./bill.errors.ts";
import {
  cancelBillInput,
  cancelBillsInput,
  correctBillInput,
  issueBillInput,
  listBillsInput,
} from "./bill.schema.ts";
import { countActiveBills, findBill, listBills } from "./bill-list.repository.ts";
import { billCursor, sortOf } from "./bill-order.ts";
import { cancelBill } from "./cancel-bill.ts";
import { cancelBills } from "./cancel-bills.ts";
import { correctBill } from "./correct-bill.ts";
import { issueSingleBill } from "./issue-single-bill.ts";
import { readMessagePolicy } from "./message-policy.repository.ts";
import { previewReminders } from "./preview-reminders.ts";
import { listRemindersOff } from "./reminder.repository.ts";
import {
  messagePolicyInput,
  previewRemindersInput,
  remindInput,
  turnRemindersOffInput,
} from "./reminder.schema.ts";
import { revokeBillLink } from "./revoke-bill-link.ts";
import { saveMessagePolicyOf } from "./save-message-policy.ts";
import { sendUnpaidReminders } from "./send-unpaid-reminders.ts";
import { turnRemindersOff } from "./turn-reminders-off.ts";
import { whenMessagesLeave } from "./when-messages-leave.ts";

export const billRouter = router({
  /** One page of bills, newest first unless sorted otherwise. */
  list: distributorProcedure.input(listBillsInput).query(async ({ ctx, input }) => {
    const rows = await listBills(db(), ctx.viewer.distributorId, input);
    return toPage(rows, input.limit, (bill) => billCursor(sortOf(input), bill));
  }),

  get: distributorProcedure.input(z.object({ billId: z.uuid() })).query(async ({ ctx, input }) => {
    const bill = await findBill(db(), ctx.viewer.distributorId, input.billId);
    if (!bill) throw new DomainError<BillErrorCode>("BILL_NOT_FOUND");
    return bill;
  }),

  /** How the active bills stand: counts, never sums (rule R3). */
  counts: distributorProcedure.query(({ ctx }) => countActiveBills(db(), ctx.viewer.distributorId)),

  issue: distributorProcedure
    .input(issueBillInput)
    .mutation(({ ctx, input }) => issueSingleBill(ctx.viewer, input)),

  /** The right bill in place of a wrong one. */
  correct: distributorProcedure
    .input(correctBillInput)
    .mutation(({ ctx, input }) => correctBill(ctx.viewer, input)),

  cancel: distributorProcedure
    .input(cancelBillInput)
    .mutation(({ ctx, input }) => cancelBill(ctx.viewer, input)),

  /** What can be cancelled of a selection; answers which were not, and why. */
  cancelMany: distributorProcedure
    .input(cancelBillsInput)
    .mutation(({ ctx, input }) => cancelBills(ctx.viewer, input)),

  /** Closes the link in the bill's message. */
  revokeLink: distributorProcedure
    .input(z.object({ billId: z.uuid() }))
    .mutation(({ ctx, input }) => revokeBillLink(ctx.viewer, input.billId)),

  remind: distributorProcedure
    .input(remindInput)
    .mutation(({ ctx, input }) => sendUnpaidReminders(ctx.viewer, input.billIds)),

  /** What a reminder would do now, with its text. It changes nothing; a mutation, as an address holds no selection. */
  previewReminders: distributorProcedure
    .input(previewRemindersInput)
    .mutation(({ ctx, input }) => previewReminders(ctx.viewer, input.billIds)),

  /** Leaves a store out of all reminders, or takes it in again. */
  turnRemindersOff: distributorProcedure
    .input(turnRemindersOffInput)
    .mutation(({ ctx, input }) => turnRemindersOff(ctx.viewer, input)),

  /** The stores that are never reminded. */
  remindersOff: distributorProcedure.input(pageInput).query(async ({ ctx, input }) => {
    const rows = await listRemindersOff(db(), ctx.viewer.distributorId, input);
    return toPage(rows, input.limit, (store) => store.tradeRelationshipId);
  }),

  /** When messages leave, how often and when by themselves stores are reminded. */
  messagePolicy: distributorProcedure.query(async ({ ctx }) => {
    const { distributorId } = ctx.viewer;
    const { policy } = await readMessagePolicy(db(), distributorId);
    /** leavesAt: of a bill or reminder that is queued now; null: at once. */
    return { ...policy, leavesAt: await whenMessagesLeave(db(), distributorId) };
  }),

  saveMessagePolicy: distributorProcedure
    .input(messagePolicyInput)
    .mutation(({ ctx, input }) => saveMessagePolicyOf(ctx.viewer, input)),
});
