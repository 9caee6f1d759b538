import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router.ts";

export type StatementLine = inferRouterOutputs<AppRouter>["payment"]["statement"]["items"][number];
export type VerifiedStatement = inferRouterOutputs<AppRouter>["payment"]["verifyStatement"];
