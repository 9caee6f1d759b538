import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { appRouter } from "#server/router.ts";
import { createContext } from "#server/trpc/context.ts";

/** A browser says where a request comes from: another site may not act in a signed-in person's name. */
function isForeign(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const isOwnSite = site === null || site === "same-origin" || site === "none";
  const isOwnHost = origin === null || URL.parse(origin)?.host === request.headers.get("host");
  return request.method !== "GET" && !(isOwnSite && isOwnHost);
}

async function handler(request: Request): Promise<Response> {
  if (isForeign(request)) return Response.json({ error: "cross-site request" }, { status: 403 });
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => createContext(request.headers),
  });
}

export { handler as GET, handler as POST };
