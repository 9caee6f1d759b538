import { expect, test } from "vitest";
import { pdfResponse, renderPdf } from "./pdf.ts";

test("Hangul stands in an embedded Pretendard, which holds the glyphs of these very syllables", async () => {
  const pdf = (await renderPdf({ content: "뷁쀍 청구서" })).toString("latin1");
  expect(pdf.startsWith("%PDF-")).toBe(true);
  expect(pdf).toMatch(/\/FontName \/[A-Z]+\+Pretendard-Regular/);
  expect(pdf).not.toContain("/BaseFont /Helvetica");
});

test("a document reads no file and fetches no address", async () => {
  await expect(renderPdf({ content: [{ image: "/etc/hostname" }] })).rejects.toThrow();
  await expect(renderPdf({ content: [{ image: "http://127.0.0.1:9/x.png" }] })).rejects.toThrow();
});

test("the answer keeps a Korean name, and out of caches", async () => {
  const response = pdfResponse("청구서 (10월).pdf", Buffer.from("%PDF-"));
  expect(response.headers.get("content-disposition")).toBe(
    "inline; filename=\"document.pdf\"; filename*=UTF-8''%EC%B2%AD%EA%B5%AC%EC%84%9C%20%2810%EC%9B%94%29.pdf",
  );
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  expect(Buffer.from(await response.arrayBuffer()).toString()).toBe("%PDF-");
});
