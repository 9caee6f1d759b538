import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router.ts";

type Outputs = inferRouterOutputs<AppRouter>["billImport"];

export type ImportPreview = Outputs["get"];
export type ImportRow = Outputs["rows"]["items"][number];
export type RecentImport = Outputs["list"]["items"][number];
export type RowProblem = ImportRow["problems"][number];
