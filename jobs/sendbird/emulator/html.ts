/** A piece of HTML that is known to be safe. Anything else put into `html` is escaped. */
export class SafeHtml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

type Piece = SafeHtml | string | number | null | Piece[];

const render = (piece: Piece): string => {
  if (piece === null) return "";
  if (Array.isArray(piece)) return piece.map(render).join("");
  return piece instanceof SafeHtml ? piece.text : escapeHtml(String(piece));
};

/** Template tag: escapes every value that is not `SafeHtml` (or a list of such). */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): SafeHtml {
  return new SafeHtml(strings.reduce((text, part, index) => text + render(pieces[index - 1] ?? null) + part));
}

const LINK = /https?:\/\/[^\s<>"'`]+/g;

/** A message's text with its web addresses as links; a closing bracket or full stop is not part of one. */
export function linkify(text: string): SafeHtml[] {
  const parts: SafeHtml[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const address = match[0].replace(/[).,!?\]}…]+$/, "");
    parts.push(html`${text.slice(end, match.index)}`);
    parts.push(html`<a href="${address}" target="_blank" rel="noopener noreferrer">${address}</a>`);
    end = match.index + address.length;
  }
  parts.push(html`${text.slice(end)}`);
  return parts;
}
