import { expectGoodScreen } from "../screens/check-screen.ts";
import { test } from "../access/session.ts";
import { stackAddress } from "../stack/address.ts";
import { writeFile } from "node:fs/promises";

const shots: [string, "hanbit" | "admin" | "store", string][] = [
  ["payments", "hanbit", "/distributor/payments"],
  ["export", "hanbit", "/distributor/payments/export"],
  ["statement", "hanbit", "/distributor/payments/statement"],
  ["settlements", "hanbit", "/distributor/settlements"],
  ["admin-settlements", "admin", "/admin/settlements?status=TO_PAY"],
  ["admin-calendar", "admin", "/admin/settlements/calendar"],
  ["admin-contracts", "admin", "/admin/settlements/contracts"],
  ["admin-audit", "admin", "/admin/audit"],
  ["admin-integrity", "admin", "/admin/audit/integrity"],
  ["store-statement", "store", "/store/payments/statement"],
  ["verify", "store", "/verify"],
];
for (const [name, role, path] of shots) {
  test(`shot ${name}`, async ({ page, signInAs }) => {
    await signInAs(role);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      await page.screenshot({ path: `/tmp/outgoing-shots/${name}-${width}.png`, fullPage: true });
    }
  });
  test(`good ${name}`, async ({ page, signInAs }) => {
    await signInAs(role);
    await expectGoodScreen(page, path);
    await page.setViewportSize({ width: 390, height: 900 });
    await expectGoodScreen(page, path);
  });
}
test("shot detail", async ({ page, signInAs }) => {
  await signInAs("hanbit");
  await page.goto("/distributor/settlements");
  await page.getByRole("table").last().getByRole("link").first().click();
  await page.waitForLoadState("networkidle");
  await page.locator("details summary").first().click();
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `/tmp/outgoing-shots/detail-${width}.png`, fullPage: true });
  }
  const pdf = await page.request.get("/api/statements?from=2026-11-01&to=2026-11-30&type=pdf");
  await writeFile("/tmp/outgoing-shots/statement.pdf", await pdf.body());
  await writeFile("/tmp/outgoing-shots/stack.json", JSON.stringify(stackAddress()));
});
