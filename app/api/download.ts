import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { ZodError } from "zod";
import { DomainError } from "#server/platform/errors.ts";
import { webLog } from "#server/trpc/context.ts";
import { httpCodeOf, isErrorCode } from "#server/trpc/error-codes.ts";

/** Answers with a file, or says in plain words why there is none. `make` returns null for who may not have it. */
export async function download(make: () => Promise<Response | null>): Promise<Response> {
  try {
    return (await make()) ?? Response.json({ error: "FORBIDDEN" }, { status: 403 });
  } catch (error) {
    if (error instanceof ZodError) return Response.json({ error: "VALIDATION" }, { status: 400 });
    if (error instanceof DomainError && isErrorCode(error.code)) {
      const status = getHTTPStatusCodeFromError(new TRPCError({ code: httpCodeOf(error.code) }));
      return Response.json({ error: error.code }, { status });
    }
    webLog().error({ err: error }, "download failed");
    return Response.json({ error: "INTERNAL" }, { status: 500 });
  }
}
