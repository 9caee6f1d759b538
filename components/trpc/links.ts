import {
  httpBatchStreamLink,
  httpLink,
  httpSubscriptionLink,
  isNonJsonSerializable,
  splitLink,
} from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "#server/router.ts";

const URL = "/api/trpc";

/**
 * Three ways to the server: events as SSE, files as octet-stream (streamed, never held in memory whole), and
 * all the rest in batches whose answers arrive as each is ready.
 */
export function trpcLinks() {
  return [
    splitLink<AppRouter>({
      condition: (operation) => operation.type === "subscription",
      true: httpSubscriptionLink({ url: URL, transformer: superjson }),
      false: splitLink<AppRouter>({
        condition: (operation) => isNonJsonSerializable(operation.input),
        true: httpLink({
          url: URL,
          transformer: { serialize: (data: unknown) => data, deserialize: superjson.deserialize },
        }),
        false: httpBatchStreamLink({ url: URL, transformer: superjson }),
      }),
    }),
  ];
}
