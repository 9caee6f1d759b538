import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router.ts";

type Outputs = inferRouterOutputs<AppRouter>;

export type BillRow = Outputs["bill"]["list"]["items"][number];
export type BillCounts = Outputs["bill"]["counts"];
export type PaymentEntry = Outputs["payment"]["list"]["items"][number];
export type Relationship = Outputs["tradeRelationship"]["list"]["items"][number];
