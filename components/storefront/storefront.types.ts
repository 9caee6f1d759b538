import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/router.ts";

type Storefront = inferRouterOutputs<AppRouter>["storefront"];

/** A trade of the reader's, with its active bill or none. */
export type Trade = Storefront["activeBills"][number];
export type Account = NonNullable<Trade["account"]>;
export type StoreBill = NonNullable<Trade["bill"]>;
export type StorePayment = Storefront["bill"]["payments"][number];
