import { z } from "zod";
import { db } from "#server/platform/db.ts";
import { adminProcedure, distributorProcedure } from "#server/trpc/procedures.ts";
import { listCalendarDays } from "./calendar.repository.ts";
import { listPayoutEvents } from "./payout.repository.ts";
import { decidePayoutAccount, getPayoutAccount, requestPayoutAccount } from "./payout-account.ts";
import { confirmPayout, failPayout, repeatPayout } from "./record-payout.ts";
import { setCalendarDay } from "./set-calendar-day.ts";
import {
  calendarDayInput,
  confirmPayoutInput,
  decidePayoutAccountInput,
  failPayoutInput,
  payoutAccountInput,
  repeatPayoutInput,
  settlementInput,
} from "./settlement.schema.ts";

/** Paying out what was settled, the accounts that it goes to, and the calendar that its dates follow. */
export const payoutProcedures = {
  /** What happened to the payout of one's own settlement. Who did it is our own affair. */
  payoutEvents: distributorProcedure.input(settlementInput).query(async ({ ctx, input }) => {
    const events = await listPayoutEvents(db(), input.settlementId, ctx.viewer.distributorId);
    return events.map(({ byName: _byName, ...event }) => event);
  }),

  /** Admin: the same of anyone's, with who did it. */
  payoutEventsOfAny: adminProcedure
    .input(settlementInput)
    .query(({ input }) => listPayoutEvents(db(), input.settlementId, null)),

  confirmPayout: adminProcedure
    .input(confirmPayoutInput)
    .mutation(({ ctx, input }) => confirmPayout(ctx.viewer, input)),

  failPayout: adminProcedure
    .input(failPayoutInput)
    .mutation(({ ctx, input }) => failPayout(ctx.viewer, input)),

  repeatPayout: adminProcedure
    .input(repeatPayoutInput)
    .mutation(({ ctx, input }) => repeatPayout(ctx.viewer, input)),

  /** The account that one's own payouts go to; only the end of its number. */
  payoutAccount: distributorProcedure.query(async ({ ctx }) => {
    const { inUse, requested } = await getPayoutAccount(ctx.viewer.distributorId);
    return {
      changeRequested: requested !== null,
      inUse: inUse && {
        bankCode: inUse.bankCode,
        holderName: inUse.holderName,
        numberEnd: inUse.accountNumber.slice(-4),
      },
    };
  }),

  /** Admin: any distributor's, with the request that awaits a second admin. */
  payoutAccountOf: adminProcedure
    .input(z.object({ distributorId: z.uuid() }))
    .query(async ({ ctx, input }) => {
      const account = await getPayoutAccount(input.distributorId);
      return { ...account, mayApprove: account.requested?.requestedBy !== ctx.viewer.userId };
    }),

  requestPayoutAccount: adminProcedure
    .input(payoutAccountInput)
    .mutation(({ ctx, input }) => requestPayoutAccount(ctx.viewer, input)),

  decidePayoutAccount: adminProcedure
    .input(decidePayoutAccountInput)
    .mutation(({ ctx, input }) => decidePayoutAccount(ctx.viewer, input)),

  /** Admin: days on which we differ from the published calendar. */
  calendarDays: adminProcedure.query(() => listCalendarDays(db())),

  setCalendarDay: adminProcedure
    .input(calendarDayInput)
    .mutation(({ ctx, input }) => setCalendarDay(ctx.viewer, input)),
};
