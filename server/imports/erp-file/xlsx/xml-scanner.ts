import { damaged } from "./zip-archive.ts";

/** A longer tag or text is none that a spreadsheet writes: Excel's longest cell has 32,767 characters. */
const MAX_TOKEN_CHARS = 1024 * 1024;

/** What the scanner finds, in the document's order. Names come without their prefix, texts decoded. */
export type XmlHandler = {
  /** `attributes` is the tag's raw text, for attributesOf. An empty element is opened and closed. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** An element's text may come in several pieces. */
  text(text: string): void;
};

/**
 * Cuts the XML of a spreadsheet part into tags and texts as it streams in: all of XML that .xlsx uses (no DTD,
 * no entity but the five and the numeric ones), so that a part of any size is read in little memory.
 */
export class XmlScanner {
  readonly #part: string;
  readonly #handler: XmlHandler;
  #pending = "";

  constructor(part: string, handler: XmlHandler) {
    this.#part = part;
    this.#handler = handler;
  }

  /** @throws DomainError IMPORT_XLSX_DAMAGED {part} */
  push(chunk: string): void {
    const text = this.#pending + chunk;
    let at = 0;
    while (at < text.length) {
      const end = text[at] === "<" ? this.#markup(text, at) : this.#characters(text, at);
      if (end < 0) break;
      at = end;
    }
    this.#pending = text.slice(at);
    if (this.#pending.length > MAX_TOKEN_CHARS) throw damaged(this.#part);
  }

  /** @throws DomainError IMPORT_XLSX_DAMAGED {part} where the document breaks off within a tag */
  end(): void {
    if (this.#pending.trim() !== "") throw damaged(this.#part);
  }

  /** Where the text at `at` ends, or -1 while that is not yet known. */
  #characters(text: string, at: number): number {
    const end = text.indexOf("<", at);
    if (end > at) this.#handler.text(decodeEntities(text.slice(at, end)));
    return end;
  }

  #markup(text: string, at: number): number {
    const second = text[at + 1];
    if (second === "?") return endOf(text, "?>", at + 2);
    if (second === "!") return this.#declaration(text, at);
    const end = tagEnd(text, at + 1);
    if (end < 0) return -1;
    this.#tag(text.slice(at + 1, end));
    return end + 1;
  }

  #declaration(text: string, at: number): number {
    if (text.startsWith("<!--", at)) return endOf(text, "-->", at + 4);
    if (text.length < at + 9) return -1; // may yet become <![CDATA[
    if (!text.startsWith("<![CDATA[", at)) throw damaged(this.#part); // a DTD: no spreadsheet has one
    const end = endOf(text, "]]>", at + 9);
    if (end > 0) this.#handler.text(text.slice(at + 9, end - 3));
    return end;
  }

  #tag(tag: string): void {
    if (tag.startsWith("/")) {
      this.#handler.close(localName(tag.slice(1).trim()));
      return;
    }
    const isEmpty = tag.endsWith("/");
    const inside = isEmpty ? tag.slice(0, -1) : tag;
    const nameEnd = inside.search(/\s/);
    const name = localName(nameEnd < 0 ? inside : inside.slice(0, nameEnd));
    this.#handler.open(name, nameEnd < 0 ? "" : inside.slice(nameEnd));
    if (isEmpty) this.#handler.close(name);
  }
}

/** A tag's attributes by their names without prefix; those of namespaces are of no use to anyone here. */
export function attributesOf(attributes: string): Map<string, string> {
  const found = new Map<string, string>();
  // By hand, as a pattern would take quadratic time over a tag of nothing but letters.
  for (let at = 0; ; ) {
    const equals = attributes.indexOf("=", at);
    const start = equals + 1 + (/^\s*/.exec(attributes.slice(equals + 1, equals + 17))?.[0].length ?? 0);
    const quote = attributes[start];
    if (equals < 0 || (quote !== '"' && quote !== "'")) return found;
    const end = attributes.indexOf(quote, start + 1);
    if (end < 0) return found;
    found.set(
      localName(attributes.slice(at, equals).trim()),
      decodeEntities(attributes.slice(start + 1, end)),
    );
    at = end + 1;
  }
}

/** One attribute; quick where it is written as all programs write it, as a sheet has millions. */
export function attributeOf(attributes: string, name: string): string | undefined {
  if (attributes === "") return undefined;
  if (UNUSUAL.test(attributes)) return attributesOf(attributes).get(name);
  const mark = ` ${name}="`;
  const start = attributes.indexOf(mark);
  if (start < 0) return undefined;
  const from = start + mark.length;
  return decodeEntities(attributes.slice(from, attributes.indexOf('"', from)));
}

/** A prefix, single quotes, blanks other than one space between attributes. */
const UNUSUAL = /[':\t\r\n]|= | =/;

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const GREATER_THAN = 0x3e;

/** The tag's `>`: one within quotes is none. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) quote = code;
    else if (code === GREATER_THAN) return at;
  }
  return -1;
}

const NAMED: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name) return NAMED[name.toLowerCase()] ?? whole;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
    },
  );
}
