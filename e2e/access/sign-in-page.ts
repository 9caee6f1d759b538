import type { Page } from "@playwright/test";

/** Opens the form for staff. */
export async function openStaffForm(page: Page, path = "/login"): Promise<void> {
  await page.goto(path);
  await page.getByRole("tab", { name: "유통사 · 운영" }).click();
}

export async function signInByPassword(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호").fill(password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
}
