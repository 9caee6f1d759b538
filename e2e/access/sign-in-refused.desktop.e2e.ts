import { expect } from "@playwright/test";
import { countTexts, credentialsOf, hasSession, readCode, storePhone, test } from "./session.ts";
import { openStaffForm, signInByPassword } from "./sign-in-page.ts";

test("a wrong password opens nothing and says so", async ({ page, context }) => {
  await openStaffForm(page);
  await signInByPassword(page, "nobody@hanbit.example", "not-the-password");
  await expect(
    page.getByRole("alert").filter({ hasText: "이메일 또는 비밀번호가 올바르지 않습니다." }),
  ).toBeVisible();
  await expect(page).toHaveURL("/login");
  expect(await hasSession(context)).toBe(false);
});

test("a wrong code opens nothing and says so", async ({ page, context }) => {
  const phone = storePhone(49);
  await page.goto("/login");
  const seen = await countTexts(phone);
  await page.getByLabel("휴대전화 번호").fill(phone);
  await page.getByRole("button", { name: "인증번호 받기" }).click();
  const code = await readCode(phone, seen);
  const field = page.getByLabel("인증번호 6자리");
  await field.fill(code === "000000" ? "000001" : "000000");
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "인증번호가 올바르지 않습니다." })).toBeVisible();
  expect(await hasSession(context)).toBe(false);

  await field.fill(code);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).toHaveURL("/store");
});

test("whoever was on the way to a page comes to it after signing in", async ({ page }) => {
  const { email, password } = credentialsOf("hanbit");
  await page.goto("/login?next=/distributor/settlements");
  await signInByPassword(page, email, password);
  await expect(page).toHaveURL("/distributor/settlements");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("정산 예정 내역");
});

test("nobody is sent to another site after signing in", async ({ page }) => {
  const { email, password } = credentialsOf("hanbit");
  await openStaffForm(page, "/login?next=https://evil.example/distributor");
  await signInByPassword(page, email, password);
  await expect(page).toHaveURL("/distributor");
});
