import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router.ts";

type Outputs = inferRouterOutputs<AppRouter>["notification"];

/** A message of any distributor. */
export type AnyNotification = Outputs["listAll"]["items"][number];
export type QueueCounts = Outputs["countsAll"];
export type QueueStatus = Outputs["queueStatus"];
export type SendingStop = Outputs["alarms"]["stops"][number];
export type OpenBreaker = Outputs["alarms"]["breakers"][number];
export type Trouble = QueueStatus["failures"][number]["trouble"];
