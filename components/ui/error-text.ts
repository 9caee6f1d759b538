import { useTranslations } from "next-intl";
import type { Formatter } from "./formatter.ts";
import { useFormat } from "./use-format.ts";

/** What went wrong, as the server told it (`error.data.domain` of a tRPC error), or as the browser saw it. */
export type DomainFailure = { code: string; details: Record<string, unknown> };

/** tRPC's own codes, for failures that happened before any domain code ran. */
const CODE_OF_TRPC: Record<string, string> = {
  UNAUTHORIZED: "UNAUTHENTICATED",
  FORBIDDEN: "FORBIDDEN",
  NOT_FOUND: "NOT_FOUND",
  CONFLICT: "CONFLICT",
  BAD_REQUEST: "VALIDATION",
  TOO_MANY_REQUESTS: "RATE_LIMITED",
};

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** The domain code and details inside any thrown value; `OFFLINE` or `INTERNAL` when it carries none. */
export function domainFailureOf(error: unknown): DomainFailure {
  const data = field(error, "data");
  const domain = field(data, "domain");
  const code = field(domain, "code");
  if (typeof code === "string") {
    const details = field(domain, "details");
    return { code, details: typeof details === "object" && details !== null ? { ...details } : {} };
  }
  const trpcCode = field(data, "code");
  if (typeof trpcCode === "string") return { code: CODE_OF_TRPC[trpcCode] ?? "INTERNAL", details: {} };
  const offline = typeof navigator !== "undefined" && navigator.onLine === false;
  return { code: offline ? "OFFLINE" : "INTERNAL", details: {} };
}

/** Details as ICU arguments: by their names' endings, `…Won` as money, `…On` as days, `…At` as instants. */
export function detailTexts(
  details: Record<string, unknown>,
  format: Formatter,
): Record<string, string | number> {
  const entries = Object.entries(details).map(
    ([name, value]) => [name, detailText(name, value, format)] as const,
  );
  return Object.fromEntries(entries);
}

/** The server sends bigints as their digits. */
function detailText(name: string, value: unknown, format: Formatter): string | number {
  if (typeof value === "number") return value;
  if (value === null || value === undefined) return "";
  const text = value instanceof Date ? value.toISOString() : String(value);
  if (name.endsWith("Won") && /^-?\d+$/.test(text)) return format.won(BigInt(text));
  const isDate = /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text));
  if (isDate && name.endsWith("At")) return format.dateTime(text);
  if (isDate && name.endsWith("On")) return format.date(text);
  return text;
}

/** The one place that turns a thrown value into words: `errors.<CODE>` with the error's details. */
export function useErrorText(): (error: unknown) => string {
  const translate = useTranslations("errors");
  const format = useFormat();
  return (error) => {
    const { code, details } = domainFailureOf(error);
    // Codes come from the server at run time: whether a text exists is asked, not proved.
    const text = translate as unknown as {
      (key: string, values?: Record<string, string | number>): string;
      has(key: string): boolean;
    };
    return text.has(code) ? text(code, detailTexts(details, format)) : text("INTERNAL");
  };
}
