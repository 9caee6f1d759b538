import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router.ts";

type Outputs = inferRouterOutputs<AppRouter>["tradeRelationship"];

export type Distributor = Outputs["distributors"]["items"][number];
export type Store = Outputs["stores"]["items"][number];
export type StoreRelationship = Store["relationships"][number];
export type VirtualAccount = Outputs["virtualAccounts"]["items"][number];
export type AccountPool = Outputs["accountPools"][number];
export type AccountsAdded = Outputs["addVirtualAccounts"];
