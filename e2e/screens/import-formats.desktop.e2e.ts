import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import iconv from "iconv-lite";
import { bookOf, rowsOf } from "#server/imports/erp-file/xlsx/xlsx.fixtures.ts";
import { soleValue } from "../access/demo-rows.ts";
import { test } from "../access/session.ts";
import { ledgerFile } from "../pages/ledger-import.ts";

async function choose(page: Page, name: string, content: Uint8Array): Promise<void> {
  await page.goto("/distributor/bills/import");
  await expect(page.getByRole("button", { name: "파일 선택" })).toBeVisible();
  const buffer = Buffer.from(content);
  await page
    .locator("input[type=file]")
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer });
}

function importsOf(fileName: string): Promise<number> {
  return soleValue("SELECT count(*)::int FROM bill_import WHERE file_name = $1", [fileName]);
}

test("a workbook of several sheets: the clerk chooses", async ({ page, signInAs }) => {
  await signInAs("hanbit");
  const header = ["거래처코드", "거래처명", "청구금액"];
  const book = bookOf({
    sheets: {
      "10월": rowsOf([header, ["00001", "행복한분식", "1,000"], ["00002", "을지로 뷁스테이크", "2,000"]]),
      "9월": rowsOf([header, ["00001", "행복한분식", "900"]]),
    },
  });
  await choose(page, `${randomUUID()}.xlsx`, book);
  await expect(page.getByText("합계 3,000원", { exact: true })).toBeVisible();
  await page.getByText("파일 읽는 방법").click();
  await page.getByRole("combobox", { name: "시트" }).click();
  await page.getByRole("option", { name: "9월" }).click();
  await page.getByRole("button", { name: "다시 읽기" }).click();
  await expect(page.getByText("합계 900원", { exact: true })).toBeVisible();
});

test("the file's head is shown before the upload has ended, which can be cancelled", async ({
  page,
  signInAs,
}) => {
  await signInAs("hanbit");
  const name = `${randomUUID()}.csv`;
  await page.route("**/billImport.upload*", () => undefined); // never leaves the browser
  await choose(page, name, readFileSync(ledgerFile));
  const head = page.getByRole("region", { name: /미리 보기: 처음 20줄 · CP949/ });
  await expect(head.getByRole("cell", { name: "을지로 뷁스테이크" })).toBeVisible();
  await page.getByRole("button", { name: "올리기 취소" }).click();
  await expect(page.getByText("올리기를 취소했습니다.")).toBeVisible();
  await expect(page.getByRole("button", { name: "파일 선택" })).toBeVisible();
  expect(await importsOf(name)).toBe(0);
});

test("a file that can't be read shows how it begins, and the text changes with its encoding", async ({
  page,
  signInAs,
}) => {
  await signInAs("hanbit");
  const name = `${randomUUID()}.csv`;
  await choose(page, name, iconv.encode("행복한분식,갑,을\n바다횟집,병,정\n", "cp949"));
  await expect(page.getByText(`${name} 파일을 읽지 못했습니다`)).toBeVisible();
  const head = page.getByRole("region", { name: /미리 보기/ });
  await expect(head.getByRole("cell", { name: "바다횟집" })).toBeVisible();
  await page.getByRole("combobox", { name: "문자 인코딩" }).click();
  await page.getByRole("option", { name: "UTF-8", exact: true }).click();
  await expect(head.getByRole("cell", { name: /\uFFFD/ }).first()).toBeVisible();
  await expect(head.getByRole("cell", { name: "바다횟집" })).toBeHidden();
  expect(await importsOf(name)).toBe(0);
});
