import { randomUUID } from "node:crypto";
import { truncateSync, writeFileSync } from "node:fs";
import { expect, type Page, type TestInfo } from "@playwright/test";
import { soleValue } from "../access/demo-rows.ts";
import { test } from "../access/session.ts";

const capBytes = 20 * 1024 * 1024;
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

/** A file on disk; sizeBytes: stretched to this size with zeros that take no room. */
function fileOf(
  info: TestInfo,
  content: string | Buffer,
  sizeBytes?: number,
): { path: string; name: string } {
  const name = `${randomUUID()}.csv`;
  const path = info.outputPath(name);
  writeFileSync(path, content);
  if (sizeBytes !== undefined) truncateSync(path, sizeBytes);
  return { path, name };
}

async function expectRefused(
  page: Page,
  file: { path: string; name: string },
  message: string,
): Promise<void> {
  await page.goto("/distributor/bills/import");
  await expect(page.getByRole("button", { name: "파일 선택" })).toBeVisible();
  await page.locator("input[type=file]").setInputFiles(file.path);
  await expect(page.getByText(`${file.name} 파일을 읽지 못했습니다`)).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: message })).toBeVisible();
  await expect(page.getByRole("button", { name: "다른 파일 올리기" })).toBeVisible();
  expect(await importsOf(file.name)).toBe(0);
}

function importsOf(fileName: string): Promise<number> {
  return soleValue("SELECT count(*)::int FROM bill_import WHERE file_name = $1", [fileName]);
}

for (const [what, content, message] of [
  ["a picture called .csv", png, "그림(PNG) 파일이라 표로 읽을 수 없습니다."],
  ["an empty file", "", "파일에 청구할 내용이 없습니다."],
  [
    "a file without a header",
    "행복한분식,갑,을\n바다횟집,병,정\n",
    "열 이름이 있는 줄(머리글)을 찾지 못했습니다.",
  ],
] as const) {
  test(`${what} is refused, and nothing of it kept`, async ({ page, signInAs }, info) => {
    await signInAs("hanbit");
    await expectRefused(page, fileOf(info, content), message);
  });
}

test("a file over the cap is refused in the browser, with the cap", async ({ page, signInAs }, info) => {
  await signInAs("hanbit");
  const file = fileOf(info, "거래처코드,청구금액\n00001,1000\n", capBytes + 1024 * 1024);
  await expectRefused(page, file, "파일이 너무 큽니다. 20MB까지 올릴 수 있습니다.");
});

test("the server refuses a file over the cap by itself", async ({ context, baseURL, signInAs }) => {
  await signInAs("hanbit");
  const name = `${randomUUID()}.csv`;
  const head = Buffer.from(`${JSON.stringify({ fileName: name })}\n`);
  const answer = await context.request.post("/api/trpc/billImport.upload", {
    headers: { "content-type": "application/octet-stream", origin: baseURL ?? "" },
    data: Buffer.concat([head, Buffer.alloc(capBytes + 1024 * 1024, 48)]),
  });
  expect(answer.ok()).toBe(false);
  expect(await answer.text()).toContain("IMPORT_TOO_LARGE");
  expect(await importsOf(name)).toBe(0);
});
