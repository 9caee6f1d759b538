import { createTRPCReact } from "@trpc/react-query";
import type { AppRouter } from "#server/router.ts";

/** Hooks for every procedure: `trpc.bill.list.useInfiniteQuery(…)`. */
export const trpc = createTRPCReact<AppRouter>();
