import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router.ts";

export type ErpExport = inferRouterOutputs<AppRouter>["payment"]["exports"]["items"][number];
