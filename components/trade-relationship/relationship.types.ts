import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router.ts";

type Outputs = inferRouterOutputs<AppRouter>["tradeRelationship"];

/** A distributor's customer, as its list and detail show it. */
export type Relationship = Outputs["list"]["items"][number];
