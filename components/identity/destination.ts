export type SignInRole = "DISTRIBUTOR" | "STORE" | "ADMIN";

const homes: Record<SignInRole, string> = { DISTRIBUTOR: "/distributor", STORE: "/store", ADMIN: "/admin" };

/** Where a page came from (`?next=`), as a path of our own site within the pages of some role; null for all else. */
function ownPath(next: string): { role: SignInRole; path: string } | null {
  if (!next.startsWith("/") || !URL.canParse(next, "http://own.invalid")) return null;
  const url = new URL(next, "http://own.invalid"); // resolves //host, /\host and ..
  if (url.origin !== "http://own.invalid") return null;
  for (const role of ["DISTRIBUTOR", "STORE", "ADMIN"] as const) {
    const home = homes[role];
    if (url.pathname === home || url.pathname.startsWith(`${home}/`)) {
      return { role, path: url.pathname + url.search + url.hash };
    }
  }
  return null;
}

/** Where someone goes after signing in: to `next` if it is one of their role's pages, else to their first page. */
export function destinationOf(role: SignInRole, next: string | undefined): string {
  const wanted = next === undefined ? null : ownPath(next);
  return wanted?.role === role ? wanted.path : homes[role];
}

/** Which form someone who was sent here will want: the phone's unless they came from a desk page. */
export function formFor(next: string | undefined): "store" | "staff" {
  const role = next === undefined ? undefined : ownPath(next)?.role;
  return role === "DISTRIBUTOR" || role === "ADMIN" ? "staff" : "store";
}
