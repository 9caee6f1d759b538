import { type NumberFormat, numberFormatOf, unescapeText } from "./cell-text.ts";
import { attributesOf, type XmlHandler, XmlScanner } from "./xml-scanner.ts";
import { damaged, ZipArchive } from "./zip-archive.ts";

/** Texts of all sheets stand in one part, which has to be in memory: far more than 100,000 customers' names. */
const MAX_STRINGS_BYTES = 32 * 1024 * 1024;
const MAX_INDEX_BYTES = 4 * 1024 * 1024;
const MAX_SHEETS = 200;

type Sheet = { name: string; part: string };

/** An opened .xlsx: what its cells refer to. */
export type Workbook = {
  archive: ZipArchive;
  /** In the file's order; hidden ones only where all are hidden. */
  sheets: Sheet[];
  strings: string[];
  /** By a cell's style. */
  formats: NumberFormat[];
  isEpoch1904: boolean;
};

/**
 * Opens a workbook (ECMA-376-1 §18): its sheets' names, its texts and its number formats.
 * @throws DomainError IMPORT_XLSX_DAMAGED {part}, IMPORT_XLSX_TOO_LARGE {part, maxMebibytes}
 */
export async function openWorkbook(bytes: Uint8Array): Promise<Workbook> {
  const archive = new ZipArchive(bytes);
  const root = await readRelations(archive, "_rels/.rels", "");
  const bookPart = root.find((relation) => relation.type === "officeDocument")?.part ?? "xl/workbook.xml";
  if (!archive.has(bookPart)) throw damaged(bookPart);
  const folder = bookPart.slice(0, bookPart.lastIndexOf("/") + 1);
  const relationsPart = `${folder}_rels/${bookPart.slice(folder.length)}.rels`;
  const relations = await readRelations(archive, relationsPart, folder);
  const partOf = (type: string) => relations.find((relation) => relation.type === type)?.part;
  const { entries, isEpoch1904 } = await readBook(archive, bookPart);
  const sheets = entries.flatMap(({ name, relationId, isHidden }) => {
    const relation = relations.find((one) => one.id === relationId);
    const isSheet = relation?.type === "worksheet" && archive.has(relation.part);
    return isSheet ? [{ name, part: relation.part, isHidden }] : [];
  });
  const visible = sheets.filter((sheet) => !sheet.isHidden);
  return {
    archive,
    sheets: (visible.length > 0 ? visible : sheets).map(({ name, part }) => ({ name, part })),
    strings: await readStrings(archive, partOf("sharedStrings") ?? `${folder}sharedStrings.xml`),
    formats: await readFormats(archive, partOf("styles") ?? `${folder}styles.xml`),
    isEpoch1904,
  };
}

/** Feeds one part's XML to a handler; false where the workbook has no such part. */
export async function* scanPart(
  archive: ZipArchive,
  part: string,
  handler: XmlHandler,
  maxBytes?: number,
): AsyncGenerator<void> {
  const scanner = new XmlScanner(part, handler);
  let decoder: TextDecoder | null = null;
  for await (const chunk of archive.read(part, maxBytes)) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    scanner.push(decoder.decode(chunk, { stream: true }));
    yield;
  }
  scanner.push(decoder?.decode() ?? "");
  scanner.end();
}

/** XML is UTF-8 unless it begins with the mark of UTF-16 (ECMA-376-2 allows these two). */
function encodingOf(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return "utf-16le";
  return chunk[0] === 0xfe && chunk[1] === 0xff ? "utf-16be" : "utf-8";
}

async function scanAll(archive: ZipArchive, part: string, handler: Partial<XmlHandler>, maxBytes: number) {
  const ignore = () => undefined;
  const whole = { open: ignore, close: ignore, text: ignore, ...handler };
  for await (const _ of scanPart(archive, part, whole, maxBytes));
}

type Relation = { id: string; type: string; part: string };

async function readRelations(archive: ZipArchive, part: string, folder: string): Promise<Relation[]> {
  const relations: Relation[] = [];
  const open = (name: string, text: string) => {
    const attributes = attributesOf(text);
    if (name !== "Relationship" || attributes.get("TargetMode") === "External") return;
    relations.push({
      id: attributes.get("Id") ?? "",
      type: (attributes.get("Type") ?? "").split("/").at(-1) ?? "",
      part: resolvePart(folder, attributes.get("Target") ?? ""),
    });
  };
  await scanAll(archive, part, { open }, MAX_INDEX_BYTES);
  return relations;
}

function resolvePart(folder: string, target: string): string {
  const path = target.startsWith("/") ? target.slice(1) : folder + target;
  const resolved: string[] = [];
  for (const step of path.split("/")) {
    if (step === "..") resolved.pop();
    else if (step !== "." && step !== "") resolved.push(step);
  }
  return resolved.join("/");
}

type BookEntry = { name: string; relationId: string; isHidden: boolean };

async function readBook(
  archive: ZipArchive,
  part: string,
): Promise<{ entries: BookEntry[]; isEpoch1904: boolean }> {
  const entries: BookEntry[] = [];
  let isEpoch1904 = false;
  const open = (tag: string, text: string) => {
    const attributes = attributesOf(text);
    if (tag === "workbookPr") isEpoch1904 = /^(?:1|true)$/.test(attributes.get("date1904") ?? "");
    const name = tag === "sheet" ? attributes.get("name") : undefined;
    if (name === undefined || entries.length >= MAX_SHEETS) return;
    const isHidden = (attributes.get("state") ?? "visible") !== "visible";
    entries.push({ name: unescapeText(name), relationId: attributes.get("id") ?? "", isHidden });
  };
  await scanAll(archive, part, { open }, MAX_INDEX_BYTES);
  return { entries, isEpoch1904 };
}

/** Reading aids (rPh) stand beside a text and are none of it. */
async function readStrings(archive: ZipArchive, part: string): Promise<string[]> {
  const strings: string[] = [];
  let current: string | null = null;
  let isText = false;
  let isAid = false;
  await scanAll(
    archive,
    part,
    {
      open(name) {
        if (name === "si") current = "";
        else if (name === "t") isText = true;
        else if (name === "rPh") isAid = true;
      },
      close(name) {
        if (name === "si") {
          strings.push(unescapeText(current ?? ""));
          current = null;
        } else if (name === "t") isText = false;
        else if (name === "rPh") isAid = false;
      },
      text(text) {
        if (current !== null && isText && !isAid) current += text;
      },
    },
    MAX_STRINGS_BYTES,
  );
  return strings;
}

async function readFormats(archive: ZipArchive, part: string): Promise<NumberFormat[]> {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let isCellFormats = false;
  await scanAll(
    archive,
    part,
    {
      open(name, text) {
        const attributes = attributesOf(text);
        const id = Number(attributes.get("numFmtId") ?? 0);
        if (name === "numFmt") codes.set(id, attributes.get("formatCode") ?? "");
        else if (name === "cellXfs") isCellFormats = true;
        else if (name === "xf" && isCellFormats) formats.push(numberFormatOf(id, codes.get(id)));
      },
      close(name) {
        if (name === "cellXfs") isCellFormats = false;
      },
    },
    MAX_INDEX_BYTES,
  );
  return formats;
}
