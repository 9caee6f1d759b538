import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router.ts";

type Outputs = inferRouterOutputs<AppRouter>["payment"];

/** A line of 수납 내역: a payment, or the reversal of one. */
export type PaymentEntry = Outputs["list"]["items"][number];
