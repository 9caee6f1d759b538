import type { Page } from "@playwright/test";
import { payIn } from "../pages/bank.ts";
import { bothTold, chatPageUrl, openChats, textsOf, waitForMessage } from "../pages/chat.ts";
import { billRow } from "../pages/desk.ts";
import { expect, test } from "../pages/journey.ts";
import {
  chooseAmount,
  expectTotals,
  issueImport,
  ledgerCustomers,
  ledgerRowCount,
  setDueDate,
  uploadLedger,
} from "../pages/ledger-import.ts";
import { type JourneyTrade, openTrade, takeOnDistributor } from "../pages/product.ts";
import { inGroups, won } from "../pages/won.ts";

type Billed = JourneyTrade & { amount: number };

test("ERP 파일로 청구하고, 매장이 모두 내고, 다음 청구로 만료된다", async ({
  page,
  phonePage,
  signInAtDesk,
}) => {
  test.setTimeout(120_000); // two rounds of bills to all of these stores, at the rate that all journeys share
  const distributor = await takeOnDistributor();
  const trades = new Map<string, JourneyTrade>();
  for (const { customerCode, name } of ledgerCustomers) {
    trades.set(customerCode, await openTrade(distributor, { customerCode, name }));
  }
  await openChats(distributor, [...trades.values()]);
  await signInAtDesk(distributor.clerk);

  const byBalance = billedBy(trades, "balanceWon");
  const dueOn = await test.step("ERP 파일을 올려 확인하고 청구한다", async () => {
    await uploadLedger(page);
    const rows = page.getByRole("table", { name: "파일의 줄" }).getByRole("row");
    const strangers = ledgerRowCount - ledgerCustomers.length;
    await expect(rows.filter({ hasText: "등록된 거래처가 아닙니다." })).toHaveCount(strangers);
    await expect(
      page.getByText(`오류 ${strangers}줄을 고치거나 건너뛰어야 청구할 수 있습니다.`),
    ).toBeVisible();
    await page.getByRole("button", { name: `오류 ${strangers}줄 모두 건너뛰기` }).click();

    // The ERP's own balance is what was proposed; made up from its parts it comes to the same.
    await expectTotals(page, byBalance);
    await chooseAmount(page, { plus: ["전월미수금", "당월매출액"], minus: ["당월입금액"] });
    await expectTotals(page, byBalance);
    await page.getByRole("radiogroup", { name: "줄 골라 보기" }).getByText("참고").click();
    await expect(rows.filter({ hasText: "바다횟집" })).toContainText("0원보다 작아 청구하지 않습니다.");
    await expect(page.getByRole("button", { name: "청구 기간" })).toHaveText("2026-10-01 – 2026-10-31");
    const chosen = await setDueDate(page);
    await issueImport(page, byBalance.length);
    return chosen;
  });

  await test.step("청구된 매장마다 채팅에 한 통씩 간다", async () => {
    for (const trade of byBalance) {
      const text = await waitForMessage(trade.channel, "BILL_ISSUED");
      const { bankName, accountNumber, holderName } = trade;
      const parts = [
        won(trade.amount),
        bankName,
        accountNumber,
        holderName,
        dueOn.replaceAll("-", "."),
        "/b/",
      ];
      for (const part of parts) expect(text).toContain(part);
    }
    await expect(page.getByText(`보냄 ${byBalance.length}`)).toBeVisible();
    const notBilled = trades.get("00007");
    expect(notBilled && (await textsOf(notBilled.channel, "BILL_ISSUED"))).toEqual([]);
  });

  const [store] = byBalance as [Billed];
  const bill = await openLinkInChat(phonePage, store);
  const main = bill.getByRole("main");
  await test.step("매장이 링크로 청구서와 계좌를 보고 모두 낸다", async () => {
    await expect(bill.getByRole("heading", { level: 1 })).toHaveText(`${distributor.name} 청구서`);
    await expect(main).toContainText(won(store.amount));
    await expect(main).toContainText(inGroups(store.accountNumber));
    await expect(main).toContainText(store.bankName);
    await expect(main).toContainText(`예금주 ${store.holderName}`);
    await expect(bill.getByRole("button", { name: "복사" })).toBeVisible();

    await payIn(store, store.amount, store.storeName);
    const told = await bothTold(distributor, store);
    expect(told.store).toContain("납부 완료");
    expect(told.distributor).toContain(`${store.storeName}(${store.customerCode})`);
    for (const text of [told.store, told.distributor]) {
      expect(text).toContain(won(store.amount));
      expect(text).toContain("청구금액이 모두 입금되었습니다.");
    }
    await bill.reload();
    await expect(main).toContainText("입금 확인됨");
    await page.goto("/distributor/bills");
    await expect(billRow(page, store, store.amount)).toContainText("입금 확인됨");
    const other = byBalance[1] as Billed;
    await expect(billRow(page, other, other.amount)).toContainText("입금 확인 전");
  });

  const [next] = billedBy(trades, "tradeWon").filter(({ customerCode }) => customerCode === "00012") as [
    Billed,
  ];
  const byTrade = billedBy(trades, "tradeWon");
  await test.step("같은 파일로 다시 청구하면 알려 주고, 앞의 청구서는 만료된다", async () => {
    await uploadLedger(page);
    await expect(page.getByRole("alert").filter({ hasText: "이미 청구했습니다" })).toBeVisible();
    await page.getByRole("button", { name: /^오류 \d+줄 모두 건너뛰기$/ }).click();
    await chooseAmount(page, { plus: ["당월매출액"] });
    await expectTotals(page, byTrade);
    await issueImport(page, byTrade.length, byBalance.length); // each that was billed for the period warns
    for (const trade of byTrade) {
      const earlier = byBalance.some(({ customerCode }) => customerCode === trade.customerCode) ? 1 : 0;
      const text = await waitForMessage(trade.channel, "BILL_ISSUED", earlier + 1);
      expect(text).toContain(won(trade.amount));
    }
    await bill.reload();
    await expect(main).toContainText("새 청구서가 발행되어 만료된 청구서입니다.");
    await expect(bill.getByRole("heading", { name: "현재 청구서", exact: true })).toBeVisible();
    await page.goto("/distributor/bills?status=EXPIRED");
    await expect(billRow(page, store, store.amount)).toContainText("만료");
  });

  await test.step("새 청구서도 낸다", async () => {
    await payIn(next, next.amount, next.storeName);
    await waitForMessage(next.channel, "PAYMENT_COMPLETE");
    expect(await waitForMessage(distributor.noticeChannel, "PAYMENT_RECEIVED", 2)).toContain(
      won(next.amount),
    );
    await page.goto("/distributor/bills");
    await expect(billRow(page, next, next.amount)).toContainText("입금 확인됨");
  });
});

/** Who is billed how much, when this column is the amount: those above nought. */
function billedBy(trades: ReadonlyMap<string, JourneyTrade>, column: "balanceWon" | "tradeWon"): Billed[] {
  return ledgerCustomers.flatMap((customer) => {
    const trade = trades.get(customer.customerCode);
    return trade && customer[column] > 0 ? [{ ...trade, amount: customer[column] }] : [];
  });
}

/** The store's owner taps the link in the chat. */
async function openLinkInChat(phone: Page, { channel }: JourneyTrade): Promise<Page> {
  await phone.goto(chatPageUrl(channel));
  const popup = phone.waitForEvent("popup");
  await phone.getByRole("link", { name: /\/b\// }).click();
  return popup;
}
