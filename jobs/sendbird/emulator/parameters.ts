import { invalidJson, invalidValue, missing, tooLong, wrongType } from "./failures.ts";

export type JsonObject = Record<string, unknown>;

/** The JSON object in a request's body. Throws 400403 for anything else. */
export function parseJsonObject(body: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw invalidJson();
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalidJson();
  return value as JsonObject;
}

/** A string that may be left out. null counts as left out. Throws 400100, 400110. */
export function optionalString(from: JsonObject, name: string, maxLength: number): string | undefined {
  const value = from[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw wrongType(name, "string");
  if (value.length > maxLength) throw tooLong(name, maxLength);
  return value;
}

/** Throws 400105 when absent, 400111 when blank. */
export function requiredString(from: JsonObject, name: string, maxLength: number): string {
  const value = optionalString(from, name, maxLength);
  if (value === undefined) throw missing(name);
  if (value.trim() === "") throw invalidValue(name);
  return value;
}

export function optionalBoolean(from: JsonObject, name: string): boolean | undefined {
  const value = from[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") throw wrongType(name, "boolean");
  return value;
}

export function requiredStringList(from: JsonObject, name: string, maxItems: number): string[] {
  const value = from[name];
  if (value === undefined || value === null) throw missing(name);
  if (!Array.isArray(value)) throw wrongType(name, "list");
  if (value.length > maxItems) throw invalidValue(name);
  return value.map((item) => {
    if (typeof item !== "string") throw wrongType(name, "string");
    return item;
  });
}

/** A whole number in the query string. Throws 400101 when it is none, 400111 when out of range. */
export function queryInteger(
  query: URLSearchParams,
  name: string,
  range: { min: number; max: number },
): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^-?\d{1,16}$/.test(text)) throw wrongType(name, "number");
  const value = Number(text);
  if (value < range.min || value > range.max) throw invalidValue(name);
  return value;
}

export function queryBoolean(query: URLSearchParams, name: string, byDefault: boolean): boolean {
  const text = query.get(name);
  if (text === null) return byDefault;
  if (text !== "true" && text !== "false") throw wrongType(name, "boolean");
  return text === "true";
}
