import { expect } from "@playwright/test";
import { test } from "../access/session.ts";

test("an address that no page has is told so, in every area", async ({ page, signInAs }) => {
  await signInAs("hanbit");
  for (const path of ["/nowhere", "/distributor/nowhere"]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("페이지를 찾을 수 없습니다");
  }
});
