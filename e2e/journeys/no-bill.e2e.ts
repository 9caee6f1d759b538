import { payIn } from "../pages/bank.ts";
import { bothTold, waitForMessage } from "../pages/chat.ts";
import { billRow, fact, issueByHand, openBill, openPayments } from "../pages/desk.ts";
import { expect, test } from "../pages/journey.ts";
import { openTrade, takeOnDistributor } from "../pages/product.ts";
import { won } from "../pages/won.ts";

const withoutBill = "청구서 없는 수납";
const reason = "금액을 잘못 입력함";

test("청구서가 없어도, 취소된 뒤에도 입금은 수납으로 남는다", async ({
  page,
  phonePage,
  signInAtDesk,
  signInOnPhone,
}) => {
  const distributor = await takeOnDistributor();
  const trade = await openTrade(distributor); // its chats do not exist yet: the worker opens them
  await signInAtDesk(distributor.clerk);
  await signInOnPhone(trade.ownerPhone);

  await test.step("청구서가 하나도 없을 때 입금한다", async () => {
    await payIn(trade, 410_000, "한소담");
    const told = await bothTold(distributor, trade);
    expect(told.distributor).toContain(won(410_000));
    expect(told.distributor).toContain("청구서 없는 수납입니다.");
    expect(told.store).toContain(won(410_000));
    expect(told.store).not.toContain("아직 입금이 확인되지 않은 금액");

    const rows = await openPayments(page, trade);
    await expect(rows).toHaveCount(1);
    await expect(rows.first()).toContainText(won(410_000));
    await expect(rows.first()).toContainText(withoutBill);
    await phonePage.goto("/store/payments");
    await expect(phonePage.getByRole("listitem").filter({ hasText: won(410_000) })).toContainText(
      "청구서 없는 납부",
    );
  });

  await test.step("청구한 뒤의 입금은 그 청구서에 연결된다", async () => {
    await issueByHand(page, trade, 620_000);
    await waitForMessage(trade.channel, "BILL_ISSUED");
    await payIn(trade, 120_000, "한소담");
    const told = await bothTold(distributor, trade, { count: 2 });
    expect(told.store).toContain(`아직 입금이 확인되지 않은 금액  ${won(500_000)}`);
    expect(told.distributor).not.toContain(withoutBill);
    const rows = await openPayments(page, trade);
    await rows
      .filter({ hasText: won(120_000) })
      .getByRole("link", { name: "청구서 보기" })
      .click();
    await expect(fact(page, "청구금액")).toHaveText(won(620_000));
    await expect(fact(page, "입금 확인")).toHaveText(won(120_000));
  });

  await test.step("잘못 보낸 청구서를 사유를 적어 취소한다", async () => {
    await issueByHand(page, trade, 6_200_000);
    await waitForMessage(trade.channel, "BILL_ISSUED", 2);
    await openBill(page, trade, 6_200_000);
    await page.getByRole("button", { name: "청구서 취소" }).click();
    const dialog = page.getByRole("dialog", { name: "청구서를 취소할까요?" });
    const confirm = dialog.getByRole("button", { name: "청구서 취소" });
    await expect(confirm).toBeDisabled();
    await dialog.getByRole("textbox", { name: "사유" }).fill(reason);
    await confirm.click();
    await expect(page.getByText(`취소 사유: ${reason}`)).toBeVisible();
    const canceled = await waitForMessage(trade.channel, "BILL_CANCELED");
    for (const part of [won(6_200_000), reason]) expect(canceled).toContain(part);

    await page.goto("/distributor/bills");
    await expect(page.getByText("진행 중인 청구서가 없습니다")).toBeVisible();
    await page.goto("/distributor/bills?status=ALL");
    await expect(billRow(page, trade, 6_200_000)).toContainText("취소");
    await expect(billRow(page, trade, 620_000)).toContainText("만료");
  });

  await test.step("취소된 뒤의 입금은 다시 청구서 없는 수납이다", async () => {
    await payIn(trade, 500_000, "한소담");
    const told = await bothTold(distributor, trade, { count: 3 });
    expect(told.distributor).toContain("청구서 없는 수납입니다.");
    const rows = await openPayments(page, trade);
    await expect(rows).toHaveCount(3);
    await expect(rows.filter({ hasText: won(500_000) })).toContainText(withoutBill);

    await phonePage.goto("/store");
    await expect(phonePage.getByText("청구서가 없어도 아래 계좌로 입금할 수 있습니다.")).toBeVisible();
    await phonePage.goto("/store/payments");
    await expect(phonePage.getByRole("listitem").filter({ hasText: "청구서 없는 납부" })).toHaveCount(2);
  });
});
