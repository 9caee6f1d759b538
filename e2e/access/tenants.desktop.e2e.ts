import { expect, type Page } from "@playwright/test";
import { rowsOf } from "./demo-rows.ts";
import { test } from "./session.ts";

const notFound = "페이지를 찾을 수 없습니다";

async function billOf(distributorName: string): Promise<string> {
  const [bill] = await rowsOf<{ id: string }>(
    `SELECT b.id FROM bill b JOIN distributor d ON d.id = b.distributor_id
     WHERE d.name = $1 AND b.status = 'ACTIVE' ORDER BY b.id LIMIT 1`,
    [distributorName],
  );
  if (!bill) throw new Error(`${distributorName} has no active bill`);
  return bill.id;
}

async function opensNotFound(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(notFound);
}

test("another distributor's bill is as unknown as one that never was", async ({ page, signInAs }) => {
  await signInAs("hanbit");
  await opensNotFound(page, `/distributor/bills/${await billOf("새벽유통")}`);
  await opensNotFound(page, "/distributor/bills/0193e0a2-0000-7000-8000-000000000000");
  await expect(page.getByText("새벽유통")).toHaveCount(0);
});

test("another store's bill is as unknown as one that never was", async ({ page, signInAs }) => {
  await signInAs("store");
  // the stores that sign in here trade with 새벽유통 alone
  await opensNotFound(page, `/store/bills/${await billOf("한빛식자재")}`);
  await opensNotFound(page, "/store/bills/0193e0a2-0000-7000-8000-000000000000");
});

// A role's pages send others to the sign-in, which sends whoever is signed in on to the own pages.
for (const [role, home, forbidden] of [
  ["store", "/store", ["/distributor", "/distributor/bills", "/admin", "/admin/deposits"]],
  ["hanbit", "/distributor", ["/admin", "/admin/deposits", "/admin/audit"]],
  ["admin", "/admin", ["/distributor", "/distributor/bills"]],
] as const) {
  test(`${role} opens the pages of no other role`, async ({ page, context, signInAs }) => {
    await signInAs(role);
    for (const path of forbidden) {
      const answer = await context.request.get(path);
      expect(new URL(answer.url()).pathname, path).toBe(home);
    }
    // a store's page sends on from the browser: it has begun to stream by then
    await page.goto(role === "store" ? "/admin" : "/store");
    await expect(page).toHaveURL(home);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
}

test("nobody who is not signed in sees any of them", async ({ page, request }) => {
  for (const path of [
    ...["/distributor", "/distributor/bills", "/distributor/bills/import", "/distributor/settlements"],
    ...["/admin", "/admin/deposits", "/admin/audit"],
  ]) {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(307);
    expect(answer.headers().location).toBe(`/login?${new URLSearchParams({ next: path })}`);
  }
  for (const path of ["/admin/audit", "/store/payments"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/login\?next=/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("로그인");
  }
});
