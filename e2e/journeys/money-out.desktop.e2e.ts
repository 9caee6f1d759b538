import { readFile } from "node:fs/promises";
import { type Download, expect, type Page } from "@playwright/test";
import { credentialsOf, test } from "../access/session.ts";

/** What leaves the product: the file for the ERP, the statement with its code, the payout. */

async function bytesOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

async function clickForFile(page: Page, name: RegExp | string): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name }).first().click(),
  ]);
  return download;
}

test("새 수납을 ERP 파일로 내보내고, 같은 파일을 다시 받는다", async ({ page, signInAs }) => {
  await signInAs("saebyeok");
  await page.goto("/distributor/payments");
  await page.getByRole("link", { name: "ERP로 내보내기" }).click();
  await page.getByRole("button", { name: "파일 만들기" }).click();
  await expect(page.getByText(/1번 파일을 만들었습니다/)).toBeVisible();
  const first = await clickForFile(page, "1번 파일 CSV 받기");
  expect(first.suggestedFilename()).toMatch(/^수납_\d{4}-\d\d-\d\d_1\.csv$/);
  const again = await clickForFile(page, "1번 파일 CSV 받기");
  expect(await bytesOf(again)).toEqual(await bytesOf(first));
  expect((await bytesOf(first)).toString("utf8")).toMatch(/^\uFEFF입금일자,구분,거래처코드/);
  const workbook = await clickForFile(page, "1번 파일 XLSX 받기");
  expect((await bytesOf(workbook)).subarray(0, 2).toString()).toBe("PK");
});

test("내역서를 문서로 받고, 적힌 코드를 누구나 확인한다", async ({ page, signInAs, browser, baseURL }) => {
  await signInAs("hanbit");
  await page.goto("/distributor/payments/statement");
  const csv = await clickForFile(page, "CSV");
  const code = /([0-9A-Z]{5}-){3}[0-9A-Z]{5}/.exec(csv.suggestedFilename())?.[0] ?? "";
  expect(code).not.toBe("");
  const pdf = await clickForFile(page, "PDF");
  expect(pdf.suggestedFilename()).toContain(code);
  expect((await bytesOf(pdf)).subarray(0, 5).toString()).toBe("%PDF-");

  const stranger = await browser.newPage({ baseURL });
  await stranger.goto("/verify");
  await stranger.getByLabel("확인 코드").fill(code.toLowerCase());
  await stranger.getByRole("button", { name: "확인" }).click();
  await expect(stranger.getByRole("heading", { name: "이 서비스에서 발급한 문서입니다" })).toBeVisible();
  await stranger.getByLabel("확인 코드").fill("00000-00000-00000-00000");
  await stranger.getByRole("button", { name: "확인" }).click();
  await expect(stranger.getByRole("alert").filter({ hasText: "찾을 수 없습니다" })).toBeVisible();
  await stranger.close();
});

test("매장도 같은 내역서를 받는다", async ({ page, signInAs }) => {
  await signInAs("store");
  await page.goto("/store/payments");
  await page.getByRole("link", { name: "기간별 내역서" }).click();
  await expect(page.getByRole("heading", { name: "납부 내역서" })).toBeVisible();
  await page.getByRole("link", { name: "이전 달" }).click();
  const csv = await clickForFile(page, "CSV");
  expect(csv.suggestedFilename()).toMatch(/^납부내역_/);
});

test("운영자가 지급을 기록하고, 지급 계좌는 두 사람이 바꾼다", async ({
  page,
  signInAs,
  browser,
  baseURL,
}) => {
  await signInAs("admin");
  await page.goto("/admin/settlements?status=TO_PAY");
  await page.getByRole("row").filter({ hasText: "지급 대기" }).first().getByRole("link").first().click();
  await page.getByRole("button", { name: "지급 완료로 기록" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "지급 완료" }).click();
  await expect(page.getByText("지급 완료로 기록했습니다")).toBeVisible();

  await page.goto("/admin/settlements/contracts");
  await page
    .getByRole("row")
    .filter({ hasText: "한빛식자재" })
    .getByRole("button", { name: "지급 계좌" })
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("계좌번호").fill("110-222-333333");
  await dialog.getByLabel("예금주").fill("한빛식자재");
  await dialog.getByLabel("사유").fill("법인 계좌 변경");
  await dialog.getByRole("button", { name: "변경 요청" }).click();
  await expect(dialog.getByText("요청한 사람은 승인할 수 없습니다")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "승인" })).toBeDisabled();

  const second = await browser.newContext({ baseURL, locale: "ko-KR" });
  const { password } = credentialsOf("admin");
  const signIn = await second.request.post("/api/auth/sign-in/email", {
    data: { email: "admin2@sunap.example", password },
    headers: { origin: baseURL ?? "" },
  });
  expect(signIn.ok()).toBe(true);
  const other = await second.newPage();
  await other.goto("/admin/settlements/contracts");
  await other
    .getByRole("row")
    .filter({ hasText: "한빛식자재" })
    .getByRole("button", { name: "지급 계좌" })
    .click();
  await other.getByRole("dialog").getByRole("button", { name: "승인" }).click();
  await expect(other.getByText("지급 계좌를 승인했습니다")).toBeVisible();
  await second.close();
});

test("상시 점검은 데모 장부에서 어긋난 것을 찾지 못한다", async ({ page, signInAs }) => {
  await signInAs("admin");
  await page.goto("/admin/audit/integrity");
  await page.getByRole("button", { name: "지금 점검" }).click();
  await expect(page.getByText("모두 맞습니다")).toBeVisible({ timeout: 60_000 });
});
