import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router.ts";

type Outputs = inferRouterOutputs<AppRouter>["billImport"];

export type ImportPreview = Outputs["get"];
export type ImportRow = Outputs["rows"]["items"][number];
export type RecentImport = Outputs["list"]["items"][number];
export type RowProblem = ImportRow["problems"][number];
export type CustomerProposal = Outputs["unknown"]["items"][number];
export type RegisterResult = Outputs["register"];
export type DifferenceRow = Outputs["differenceRows"]["items"][number];
export type BatchDetail = Outputs["batch"];
export type BatchBill = Outputs["batchBills"]["items"][number];
export type CancelResult = Outputs["cancelBatch"];
export type Progress = Outputs["running"][number];
