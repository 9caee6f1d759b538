import { z } from "zod";
import { listBankRequests } from "#server/bank/read-bank-requests.ts";
import { now, seoulDayOf } from "#server/platform/clock.ts";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { router } from "#server/trpc/init.ts";
import { pageInput, toPage } from "#server/trpc/paging.schema.ts";
import { adminProcedure, distributorProcedure } from "#server/trpc/procedures.ts";
import { attributeDeposit } from "./attribute-deposit.ts";
import { bankListProcedures } from "./bank-list/bank-list.router.ts";
import { exportProcedures } from "./export/export.router.ts";
import { getBankRequest } from "./get-bank-request.ts";
import { linkPayment } from "./link-payment.ts";
import { noteRefund, retractRefundNote } from "./note-refund.ts";
import {
  attributeDepositInput,
  linkPaymentInput,
  listBankRequestsInput,
  listPaymentsInput,
  noteRefundInput,
  replayBankRequestInput,
  resolveHeldNoticeInput,
  retractRefundNoteInput,
  simulateNoticeInput,
} from "./payment.schema.ts";
import * as lists from "./payment-list.repository.ts";
import { withNotes } from "./payment-notes.ts";
import { replayBankRequest } from "./replay-bank-request.ts";
import { resolveHeldNotice } from "./resolve-held-notice.ts";
import { simulateNotice } from "./simulate-notice.ts";
import { statementProcedures } from "./statement/statement.router.ts";

export const paymentRouter = router({
  ...exportProcedures,
  ...statementProcedures,

  /** 수납 내역: payments and reversals, newest transfer first. */
  list: distributorProcedure.input(listPaymentsInput).query(async ({ ctx, input }) => {
    const rows = await lists.listPaymentEntries(db(), { distributorId: ctx.viewer.distributorId }, input);
    const page = toPage(rows, input.limit, (entry) => entry.cursor);
    return { ...page, items: page.items.map(withNotes) };
  }),

  /** What came in today (Seoul), net of reversals. */
  today: distributorProcedure.query(async ({ ctx }) => {
    const on = seoulDayOf(await now());
    return { on, ...(await lists.sumOfDay(db(), ctx.viewer.distributorId, on)) };
  }),

  link: distributorProcedure
    .input(linkPaymentInput)
    .mutation(({ ctx, input }) => linkPayment(ctx.viewer, input)),

  /** Notes that the distributor itself gave money back; nothing of ours moves. */
  noteRefund: distributorProcedure
    .input(noteRefundInput)
    .mutation(({ ctx, input }) => noteRefund(ctx.viewer, input)),

  retractRefundNote: distributorProcedure
    .input(retractRefundNoteInput)
    .mutation(({ ctx, input }) => retractRefundNote(ctx.viewer, input)),

  /** Deposits for accounts that nobody owns. */
  unmatched: adminProcedure.input(pageInput).query(async ({ input }) => {
    const rows = await lists.listUnmatchedDeposits(db(), input);
    return toPage(rows, input.limit, (deposit) => deposit.id);
  }),

  attribute: adminProcedure
    .input(attributeDepositInput)
    .mutation(({ ctx, input }) => attributeDeposit(ctx.viewer, input)),

  /** Notices kept aside: conflicts, stale ones, cancellations whose deposit has not come. */
  heldNotices: adminProcedure
    .input(pageInput.extend({ openOnly: z.boolean().default(true) }))
    .query(async ({ input }) => {
      const rows = await lists.listHeldNotices(db(), input);
      return toPage(rows, input.limit, (notice) => notice.id);
    }),

  resolveHeldNotice: adminProcedure
    .input(resolveHeldNoticeInput)
    .mutation(({ ctx, input }) => resolveHeldNotice(ctx.viewer, input)),

  /** What the banks asked of us, newest first. */
  bankRequests: adminProcedure.input(listBankRequestsInput).query(({ input }) => listBankRequests(input)),

  bankRequest: adminProcedure
    .input(z.object({ bankRequestId: z.uuid() }))
    .query(({ input }) => getBankRequest(input.bankRequestId)),

  replayBankRequest: adminProcedure
    .input(replayBankRequestInput)
    .mutation(({ ctx, input }) => replayBankRequest(ctx.viewer, input, new Date())),

  ...bankListProcedures,

  /** The sandbox's bank: whether there is one, and the newest deposits, which it can cancel. */
  sandbox: adminProcedure.query(async () => {
    const { SANDBOX } = env();
    return { available: SANDBOX, deposits: SANDBOX ? await lists.listRecentDeposits(db(), 20) : [] };
  }),

  simulateNotice: adminProcedure
    .input(simulateNoticeInput)
    .mutation(({ input }) => simulateNotice(input, new Date())),
});
