import path from "node:path";
import pdfmake from "pdfmake";
import { contentDisposition } from "./content-disposition.ts";

export type { Content, TableCell } from "pdfmake";
export type TDocumentDefinitions = Parameters<typeof pdfmake.createPdf>[0];

// Commands run in the project's root. Not `require.resolve`: the web app is bundled, and a bundler would take the fonts
// for modules.
const fontFolder = path.join(
  process.cwd(),
  "node_modules",
  "pretendard",
  "dist",
  "public",
  "static",
  "alternative",
);
const fontFile = (weight: string) => path.join(fontFolder, `Pretendard-${weight}.ttf`);

/** Pretendard has every modern Hangul syllable. Its TTF files: pdfmake embeds a subset of them with the right glyphs. */
const fonts = {
  Pretendard: {
    normal: fontFile("Regular"),
    bold: fontFile("SemiBold"),
    italics: fontFile("Regular"), // there is no slanted Hangul
    bolditalics: fontFile("SemiBold"),
  },
};
const fontFiles = new Set(Object.values(fonts.Pretendard));

pdfmake.setFonts(fonts);
// A document is made of our own data: it never fetches an address, nor reads another file.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((file) => fontFiles.has(file));

/** Renders a pdfmake document with Hangul. A4, 10 pt and margins of 40 pt unless the document says otherwise. */
export function renderPdf(document: TDocumentDefinitions): Promise<Buffer> {
  return pdfmake
    .createPdf({
      pageSize: "A4",
      pageMargins: [40, 48, 40, 48],
      ...document,
      defaultStyle: { font: "Pretendard", fontSize: 10, lineHeight: 1.25, ...document.defaultStyle },
      info: { producer: "Sunap", creator: "Sunap", ...document.info },
    })
    .getBuffer();
}

/** A PDF to look at and print; fileName may be Korean. Never kept by a cache, as it holds amounts. */
export function pdfResponse(fileName: string, pdf: Buffer): Response {
  return new Response(new Uint8Array(pdf), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": contentDisposition("inline", fileName, "document.pdf"),
      "content-length": String(pdf.byteLength),
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
