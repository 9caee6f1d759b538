import AxeBuilder from "@axe-core/playwright";
import { type ConsoleMessage, expect, type Page } from "@playwright/test";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const grave = ["serious", "critical"];

/**
 * Opens a page and expects of it what every page owes its reader: it answers 200, has one heading of the first level,
 * logs no error, is no wider than the window, and axe finds nothing serious in it.
 */
export async function expectGoodScreen(page: Page, path: string): Promise<void> {
  const errors: string[] = [];
  const keepError = (message: ConsoleMessage) => {
    if (message.type() === "error") errors.push(`${message.text()} ${message.location().url}`);
  };
  page.on("console", keepError);
  page.on("pageerror", (error) => errors.push(error.message));

  const response = await page.goto(path);
  expect(response?.status()).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page.getByRole("heading", { level: 1 })).not.toBeEmpty();
  await expect(page.locator("[aria-busy=true], .mantine-Skeleton-root")).toHaveCount(0);
  await expect.poll(() => widthBeyondWindow(page), { message: "no horizontal overflow" }).toBe(0);
  await showWhole(page);
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  const found = violations
    .filter(({ impact }) => grave.includes(impact ?? ""))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  expect(found).toEqual([]);
  expect(errors).toEqual([]);
}

/** As tall as the page: what a bar at the window's foot happens to cover is one scroll away, but too small for axe. */
async function showWhole(page: Page): Promise<void> {
  const size = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (size) await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
}

function widthBeyondWindow(page: Page): Promise<number> {
  return page.evaluate(() =>
    Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
  );
}
