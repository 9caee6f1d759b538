import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { LOCALES, type Locale } from "../locale.ts";
import { icuArguments } from "./icu-arguments.ts";
import { messagesOf } from "./messages.ts";

/** `{"bill.title": "…"}` for every text of a language. */
function texts(locale: Locale): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (node: object, path: string[]) => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === "string") found.set([...path, key].join("."), value);
      else walk(value, [...path, key]);
    }
  };
  walk(messagesOf(locale), []);
  return found;
}

const source = texts("ko");

describe.each(LOCALES)("messages in %s", (locale) => {
  const translated = texts(locale);

  test("have the keys of the Korean source", () => {
    expect([...translated.keys()].sort()).toEqual([...source.keys()].sort());
  });

  test("are never empty", () => {
    expect([...translated].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  test("take the arguments of the Korean source", () => {
    for (const [key, text] of translated) {
      expect([key, icuArguments(text).sort()]).toEqual([key, icuArguments(source.get(key) ?? "").sort()]);
    }
  });

  test("can all be formatted", () => {
    const failures: string[] = [];
    const translate = createTranslator({
      locale,
      timeZone: "Asia/Seoul",
      messages: messagesOf(locale),
      onError: (error) => failures.push(error.message),
    }) as unknown as { rich(key: string, values: Record<string, unknown>): unknown };
    for (const [key, text] of translated) {
      const values = icuArguments(text).map((name) =>
        name.startsWith("<") ? [name.slice(1, -1), () => null] : [name, 1],
      );
      translate.rich(key, Object.fromEntries(values));
    }
    expect(failures).toEqual([]);
  });
});

test("icuArguments reads nested arguments and tags", () => {
  expect(icuArguments("plain")).toEqual([]);
  expect(icuArguments("{count, plural, one {# of {total}} other {#}} by <b>{name}</b>")).toEqual([
    "count",
    "total",
    "name",
    "<b>",
  ]);
});
