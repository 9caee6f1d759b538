import { expect, test } from "vitest";
import { z } from "zod";
import { fieldOfError, fieldProblemOf, issuesByField, refusedFields } from "./form-errors.ts";

const schema = z.object({
  name: z.string().min(1).max(5),
  password: z.string().min(8),
  email: z.email(),
  amountWon: z.bigint().min(1n).max(100n),
  dueOn: z.string(),
  kind: z.enum(["a", "b"]),
});

const good = {
  name: "a",
  password: "12345678",
  email: "a@b.kr",
  amountWon: 1n,
  dueOn: "2026-11-22",
  kind: "a",
};

test.each([
  ["name", "", "required"],
  ["name", "too long", "tooLong"],
  ["password", "short", "tooShort"],
  ["email", "nobody", "format"],
  ["amountWon", null, "required"],
  ["amountWon", 0n, "tooSmall"],
  ["amountWon", 101n, "tooBig"],
  ["dueOn", null, "required"],
  ["dueOn", 3, "invalid"],
  ["kind", "c", "invalid"],
])("%s = %s is %s", (name, value, problem) => {
  const parsed = z.safeParse(schema, { ...good, [name]: value }, { reportInput: true });
  const problems = [...issuesByField(parsed.error?.issues ?? [])].map(([field, issue]) => [
    field,
    fieldProblemOf(issue),
  ]);
  expect(problems).toEqual([[name, problem]]);
});

test("a domain code is put on its field", () => {
  const error = { data: { domain: { code: "CODE_TAKEN", details: {} } } };
  expect(fieldOfError(error, { CODE_TAKEN: "code" })).toBe("code");
  expect(fieldOfError(error, {})).toBeNull();
});

test("fields that the server refused are found", () => {
  expect(refusedFields({ data: { fields: { name: ["too short"] } } })).toEqual(["name"]);
  expect(refusedFields({ data: { fields: null } })).toEqual([]);
  expect(refusedFields(new Error("offline"))).toEqual([]);
});
