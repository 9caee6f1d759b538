import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router.ts";

type Outputs = inferRouterOutputs<AppRouter>["settlement"];

export type Settlement = Outputs["forecast"][number];
export type AnySettlement = Outputs["list"]["items"][number];
export type SettlementItem = Outputs["items"]["items"][number];
export type DistributorTerms = Outputs["contracts"]["items"][number];
export type Terms = NonNullable<DistributorTerms["inForce"]>;
export type ItemsPage = Outputs["items"];
export type PayoutAccountChange = NonNullable<Outputs["payoutAccountOf"]["inUse"]>;
export type PayoutEvent = Outputs["payoutEvents"][number] & { byName?: string };
export type CalendarDay = Outputs["calendarDays"][number];
