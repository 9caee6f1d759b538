import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import { router } from "#server/trpc/init.ts";
import { toPage } from "#server/trpc/paging.schema.ts";
import { adminProcedure, distributorProcedure } from "#server/trpc/procedures.ts";
import { addVirtualAccounts } from "./add-virtual-accounts.ts";
import { countWaiting } from "./admin-overview.repository.ts";
import { createDistributor } from "./create-distributor.ts";
import { createStore } from "./create-store.ts";
import { findDistributor, listDistributors } from "./distributor.repository.ts";
import { endTradeRelationship, resumeTradeRelationship } from "./end-trade-relationship.ts";
import { openTradeRelationship } from "./open-trade-relationship.ts";
import { setStoreMedium } from "./set-store-medium.ts";
import { findStore, listStores } from "./store.repository.ts";
import type { TradeRelationshipErrorCode } from "./trade-relationship.errors.ts";
import { findRelationship, listRelationships } from "./trade-relationship.repository.ts";
import * as schema from "./trade-relationship.schema.ts";
import { countPools, listVirtualAccounts } from "./virtual-account.repository.ts";

export const tradeRelationshipRouter = router({
  /** One page of the distributor's customers (거래처), by code. */
  list: distributorProcedure.input(schema.listRelationshipsInput).query(async ({ ctx, input }) => {
    const rows = await listRelationships(db(), ctx.viewer.distributorId, input);
    return toPage(rows, input.limit, (row) => row.cursor);
  }),

  get: distributorProcedure.input(schema.tradeRelationshipInput).query(async ({ ctx, input }) => {
    const relationship = await findRelationship(db(), ctx.viewer.distributorId, input.tradeRelationshipId);
    if (!relationship) throw new DomainError<TradeRelationshipErrorCode>("TRADE_RELATIONSHIP_NOT_FOUND");
    return relationship;
  }),

  /** What waits for an operator, and how the pools of accounts stand. */
  adminOverview: adminProcedure.query(async () => {
    const [waiting, pools] = await Promise.all([countWaiting(db()), countPools(db())]);
    return { ...waiting, pools };
  }),

  adminList: adminProcedure.input(schema.listAllRelationshipsInput).query(async ({ input }) => {
    const rows = await listRelationships(db(), input.distributorId ?? null, input);
    return toPage(rows, input.limit, (row) => row.cursor);
  }),

  distributors: adminProcedure.input(schema.listDistributorsInput).query(async ({ input }) => {
    const rows = await listDistributors(db(), input);
    return toPage(rows, input.limit, (row) => row.id);
  }),

  distributor: adminProcedure.input(schema.distributorInput).query(async ({ input }) => {
    const distributor = await findDistributor(db(), input.distributorId);
    if (!distributor) throw new DomainError<TradeRelationshipErrorCode>("DISTRIBUTOR_NOT_FOUND");
    return distributor;
  }),

  createDistributor: adminProcedure
    .input(schema.createDistributorInput)
    .mutation(({ ctx, input }) => createDistributor(ctx.viewer, input)),

  stores: adminProcedure.input(schema.listStoresInput).query(async ({ input }) => {
    const rows = await listStores(db(), input);
    return toPage(rows, input.limit, (row) => row.id);
  }),

  store: adminProcedure.input(schema.storeInput).query(async ({ input }) => {
    const store = await findStore(db(), input.storeId);
    if (!store) throw new DomainError<TradeRelationshipErrorCode>("STORE_NOT_FOUND");
    return store;
  }),

  createStore: adminProcedure
    .input(schema.createStoreInput)
    .mutation(({ ctx, input }) => createStore(ctx.viewer, input)),

  setStoreMedium: adminProcedure
    .input(schema.setStoreMediumInput)
    .mutation(({ ctx, input }) => setStoreMedium(ctx.viewer, input)),

  open: adminProcedure
    .input(schema.openTradeRelationshipInput)
    .mutation(({ ctx, input }) => openTradeRelationship(ctx.viewer, input)),

  end: adminProcedure
    .input(schema.endTradeRelationshipInput)
    .mutation(({ ctx, input }) => endTradeRelationship(ctx.viewer, input)),

  resume: adminProcedure
    .input(schema.endTradeRelationshipInput)
    .mutation(({ ctx, input }) => resumeTradeRelationship(ctx.viewer, input)),

  virtualAccounts: adminProcedure.input(schema.listVirtualAccountsInput).query(async ({ input }) => {
    const rows = await listVirtualAccounts(db(), input);
    return toPage(rows, input.limit, (row) => row.id);
  }),

  /** Free and given accounts of each bank. */
  accountPools: adminProcedure.query(() => countPools(db())),

  addVirtualAccounts: adminProcedure
    .input(schema.addVirtualAccountsInput)
    .mutation(({ ctx, input }) => addVirtualAccounts(ctx.viewer, input)),
});
