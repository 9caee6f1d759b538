import { z } from "zod";

/**
 * What can be wrong with one row; the screen has a text for each. `value` is the text found in the file.
 *
 * Errors (the row can't be billed until it is fixed or skipped by hand):
 * - CUSTOMER_MISSING: neither code, business registration number nor name
 * - AMOUNT_EMPTY: no amount in any of the amount columns
 * - AMOUNT_NOT_A_NUMBER: `12만원`, `1e6`, `12,34`
 * - AMOUNT_FRACTION: won are whole: `1234.5`
 * - AMOUNT_TOO_LARGE: beyond what one bill may ask for (MAX_BILL_WON)
 * - PERIOD_START_INVALID, PERIOD_END_INVALID, DUE_ON_INVALID: no date, or no such day
 * - PERIOD_REVERSED: the period ends before it starts
 * - CELL_UNREADABLE: characters that the file's encoding does not have
 * - CELL_TOO_LONG: a code or a name longer than any real one
 * - QUOTE_UNCLOSED: a quote opened on `lineNo` and swallowed what follows
 * - UNKNOWN_CUSTOMER: no trade relationship by code, business registration number or name
 * - NAME_AMBIGUOUS: only the name is given, and several stores bear it
 * - DUPLICATE_CUSTOMER: line `lineNo` bills the same store
 * - RELATIONSHIP_ENDED: the trade relationship has ended
 * - ACCOUNT_MISSING: the store has no virtual account yet, so it could not pay
 *
 * Warnings:
 * - BUSINESS_NUMBER_INVALID: fails its checksum (an error where nothing else names the customer)
 * - QUOTE_MALFORMED: a quote inside a quoted cell was not doubled
 * - MEMO_TOO_LONG: cut to MAX_MEMO_LENGTH
 * - CODE_NAME_DIFFER, NUMBER_NAME_DIFFER: the store of that code or number is registered under the name `known`
 * - CODE_NUMBER_DIFFER: the store of that code is registered with the business registration number `known`
 * - CODE_UNKNOWN: the code is nobody's; the store was found by number or name, and its code is `known`
 * - AMOUNT_UNUSUAL: many times more, or less, than the store's last bill of `known` won
 * - PERIOD_BILLED: the store's last bill, of the day `known`, is for the same period
 *
 * Notes (the row is skipped; ERPs list those too):
 * - AMOUNT_ZERO, AMOUNT_NEGATIVE
 */
export const rowProblemCodes = [
  "CUSTOMER_MISSING",
  "AMOUNT_EMPTY",
  "AMOUNT_NOT_A_NUMBER",
  "AMOUNT_FRACTION",
  "AMOUNT_TOO_LARGE",
  "PERIOD_START_INVALID",
  "PERIOD_END_INVALID",
  "DUE_ON_INVALID",
  "PERIOD_REVERSED",
  "CELL_UNREADABLE",
  "CELL_TOO_LONG",
  "QUOTE_UNCLOSED",
  "UNKNOWN_CUSTOMER",
  "NAME_AMBIGUOUS",
  "DUPLICATE_CUSTOMER",
  "RELATIONSHIP_ENDED",
  "ACCOUNT_MISSING",
  "BUSINESS_NUMBER_INVALID",
  "QUOTE_MALFORMED",
  "MEMO_TOO_LONG",
  "CODE_NAME_DIFFER",
  "NUMBER_NAME_DIFFER",
  "CODE_NUMBER_DIFFER",
  "CODE_UNKNOWN",
  "AMOUNT_UNUSUAL",
  "PERIOD_BILLED",
  "AMOUNT_ZERO",
  "AMOUNT_NEGATIVE",
] as const;

export const rowProblemSchema = z.object({
  code: z.enum(rowProblemCodes),
  severity: z.enum(["error", "warning", "note"]),
  /** 0-based column of the file. */
  column: z.int().min(0).optional(),
  /** The text found there, cut to 100 characters. */
  value: z.string().optional(),
  /** The line meant, where it is not the row's first. */
  lineNo: z.int().min(1).optional(),
  /** What we have on record instead. */
  known: z.string().optional(),
});

export type RowProblem = z.infer<typeof rowProblemSchema>;
export type RowProblemCode = RowProblem["code"];
