import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { ZodError, z } from "zod";
import { sqlState } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { Context } from "./context.ts";
import { httpCodeOf, isErrorCode } from "./error-codes.ts";

/** Who may call a procedure. A procedure without one is never built: `access` is required by every builder's type. */
export type Access = "anyone" | "signed-in" | "distributor" | "store" | "admin" | "bill-link";

interface Meta {
  access: Access;
}

/**
 * What a client learns of an error, in `error.data`: `domain` for one that an operation threw (its code picks the
 * text), `fields` for input that did not parse (zod's messages by path). Never a stack, never SQL.
 */
const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer: superjson,
    errorFormatter({ shape, error }) {
      const { cause } = error;
      const { stack: _hidden, ...data } = shape.data;
      return {
        ...shape,
        message: error.code === "INTERNAL_SERVER_ERROR" ? "INTERNAL" : shape.message,
        data: {
          ...data,
          domain:
            cause instanceof DomainError ? { code: cause.code, details: plainDetails(cause.details) } : null,
          fields: cause instanceof ZodError ? z.flattenError(cause).fieldErrors : null,
        },
      };
    },
  });

function plainDetails(details: DomainError["details"]): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      typeof value === "number" ? value : String(value ?? ""),
    ]),
  );
}

/** Turns a DomainError into a tRPC error with its HTTP code; everything unforeseen is logged and told as INTERNAL. */
const mapErrors = t.middleware(async ({ next, path, ctx }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof DomainError && isErrorCode(cause.code)) {
    throw new TRPCError({ code: httpCodeOf(cause.code), message: cause.code, cause });
  }
  if (sqlState(cause)?.startsWith("22")) {
    // Class 22, data exception: a NUL, a year 0, a made-up cursor. Postgres can't read it, so it never was valid input.
    throw new TRPCError({ code: "BAD_REQUEST", message: "VALIDATION" });
  }
  if (result.error.code === "INTERNAL_SERVER_ERROR")
    ctx.log.error({ err: result.error, path }, "procedure failed");
  return result;
});

export const { router, createCallerFactory } = t;
export const baseProcedure = t.procedure.use(mapErrors);
export const { middleware } = t;
