import { expect, type Locator, type Page } from "@playwright/test";
import type { JourneyTrade } from "./product.ts";
import { won } from "./won.ts";

/** The value beside a label in a list of facts or figures. */
export function fact(scope: Page | Locator, label: string): Locator {
  return scope.getByRole("term").filter({ hasText: label }).locator("xpath=following-sibling::*[1]");
}

/** The clerk issues one bill by hand. */
export async function issueByHand(page: Page, trade: JourneyTrade, amount: number): Promise<void> {
  await page.goto("/distributor/bills");
  await page.getByRole("button", { name: "직접 청구" }).click();
  const drawer = page.getByRole("dialog", { name: "직접 청구" });
  await drawer.getByRole("combobox", { name: "거래처" }).fill(trade.storeName);
  await page.getByRole("option", { name: trade.storeName }).click();
  await expect(drawer).toContainText(/진행 중인 .*청구서[는가] /); // which bill this one ends, if any
  await drawer.getByRole("textbox", { name: "청구금액" }).fill(String(amount));
  await drawer.getByRole("button", { name: "청구서 보내기" }).click();
  await expect(page.getByText(`${trade.storeName}에 청구서를 보냅니다`)).toBeVisible();
  await expect(billRow(page, trade, amount)).toBeVisible();
}

/** The row of a bill in the list of bills. */
export function billRow(page: Page, trade: JourneyTrade, amount: number): Locator {
  const table = page.getByRole("table", { name: "청구서" });
  return table
    .getByRole("row")
    .filter({ hasText: trade.storeName })
    .filter({ hasText: won(amount) });
}

/** Opens a bill from the list; gives its address. */
export async function openBill(page: Page, trade: JourneyTrade, amount: number): Promise<string> {
  await page.goto("/distributor/bills?status=ALL");
  await billRow(page, trade, amount).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: `${trade.storeName} 청구서` })).toBeVisible();
  return page.url();
}

/** The rows of the distributor's payments that are of one store, newest first, without the header. */
export async function openPayments(page: Page, trade: JourneyTrade): Promise<Locator> {
  await page.goto("/distributor/payments");
  const table = page.getByRole("table", { name: "수납" });
  return table.getByRole("row").filter({ hasText: trade.storeName });
}
