import type { Locale } from "../locale.ts";
import { en } from "./en/index.ts";
import { ko } from "./ko/index.ts";
import type { Translation } from "./translation.ts";

/** All texts. Korean is the source: its keys and ICU arguments are the law for every other language. */
export type Messages = typeof ko;

export type Namespace = keyof Messages;

const CATALOGUES = { ko, en } satisfies Record<Locale, Translation<Messages>>;

/** Every text in one language. The cast is what the catalogue test proves: same keys, same arguments. */
export function messagesOf(locale: Locale): Messages {
  return CATALOGUES[locale] as Messages;
}

/** The part of the texts that a page sends to the browser, for pages that must stay small. */
export function pickMessages(locale: Locale, namespaces: readonly Namespace[]): Partial<Messages> {
  const all = messagesOf(locale);
  return Object.fromEntries(namespaces.map((namespace) => [namespace, all[namespace]]));
}
