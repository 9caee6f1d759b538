import { expect } from "@playwright/test";
import { test } from "./session.ts";

test("the language that a clerk chooses stays", async ({ page, signInAs }) => {
  await signInAs("hanbit");
  await page.goto("/distributor/bills");
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("청구서");
  await page.getByRole("button", { name: "English" }).click();
  await expect(heading).toHaveText("Bills");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");

  await page.goto("/distributor/settlements");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(heading).not.toHaveText("정산 예정 내역");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("the language that a store owner chooses stays", async ({ page, signInAs }) => {
  await page.goto("/login");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await signInAs("store");
  await page.goto("/store/payments");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("납부 내역");
});
