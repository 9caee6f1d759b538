import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router.ts";

type Outputs = inferRouterOutputs<AppRouter>["notification"];

/** A message of any distributor. */
export type AnyNotification = Outputs["listAll"]["items"][number];
export type QueueCounts = Outputs["countsAll"];
