import type { Page } from "@playwright/test";
import { cancelDeposit, payIn, repeatDeposit } from "../pages/bank.ts";
import { bothTold, openChats, waitForMessage } from "../pages/chat.ts";
import { fact, issueByHand, openBill, openPayments } from "../pages/desk.ts";
import { expect, test } from "../pages/journey.ts";
import { feeWithVatWon, openTrade, takeOnDistributor } from "../pages/product.ts";
import { won } from "../pages/won.ts";

const unseen = "아직 입금이 확인되지 않은 금액";

test("은행이 입금을 취소하면 수납과 정산이 되돌아가고 양쪽이 안다", async ({
  page,
  phonePage,
  signInAtDesk,
  signInOnPhone,
}) => {
  const distributor = await takeOnDistributor();
  const trade = await openTrade(distributor);
  await openChats(distributor, [trade]);
  await signInAtDesk(distributor.clerk);
  await signInOnPhone(trade.ownerPhone);
  await issueByHand(page, trade, 900_000);
  await waitForMessage(trade.channel, "BILL_ISSUED");

  const kept = await payIn(trade, 250_000, "한소담");
  await bothTold(distributor, trade);
  const canceled = await payIn(trade, 400_000, "한소담");
  await bothTold(distributor, trade, { count: 2 });
  await repeatDeposit(kept);
  const billUrl = await openBill(page, trade, 900_000);
  await expect(fact(page, "입금 확인")).toHaveText(won(650_000));
  await expectPayout(page, { grossWon: 650_000, count: 2 });

  await cancelDeposit(canceled);
  const told = await bothTold(distributor, trade, { canceled: true });
  for (const text of [told.store, told.distributor]) {
    expect(text).toContain("취소");
    expect(text).toContain(won(400_000));
    expect(text).toContain(`${unseen}  ${won(650_000)}`);
  }

  await test.step("청구서: 들어온 금액이 줄고, 취소 내역이 원래 수납과 나란히 남는다", async () => {
    await page.goto(billUrl);
    await expect(fact(page, "입금 확인")).toHaveText(won(250_000));
    await expect(fact(page, unseen)).toHaveText(won(650_000));
    const entries = page.getByRole("table", { name: "연결된 수납" }).getByRole("row");
    await expect(entries.filter({ hasText: `-${won(400_000)}` })).toContainText("수납 취소");
    await expect(entries.filter({ hasText: "취소됨" })).toContainText(won(400_000));
  });

  await test.step("수납: 세 줄, 정산: 남은 한 건만큼", async () => {
    const rows = await openPayments(page, trade);
    await expect(rows).toHaveCount(3);
    await expect(rows.filter({ hasText: "수납 취소" })).toContainText(`-${won(400_000)}`);
    await expectPayout(page, { grossWon: 250_000, count: 1 });
    await expect(page.getByRole("table", { name: "지급 예정" })).toContainText("수납 2건 · 취소 1건");
  });

  await test.step("매장의 납부 내역에도 취소가 보인다", async () => {
    await phonePage.goto("/store/payments");
    const entries = phonePage.getByRole("listitem");
    await expect(entries.filter({ hasText: `-${won(400_000)}` })).toContainText("입금 취소");
    await expect(entries.filter({ hasText: "취소됨" })).toContainText(won(400_000));
  });
});

/** The only payout that is due: gross, fee, VAT and net of so many payments that stand. */
async function expectPayout(
  page: Page,
  { grossWon, count }: { grossWon: number; count: number },
): Promise<void> {
  await page.goto("/distributor/settlements");
  const payouts = page
    .getByRole("table", { name: "지급 예정" })
    .getByRole("row")
    .filter({ hasText: /수납 \d+건/ });
  await expect(payouts).toHaveCount(1);
  await expect(payouts).toContainText(won(grossWon));
  await expect(payouts).toContainText(won(grossWon - count * feeWithVatWon));
}
