import { expect, type Page } from "@playwright/test";
import { countTexts, credentialsOf, hasSession, readCode, storePhone, test } from "./session.ts";
import { openStaffForm, signInByPassword } from "./sign-in-page.ts";

/** On a phone the way out is in the menu. */
async function signOut(page: Page): Promise<void> {
  const menu = page.getByRole("button", { name: "메뉴 열기" });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole("button", { name: "로그아웃" }).click();
  await expect(page).toHaveURL(/\/login/);
}

for (const [role, home, heading] of [
  ["hanbit", "/distributor", "개요"],
  ["admin", "/admin", "개요"],
] as const) {
  test(`${role} signs in with a password, and out again`, async ({ page, context }) => {
    const { email, password } = credentialsOf(role);
    await openStaffForm(page);
    await signInByPassword(page, email, password);
    await expect(page).toHaveURL(home);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);

    await signOut(page);
    expect(await hasSession(context)).toBe(false);
    await page.goto(home);
    await expect(page).toHaveURL(/\/login\?next=/);
  });
}

test("a store owner signs in with the code sent to the phone, and out again", async ({
  page,
  context,
}, info) => {
  const phone = storePhone(info.project.name === "phone" ? 42 : 41);
  await page.goto("/store");
  await expect(page).toHaveURL("/login?next=%2Fstore");
  const seen = await countTexts(phone);
  await page.getByLabel("휴대전화 번호").fill(phone.replace(/(\d{3})(\d{4})(\d{4})/, "$1-$2-$3"));
  await page.getByRole("button", { name: "인증번호 받기" }).click();
  await page.getByLabel("인증번호 6자리").fill(await readCode(phone, seen));
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).toHaveURL("/store");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("내 청구서");

  await signOut(page);
  expect(await hasSession(context)).toBe(false);
});

test("what is typed before the page's scripts have come is kept", async ({ page }) => {
  const { email, password } = credentialsOf("saebyeok");
  const scripts = Promise.withResolvers<void>();
  await page.route(/\.js($|\?)/, async (route) => {
    await scripts.promise;
    await route.continue();
  });
  await page.goto("/login?next=/distributor", { waitUntil: "commit" });
  await page.getByLabel("이메일").fill(email);
  await page.getByLabel("비밀번호").fill(password);
  await expect(page.getByRole("button", { name: "로그인", exact: true })).toBeDisabled();

  scripts.resolve();
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).toHaveURL("/distributor");
});
