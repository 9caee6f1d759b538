import { router } from "#server/trpc/init.ts";
import { adminProcedure, publicProcedure } from "#server/trpc/procedures.ts";
import { createStaff } from "./create-staff.ts";
import { offerSignIn } from "./offer-sign-in.ts";
import { createStaffInput } from "./staff.schema.ts";

export const identityRouter = router({
  /** Who is signed in; null: nobody. */
  me: publicProcedure.query(({ ctx }) => ctx.viewer),

  /** What the sign-in page offers besides the forms. */
  signInOffer: publicProcedure.query(() => offerSignIn()),

  createStaff: adminProcedure
    .input(createStaffInput)
    .mutation(({ input, ctx }) => createStaff(ctx.viewer, input)),
});
