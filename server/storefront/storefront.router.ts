import { listStatement } from "#server/payments/statement/list-statement.ts";
import { storeStatementInput } from "#server/payments/statement/statement.schema.ts";
import { db } from "#server/platform/db.ts";
import { router } from "#server/trpc/init.ts";
import { toPage } from "#server/trpc/paging.schema.ts";
import { billLinkProcedure, storeProcedure } from "#server/trpc/procedures.ts";
import { getStoreBill } from "./get-store-bill.ts";
import { listActiveBills } from "./list-active-bills.ts";
import { listStores } from "./list-stores.ts";
import { openBillLink } from "./open-bill-link.ts";
import { listStoreBills } from "./store-bill.repository.ts";
import { listStorePayments } from "./store-payment.repository.ts";
import { linkedBillInput, storeBillInput, storeBillsInput, storePaymentsInput } from "./storefront.schema.ts";

/** What a store sees. No sum over bills anywhere, no remaining amount of a bill that has ended (rule R3). */
export const storefrontRouter = router({
  stores: storeProcedure.query(({ ctx }) => listStores(ctx.viewer)),

  /** Each trade with its active bill, or null. */
  activeBills: storeProcedure.query(({ ctx }) => listActiveBills(ctx.viewer)),

  /** One page of bills, newest first. */
  bills: storeProcedure.input(storeBillsInput).query(async ({ ctx, input }) => {
    const rows = await listStoreBills(db(), ctx.viewer.phoneNumber, input);
    return toPage(rows, input.limit, (bill) => bill.cursor);
  }),

  bill: storeProcedure
    .input(storeBillInput)
    .query(({ ctx, input }) => getStoreBill(ctx.viewer, input.billId)),

  /** 납부 내역: payments and reversals, newest transfer first. */
  payments: storeProcedure.input(storePaymentsInput).query(async ({ ctx, input }) => {
    const rows = await listStorePayments(db(), ctx.viewer.phoneNumber, input);
    return toPage(rows, input.limit, (entry) => entry.cursor);
  }),

  /** 납부 내역 of a period with one distributor: the very statement that the distributor sees. */
  statement: storeProcedure
    .input(storeStatementInput)
    .query(({ ctx, input }) => listStatement({ ownerPhone: ctx.viewer.phoneNumber }, input)),

  /** What the link in a bill message opens. */
  linkedBill: billLinkProcedure.input(linkedBillInput).query(({ input }) => openBillLink(input.token)),
});
