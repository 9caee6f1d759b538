import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

/** Attributes whose literal value a reader sees or hears. */
const SPOKEN_ATTRIBUTES = new Set([
  "alt",
  "aria-description",
  "aria-label",
  "aria-placeholder",
  "aria-roledescription",
  "aria-valuetext",
  "description",
  "label",
  "placeholder",
  "title",
]);

const HANGUL = /\p{Script=Hangul}/u;
const LETTER = /\p{L}/u;

/** `line: text` for each piece of text in a .tsx source that belongs in the message catalogue. */
function literalTexts(fileName: string, source: string): string[] {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    const text = literalText(node);
    if (text !== null) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push(`${line + 1}: ${text.trim()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function literalText(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return LETTER.test(node.text) ? node.text : null;
  if (!ts.isStringLiteralLike(node) && !isTemplatePart(node)) return null;
  return HANGUL.test(node.text) || (LETTER.test(node.text) && isShown(node)) ? node.text : null;
}

function isTemplatePart(node: ts.Node): node is ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail {
  return ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
}

/** True for `<p>{"text"}</p>` and for `title="text"`, `title={"text"}`. */
function isShown(node: ts.Node): boolean {
  const parent = node.parent;
  if (ts.isJsxAttribute(parent)) return SPOKEN_ATTRIBUTES.has(parent.name.getText());
  if (!ts.isJsxExpression(parent)) return false;
  if (ts.isJsxAttribute(parent.parent)) return SPOKEN_ATTRIBUTES.has(parent.parent.name.getText());
  return true;
}

const root = join(import.meta.dirname, "../..");

test("no component holds text of its own: all of it stands in the message catalogue", () => {
  const files = globSync(["app/**/*.tsx", "components/**/*.tsx"], { cwd: root });
  expect(files.length).toBeGreaterThan(0);
  const offences = files.flatMap((file) =>
    literalTexts(file, readFileSync(join(root, file), "utf8")).map((text) => `${file}:${text}`),
  );
  expect(offences).toEqual([]);
});

test.each([
  ["<p>Hello</p>", ["1: Hello"]],
  ['<p>{"Hello"}</p>', ["1: Hello"]],
  ['<img alt="A cat" />', ["1: A cat"]],
  ['const status = "진행 중";', ["1: 진행 중"]],
  [`const text = \`총 \${count}건\`;`, ["1: 총", "1: 건"]],
  ["<p>{t('title')} · 1 / 2</p>", []],
  ['<a href="/store" className="link">{label}</a>', []],
  ["// 주석은 괜찮다", []],
])("literalTexts(%j)", (source, expected) => {
  expect(literalTexts("example.tsx", source)).toEqual(expected);
});
