import { expect } from "@playwright/test";
import { tradeOf } from "./demo-rows.ts";
import { issueBill, linkOf } from "./issued-bill.ts";
import { hasSession, test } from "./session.ts";

test("the link in a bill message shows the bill and opens no session", async ({ page, context }) => {
  const { tradeRelationshipId, channel, storeName } = await tradeOf("1014");
  const { billId } = await issueBill(tradeRelationshipId, 123_450n);
  const link = await linkOf(channel, billId);

  const response = await page.goto(link);
  expect(response?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("새벽유통");
  await expect(page.getByText("123,450원").first()).toBeVisible();
  await expect(page.getByText(storeName).first()).toBeVisible();
  expect(await hasSession(context)).toBe(false);
  expect(response?.headers()["set-cookie"]).toBeUndefined();

  await page.goto("/store");
  await expect(page).toHaveURL("/login?next=%2Fstore");
});

test("a link with another signature opens nothing", async ({ page }) => {
  const { tradeRelationshipId, channel } = await tradeOf("1015");
  const { billId } = await issueBill(tradeRelationshipId, 98_760n);
  const link = await linkOf(channel, billId);
  const at = link.length - 6; // within the signature; the last character holds spare bits
  const tampered = link.slice(0, at) + (link[at] === "A" ? "B" : "A") + link.slice(at + 1);

  for (const path of [tampered, "/b/none-of-ours"]) {
    const response = await page.goto(path);
    expect(response?.status()).toBe(404);
    await expect(page.getByText("열 수 없는 링크입니다")).toBeVisible();
    await expect(page.getByText("98,760")).toHaveCount(0);
  }
});
