import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router.ts";

type Outputs = inferRouterOutputs<AppRouter>["notification"];

export type NotificationRow = Outputs["list"]["items"][number];
export type NotificationLife = Outputs["life"];
export type NotificationCounts = Outputs["counts"];
