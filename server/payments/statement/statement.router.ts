import { distributorProcedure, publicProcedure } from "#server/trpc/procedures.ts";
import { listStatement } from "./list-statement.ts";
import { statementInput, verifyStatementInput } from "./statement.schema.ts";
import { verifyStatement } from "./verify-statement.ts";

/** 수납 내역 of a period. No balance before or after it, and no sum over bills (rule R3). */
export const statementProcedures = {
  statement: distributorProcedure.input(statementInput).query(({ ctx, input }) => {
    const { distributorId } = ctx.viewer;
    return listStatement({ distributorId }, input);
  }),

  /** Whoever holds a statement may have its code checked, rate-limited by address. */
  verifyStatement: publicProcedure
    .input(verifyStatementInput)
    .query(({ ctx, input }) => verifyStatement(input.code, ctx.clientAddress ?? "unknown")),
};
