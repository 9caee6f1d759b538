import { z } from "zod";
import { pageInput } from "#server/trpc/paging.schema.ts";

/** `<tradedAt>|<id>` of the last row: several transfers may share a moment. */
const momentCursor = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?\|[0-9a-f-]{36}$/)
  .nullish();

const periodFields = {
  /** Days of the transfer, Seoul, both included. */
  fromOn: z.iso.date(),
  toOn: z.iso.date(),
};

const ordered = ({ fromOn, toOn }: { fromOn: string; toOn: string }) => fromOn <= toOn;
const orderError = { error: "ends before it begins", path: ["toOn"] };

/** tradeRelationshipId null: all of the distributor's stores. */
export const statementInput = pageInput
  .extend({ ...periodFields, cursor: momentCursor, tradeRelationshipId: z.uuid().nullable().default(null) })
  .refine(ordered, orderError);
export type StatementInput = z.infer<typeof statementInput>;

/** A store's statement is always of one trade: each distributor has its own books. */
export const storeStatementInput = pageInput
  .extend({ ...periodFields, cursor: momentCursor, tradeRelationshipId: z.uuid() })
  .refine(ordered, orderError);

export const statementFileTypes = ["pdf", "xlsx", "csv"] as const;

/** What the address of a document asks for. */
export const statementDocumentInput = z
  .object({
    ...periodFields,
    tradeRelationshipId: z.uuid().nullable().default(null),
    fileType: z.enum(statementFileTypes),
  })
  .refine(ordered, orderError);
export type StatementDocumentInput = z.infer<typeof statementDocumentInput>;

/** Any text at all, as it was typed off a paper. */
export const verifyStatementInput = z.object({ code: z.string().max(100) });
