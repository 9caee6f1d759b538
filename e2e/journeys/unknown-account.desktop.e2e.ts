import type { Locator, Page } from "@playwright/test";
import { demoSignIns } from "#prisma/demo-sign-ins.ts";
import { payIn } from "../pages/bank.ts";
import { bothTold, openChats, textsOf, waitForMessage } from "../pages/chat.ts";
import { fact, issueByHand, openBill, openPayments } from "../pages/desk.ts";
import { expect, test } from "../pages/journey.ts";
import { newAccountNumber, openTrade, ownBank, takeOnDistributor } from "../pages/product.ts";
import { signInByPassword } from "../pages/sign-in.ts";
import { inGroups, won } from "../pages/won.ts";

const reason = "입금자와 통화하여 확인";

test("주인을 모르는 계좌의 입금은 운영자가 거래처를 지정하면 수납이 된다", async ({
  page,
  browser,
  phonePage,
  signInAtDesk,
  signInOnPhone,
}) => {
  const distributor = await takeOnDistributor();
  const trade = await openTrade(distributor);
  await openChats(distributor, [trade]);
  await signInAtDesk(distributor.clerk);
  await issueByHand(page, trade, 730_000);
  await waitForMessage(trade.channel, "BILL_ISSUED");
  const accountNumber = newAccountNumber();
  await payIn({ bankCode: trade.bankCode, accountNumber }, 730_000, "한소담");

  const adminContext = await browser.newContext();
  const adminPage = await adminContext.newPage();
  await signInByPassword(adminContext, demoAdmin());
  const row = await findUnmatched(adminPage, accountNumber);
  await expect(row).toContainText(won(730_000));
  await expect(row).toContainText("한소담");
  await expect(row).toContainText("제안 없음");
  expect(await textsOf(trade.channel, "PAYMENT_COMPLETE")).toEqual([]);

  await row.getByRole("button", { name: "거래처 지정" }).click();
  const dialog = adminPage.getByRole("dialog", { name: "거래처 지정" });
  await dialog.getByRole("combobox", { name: "거래처" }).fill(trade.storeName);
  await adminPage.getByRole("option", { name: trade.storeName }).click();
  await dialog.getByRole("textbox", { name: "사유" }).fill(reason);
  await expect(dialog).toContainText(`${distributor.name} · ${trade.storeName}의 ${won(730_000)} 수납`);
  await dialog.getByRole("button", { name: "수납으로 기록" }).click();
  await expect(adminPage.getByText(`${trade.storeName}의 수납으로 기록했습니다`)).toBeVisible();
  await expect(row).toHaveCount(0);

  const told = await bothTold(distributor, trade);
  for (const text of [told.store, told.distributor]) {
    expect(text).toContain(won(730_000));
    expect(text).toContain("청구금액이 모두 입금되었습니다.");
  }
  const rows = await openPayments(page, trade);
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText(won(730_000));
  await openBill(page, trade, 730_000);
  await expect(fact(page, "입금 확인")).toHaveText(won(730_000));

  await signInOnPhone(trade.ownerPhone);
  await phonePage.goto("/store/payments");
  await expect(phonePage.getByRole("listitem").filter({ hasText: won(730_000) })).toBeVisible();
  await adminPage.goto("/admin/audit");
  await expect(adminPage.getByText(reason).first()).toBeVisible();
  await adminContext.close();
});

test("계좌가 나중에 배정되면 그 거래처를 제안하고, 운영자가 확인한다", async ({ page, signInAtDesk }) => {
  const distributor = await takeOnDistributor(ownBank);
  const accountNumber = newAccountNumber();
  await payIn({ bankCode: ownBank.code, accountNumber }, 284_000, "한소담");
  const trade = await openTrade(distributor, { newNumber: accountNumber });
  expect(trade.accountNumber).toBe(accountNumber);
  await openChats(distributor, [trade]);

  await signInAtDesk(demoAdmin());
  const row = await findUnmatched(page, accountNumber);
  await expect(row).toContainText(`${trade.storeName} · ${distributor.name}`);
  await row.getByRole("button", { name: "거래처 지정" }).click();
  const dialog = page.getByRole("dialog", { name: "거래처 지정" });
  await expect(dialog.getByRole("combobox", { name: "거래처" })).toHaveValue(
    `${trade.storeName} · ${distributor.name}`,
  );
  await dialog.getByRole("textbox", { name: "사유" }).fill(reason);
  await dialog.getByRole("button", { name: "수납으로 기록" }).click();
  await expect(row).toHaveCount(0);

  const told = await bothTold(distributor, trade);
  expect(told.store).toContain(won(284_000));
  expect(told.distributor).toContain("청구서 없는 수납입니다.");
});

/** The row of the deposit that came for this account, among those whose owner is not known. */
async function findUnmatched(page: Page, accountNumber: string): Promise<Locator> {
  await page.goto("/admin/deposits");
  const table = page.getByRole("table", { name: "미확인 입금" });
  const row = table.getByRole("row").filter({ hasText: inGroups(accountNumber) });
  await expect(row).toBeVisible();
  return row;
}

function demoAdmin(): { email: string; password: string } {
  const { email, password } = demoSignIns.find(({ role }) => role === "ADMIN") ?? {};
  if (!email || !password) throw new Error("the demo data has no admin");
  return { email, password };
}
