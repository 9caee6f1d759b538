import type { z } from "zod";
import { domainFailureOf } from "#components/ui/error-text.ts";

/** `errors.field.<…>` for each kind of zod issue. */
export type FieldProblem = "required" | "tooShort" | "tooLong" | "tooSmall" | "tooBig" | "format" | "invalid";

type Issue = z.core.$ZodIssue;

/** Why zod refused a field, as one of few words that are translated. */
export function fieldProblemOf(issue: Issue): FieldProblem {
  const isText = "origin" in issue && (issue.origin === "string" || issue.origin === "array");
  if (issue.code === "invalid_type")
    return issue.input === undefined || issue.input === null ? "required" : "invalid";
  if (issue.code === "too_small") {
    if (isText && Number(issue.minimum) <= 1) return "required";
    return isText ? "tooShort" : "tooSmall";
  }
  if (issue.code === "too_big") return isText ? "tooLong" : "tooBig";
  return issue.code === "invalid_format" ? "format" : "invalid";
}

/** The first issue of each top-level field. */
export function issuesByField(issues: readonly Issue[]): Map<string, Issue> {
  const found = new Map<string, Issue>();
  for (const issue of issues) {
    const name = String(issue.path[0] ?? "");
    if (!found.has(name)) found.set(name, issue);
  }
  return found;
}

/** Names of the fields that the server's own check of the input refused (`error.data.fields`). */
export function refusedFields(error: unknown): string[] {
  const data = typeof error === "object" && error !== null && "data" in error ? error.data : null;
  const fields = typeof data === "object" && data !== null && "fields" in data ? data.fields : null;
  return typeof fields === "object" && fields !== null ? Object.keys(fields) : [];
}

/** The form field that a thrown error is about, going by its domain code; null when none is. */
export function fieldOfError(error: unknown, fieldOfCode: Readonly<Record<string, string>>): string | null {
  const { code } = domainFailureOf(error);
  return fieldOfCode[code] ?? null;
}
