import { headers } from "next/headers";
import { cache } from "react";
import { appRouter } from "#server/router.ts";
import { createContext } from "#server/trpc/context.ts";
import { createCallerFactory } from "#server/trpc/init.ts";

const createCaller = createCallerFactory(appRouter);

/** Calls procedures as the reader of a page, with the same locks as over HTTP. */
export type Caller = ReturnType<typeof createCaller>;

/** The caller of the page being rendered; layout and page share one, so the session is looked up once. */
export const serverCaller = cache(
  async (): Promise<Caller> => createCaller(await createContext(await headers())),
);

/** Where someone who may not see this page signs in, to be led back to it; `home` where the page is not known. */
export async function signInAddress(home: string): Promise<string> {
  const path = (await headers()).get("x-sunap-path") ?? home; // set by proxy.ts
  return `/login?${new URLSearchParams({ next: path })}`;
}
