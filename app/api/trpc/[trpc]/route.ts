import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { appRouter } from "#server/router.ts";
import { createContext } from "#server/trpc/context.ts";

function handler(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => createContext(request.headers),
  });
}

export { handler as GET, handler as POST };
