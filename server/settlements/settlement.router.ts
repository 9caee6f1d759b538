import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import { router } from "#server/trpc/init.ts";
import { toPage } from "#server/trpc/paging.schema.ts";
import { adminProcedure, distributorProcedure } from "#server/trpc/procedures.ts";
import type { CalendarChanges } from "./bank-calendar.ts";
import { findContract, findContracts } from "./find-contracts.ts";
import { listForecast, withCalendar } from "./list-forecast.ts";
import { payoutProcedures } from "./payout.router.ts";
import { setContract } from "./set-contract.ts";
import type { SettlementErrorCode } from "./settlement.errors.ts";
import { findCalendarChanges } from "./settlement.repository.ts";
import { itemSteps, payoutOn, shownReasons } from "./settlement.rules.ts";
import {
  contractInput,
  contractsInput,
  historyInput,
  type ItemsInput,
  itemsInput,
  listSettlementsInput,
  settlementInput,
} from "./settlement.schema.ts";
import * as repository from "./settlement-list.repository.ts";

export const settlementRouter = router({
  ...payoutProcedures,

  /** What will be paid out, the next day first: only what has come in. */
  forecast: distributorProcedure.query(({ ctx }) => listForecast(ctx.viewer.distributorId)),

  /** What was closed for payout, newest first. */
  history: distributorProcedure.input(historyInput).query(async ({ ctx, input }) => {
    const { cursor = null, limit } = input;
    const rows = await repository.listClosed(db(), ctx.viewer.distributorId, cursor, limit);
    return toPage(rows.map(withCalendar), limit, (settlement) => settlement.payoutOn);
  }),

  get: distributorProcedure
    .input(settlementInput)
    .query(({ ctx, input }) => getSettlement(input.settlementId, ctx.viewer.distributorId)),

  /** The payments and reversals of one settlement, newest first. */
  items: distributorProcedure
    .input(itemsInput)
    .query(({ ctx, input }) => pageOfItems(input, ctx.viewer.distributorId)),

  /** The terms in force, and those that will follow. */
  contract: distributorProcedure.query(({ ctx }) => findContract(ctx.viewer.distributorId)),

  /** Admin: the settlements of all distributors, open ones by the next payout, else the newest first. */
  list: adminProcedure.input(listSettlementsInput).query(async ({ input }) => {
    const rows = await repository.listSettlements(db(), input);
    return toPage(rows.map(withCalendar), input.limit, (last) => `${last.payoutOn}/${last.settlementId}`);
  }),

  /** Admin: one settlement of any distributor. */
  getAny: adminProcedure.input(settlementInput).query(({ input }) => getSettlement(input.settlementId, null)),

  /** Admin: the items of any distributor's settlement. */
  itemsOfAny: adminProcedure.input(itemsInput).query(({ input }) => pageOfItems(input, null)),

  /** Admin: all distributors and their terms. */
  contracts: adminProcedure.input(contractsInput).query(({ input }) => findContracts(input)),

  setContract: adminProcedure
    .input(contractInput)
    .mutation(({ ctx, input }) => setContract(ctx.viewer, input)),
});

async function getSettlement(settlementId: string, distributorId: string | null) {
  const settlement = await repository.findSettlement(db(), settlementId, distributorId);
  if (!settlement) throw new DomainError<SettlementErrorCode>("SETTLEMENT_NOT_FOUND");
  return withCalendar(settlement);
}

async function pageOfItems(input: ItemsInput, distributorId: string | null) {
  await getSettlement(input.settlementId, distributorId);
  const [rows, changes] = await Promise.all([
    repository.listItems(db(), input, distributorId),
    findCalendarChanges(db()),
  ]);
  return toPage(
    rows.map((row) => withReasons(row, changes)),
    input.limit,
    (item) => item.itemId,
  );
}

/** Why an item stands where it stands, and, for comparison, where it was to stand by contract and calendar. */
function withReasons(row: repository.ItemRow, changes: CalendarChanges) {
  const { reason, businessDays, cutoffTime, paymentTradedAt, ...item } = row;
  const terms = { businessDays, cutoffTime };
  return {
    ...item,
    reasons: shownReasons({ ...item, reason }, changes),
    steps: itemSteps({ ...item, reason, terms }, changes),
    expectedOn: payoutOn(paymentTradedAt, terms, changes).payoutOn,
  };
}
