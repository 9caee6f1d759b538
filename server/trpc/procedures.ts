import type { Viewer } from "#server/identity/get-viewer.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AccessErrorCode } from "./error-codes.ts";
import { baseProcedure, middleware } from "./init.ts";

// The only ways to make a procedure. Each says who may call it (`meta.access`), and narrows `ctx.viewer` accordingly,
// so that an operation gets the tenant from the session and never from the input.

function refuse(viewer: Viewer | null): never {
  throw new DomainError<AccessErrorCode>(viewer ? "FORBIDDEN" : "UNAUTHENTICATED");
}

/** No session needed. */
export const publicProcedure = baseProcedure.meta({ access: "anyone" });

/** What the link in a bill message opens: the input carries the signed token, and the operation verifies it. */
export const billLinkProcedure = baseProcedure.meta({ access: "bill-link" });

/** Distributor staff; everything it reaches is limited to `ctx.viewer.distributorId`. */
export const distributorProcedure = baseProcedure.meta({ access: "distributor" }).use(
  middleware(({ ctx, next }) => {
    if (ctx.viewer?.role !== "DISTRIBUTOR") refuse(ctx.viewer);
    return next({ ctx: { ...ctx, viewer: ctx.viewer } });
  }),
);

/** A store owner; everything it reaches is limited to the stores of `ctx.viewer.phoneNumber`. */
export const storeProcedure = baseProcedure.meta({ access: "store" }).use(
  middleware(({ ctx, next }) => {
    if (ctx.viewer?.role !== "STORE") refuse(ctx.viewer);
    return next({ ctx: { ...ctx, viewer: ctx.viewer } });
  }),
);

/** Our own operators. */
export const adminProcedure = baseProcedure.meta({ access: "admin" }).use(
  middleware(({ ctx, next }) => {
    if (ctx.viewer?.role !== "ADMIN") refuse(ctx.viewer);
    return next({ ctx: { ...ctx, viewer: ctx.viewer } });
  }),
);
