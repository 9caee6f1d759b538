import { payIn } from "../pages/bank.ts";
import { bothTold, openChats, waitForMessage } from "../pages/chat.ts";
import { fact, issueByHand, openBill, openPayments } from "../pages/desk.ts";
import { expect, test } from "../pages/journey.ts";
import { openTrade, takeOnDistributor } from "../pages/product.ts";
import { inGroups, won } from "../pages/won.ts";

const unseen = "아직 입금이 확인되지 않은 금액";

test("짧게 나누어 낸 청구서는 다음 청구서가 나가면 낸 만큼만 남기고 만료된다", async ({
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

  await issueByHand(page, trade, 1_000_000);
  const issued = await waitForMessage(trade.channel, "BILL_ISSUED");
  for (const part of [won(1_000_000), trade.bankName, trade.accountNumber, trade.holderName]) {
    expect(issued).toContain(part);
  }

  await test.step("두 번 나누어 입금하면 양쪽이 그때마다 남은 금액을 읽는다", async () => {
    await payIn(trade, 300_000, "한소담");
    const first = await bothTold(distributor, trade);
    for (const text of [first.store, first.distributor]) {
      expect(text).toContain(won(300_000));
      expect(text).toContain(`${unseen}  ${won(700_000)}`);
    }
    await payIn(trade, 200_000, "소담식당");
    const second = await bothTold(distributor, trade, { count: 2 });
    for (const text of [second.store, second.distributor]) {
      expect(text).toContain(won(200_000));
      expect(text).toContain(`${unseen}  ${won(500_000)}`);
    }
  });

  const billUrl = await openBill(page, trade, 1_000_000);
  await expect(fact(page, "입금 확인")).toHaveText(won(500_000));
  await expect(fact(page, unseen)).toHaveText(won(500_000));
  const linked = page.getByRole("table", { name: "연결된 수납" });
  await expect(linked.getByRole("cell", { name: won(300_000) })).toBeVisible();
  await expect(linked.getByRole("cell", { name: won(200_000) })).toBeVisible();

  await test.step("매장도 휴대전화에서 같은 금액을 본다", async () => {
    await phonePage.goto("/store");
    const main = phonePage.getByRole("main");
    await expect(main).toContainText(won(1_000_000));
    await expect(main).toContainText("일부 입금");
    await expect(main).toContainText(inGroups(trade.accountNumber));
    await phonePage.getByRole("link", { name: "자세히 보기" }).click();
    await expect(main).toContainText(`입금 확인${won(500_000)}`);
    await expect(main).toContainText(`${unseen}${won(500_000)}`);
    await expect(main.getByRole("listitem").filter({ hasText: won(300_000) })).toBeVisible();
    await expect(main.getByRole("listitem").filter({ hasText: won(200_000) })).toBeVisible();
  });

  await issueByHand(page, trade, 1_350_000);
  expect(await waitForMessage(trade.channel, "BILL_ISSUED", 2)).toContain(won(1_350_000));

  await test.step("만료된 청구서에는 청구한 금액과 들어온 금액만 남는다", async () => {
    await page.goto(billUrl);
    await expect(page.getByRole("main")).toContainText("다음 청구서가 발행되어");
    await expect(fact(page, "청구금액")).toHaveText(won(1_000_000));
    await expect(fact(page, "입금 확인")).toHaveText(won(500_000));
    await expect(page.getByRole("term").filter({ hasText: unseen })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "청구서 취소" })).toHaveCount(0);

    await phonePage.reload();
    const main = phonePage.getByRole("main");
    await expect(main).toContainText("새 청구서가 발행되어 만료된 청구서입니다.");
    await expect(main).toContainText(`청구금액${won(1_000_000)}`);
    await expect(main).toContainText(`입금 확인${won(500_000)}`);
    await expect(main).not.toContainText(unseen);
  });

  await test.step("다음 입금은 새 청구서에 연결된다", async () => {
    await payIn(trade, 1_350_000, "한소담");
    const told = await bothTold(distributor, trade, { count: 3 });
    expect(told.store).toContain("청구금액이 모두 입금되었습니다.");
    expect(told.distributor).toContain("청구금액이 모두 입금되었습니다.");
    await expect(await openPayments(page, trade)).toHaveCount(3);
    await page.goto(billUrl);
    await expect(fact(page, "입금 확인")).toHaveText(won(500_000));
  });
});
