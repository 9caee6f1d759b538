import { expect } from "@playwright/test";
import { rowsOf, tradeOf } from "../access/demo-rows.ts";
import { issueBill, linkOf } from "../access/issued-bill.ts";
import { test } from "../access/session.ts";
import { expectGoodScreen } from "./check-screen.ts";

test.use({ trace: "off" }); // a look costs less than its recording, and what fails is told in words

for (const [name, path] of Object.entries({
  "sign-in": "/login",
  "sign-in of staff": "/login?next=/distributor",
  "check of a statement": "/verify",
})) {
  test(`anybody's screen: ${name}`, async ({ page }) => expectGoodScreen(page, path));
}

for (const [name, path] of Object.entries({
  "my bills": "/store",
  payments: "/store/payments",
  statement: "/store/payments/statement",
})) {
  test(`a store's screen: ${name}`, async ({ page, signInAs }) => {
    await signInAs("store");
    await expectGoodScreen(page, path);
  });
}

test("a store's screen: one bill, of each status", async ({ page, signInAs }) => {
  await signInAs("store");
  await page.goto("/store");
  const first = page.getByRole("main").getByRole("link").filter({ hasText: /\d/ }).first();
  const [trade] = await rowsOf<{ storeId: string }>(
    `SELECT b.store_id AS "storeId" FROM bill b WHERE b.id = $1`,
    [(await first.getAttribute("href"))?.split("/").at(-1)],
  );
  const bills = await rowsOf<{ id: string }>(
    "SELECT DISTINCT ON (status) id FROM bill WHERE store_id = $1 ORDER BY status, id DESC",
    [trade?.storeId],
  );
  expect(bills.length).toBeGreaterThan(1);
  for (const { id } of bills) await expectGoodScreen(page, `/store/bills/${id}`);
});

test("the screen that a bill message's link opens", async ({ page }, info) => {
  const { tradeRelationshipId, channel } = await tradeOf(info.project.name === "phone" ? "1018" : "1017");
  const { billId } = await issueBill(tradeRelationshipId, 1_234_567n);
  await expectGoodScreen(page, await linkOf(channel, billId));
});
