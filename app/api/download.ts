import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { ZodError } from "zod";
import { sqlState } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import { webLog } from "#server/trpc/context.ts";
import { httpCodeOf, isErrorCode } from "#server/trpc/error-codes.ts";

/** Answers with a file, or says in plain words why there is none. `make` returns null for who may not have it. */
export async function download(make: () => Promise<Response | null>): Promise<Response> {
  try {
    return (await make()) ?? Response.json({ error: "FORBIDDEN" }, { status: 403 });
  } catch (error) {
    // Class 22, data exception: a year 0 and the like never was valid input; tRPC answers the same.
    const isInvalid = error instanceof ZodError || sqlState(error)?.startsWith("22");
    if (isInvalid) return Response.json({ error: "VALIDATION" }, { status: 400 });
    if (error instanceof DomainError && isErrorCode(error.code)) {
      const status = getHTTPStatusCodeFromError(new TRPCError({ code: httpCodeOf(error.code) }));
      return Response.json({ error: error.code }, { status });
    }
    webLog().error({ err: error }, "download failed");
    return Response.json({ error: "INTERNAL" }, { status: 500 });
  }
}
