import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { domainFailureOf } from "#components/ui/error-text.ts";

const FRESH_MS = 15_000;
const RETRIES = 2;

/** Failures that another try can mend; what the server has decided it would only decide again. */
const TRANSIENT = new Set(["INTERNAL", "OFFLINE"]);

/** A session that has ended: sign in, and come back to where you were. */
function signInIfNeeded(error: unknown): void {
  if (domainFailureOf(error).code !== "UNAUTHENTICATED") return;
  const { pathname, search } = window.location;
  if (pathname === "/login") return;
  window.location.assign(`/login?next=${encodeURIComponent(pathname + search)}`);
}

/** One per browser page; on the server one per request. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: signInIfNeeded }),
    mutationCache: new MutationCache({ onError: signInIfNeeded }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) => failures < RETRIES && TRANSIENT.has(domainFailureOf(error).code),
      },
    },
  });
}
