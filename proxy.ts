import { type NextRequest, NextResponse } from "next/server";

// Next wants this file here. A layout does not know which page is asked for; the sign-in page must, to lead back to it.

export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("x-sunap-path", request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: ["/distributor/:path*", "/admin/:path*"] };
