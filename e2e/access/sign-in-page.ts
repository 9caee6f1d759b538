import { expect, type Page } from "@playwright/test";

/** Opens the form for staff. */
export async function openStaffForm(page: Page, path = "/login"): Promise<void> {
  await page.goto(path);
  const tab = page.getByRole("tab", { name: "유통사 · 운영" });
  // The tabs are dead until the browser has taken the page over.
  await expect(async () => {
    await tab.click();
    await expect(tab).toHaveAttribute("aria-selected", "true", { timeout: 1_000 });
  }).toPass();
}

export async function signInByPassword(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호").fill(password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
}
