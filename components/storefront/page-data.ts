import { TRPCError } from "@trpc/server";
import { notFound, redirect } from "next/navigation";

/**
 * What a page reads, or where its reader goes instead: to the sign-in without a session (and back afterwards), to the
 * page for what does not exist for what is not theirs, and for an address that cannot be one of ours. Whatever else is thrown is for the error page.
 * path: the page's own address.
 */
export async function pageData<T>(reading: Promise<T>, path: string): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    // Someone signed in as another role goes to the sign-in too, which sends them on to their own pages.
    if (error.code === "UNAUTHORIZED" || error.code === "FORBIDDEN")
      redirect(`/login?next=${encodeURIComponent(path)}`);
    if (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST") notFound();
    throw error;
  }
}
