import { rowsOf } from "../access/demo-rows.ts";
import { credentialsOf } from "../access/session.ts";
import { openChats, waitForMessage } from "../pages/chat.ts";
import { issueByHand } from "../pages/desk.ts";
import { expect, test } from "../pages/journey.ts";
import { openTrade, takeOnDistributor } from "../pages/product.ts";
import { signInByPassword } from "../pages/sign-in.ts";
import { won } from "../pages/won.ts";
import { expectGoodScreen } from "../screens/check-screen.ts";

const reason = "청구 금액을 확인하고 있습니다";

test("멈춘 유통사의 메시지는 기다리고, 실패한 메시지는 고친 뒤 다시 나간다", async ({
  page,
  browser,
  signInAtDesk,
}) => {
  const distributor = await takeOnDistributor();
  const trade = await openTrade(distributor);
  await openChats(distributor, [trade]);
  await signInAtDesk(distributor.clerk);
  const context = await browser.newContext();
  await signInByPassword(context, credentialsOf("admin"));
  const admin = await context.newPage();

  await test.step("운영자가 이 유통사의 발송을 멈춘다", async () => {
    await admin.goto("/admin/notifications");
    await admin.getByRole("button", { name: "발송 중지", exact: true }).click();
    const dialog = admin.getByRole("dialog", { name: "메시지 발송을 멈출까요?" });
    await dialog.getByRole("radio", { name: "유통사 하나" }).check();
    await dialog.getByRole("combobox", { name: "유통사" }).fill(distributor.name);
    await admin.getByRole("option", { name: distributor.name }).click();
    await dialog.getByRole("textbox", { name: "사유" }).fill(reason);
    await dialog.getByRole("button", { name: "발송 중지" }).click();
    await expect(admin.getByText(`${distributor.name}의 메시지 발송이 멈춰 있습니다`)).toBeVisible();
  });

  await test.step("그 뒤의 청구서는 나가지 않고 기다리며, 유통사는 까닭을 안다", async () => {
    await issueByHand(page, trade, 330_000);
    await expectGoodScreen(page, "/distributor/notifications");
    await expect(page.getByRole("region", { name: "메시지 발송이 멈춰 있습니다" })).toContainText(reason);
    await page.getByRole("button", { name: "기록 보기" }).click();
    const dialog = page.getByRole("dialog", { name: new RegExp(trade.storeName) });
    await expect(dialog).toContainText("운영자가 이 유통사의 발송을 멈췄습니다.");
    await expect(dialog).toContainText("발송 요청");
  });

  await test.step("받는 쪽의 문제로 실패한 것은 사유와 할 일이 함께 보인다", async () => {
    const failed = await rowsOf(
      `UPDATE notification SET state = 'FAILED', ended_at = now(), attempts = 1,
              last_error = 'refused: HTTP 400, 400300: Deactivated user not accessible.'
       WHERE trade_relationship_id = $1 AND state = 'QUEUED' RETURNING id`,
      [trade.tradeRelationshipId],
    );
    expect(failed).toHaveLength(1);
    await expectGoodScreen(admin, "/admin/notifications?state=FAILED&reason=user-deactivated");
    await expect(admin.getByRole("row").filter({ hasText: trade.storeName })).toContainText(
      "보내는 사람의 채팅 계정이 비활성화되어 있습니다.",
    );
  });

  await test.step("발송을 다시 시작하고, 실패한 것을 모두 다시 보낸다", async () => {
    await admin.getByRole("button", { name: `${distributor.name} 발송 다시 시작` }).click();
    await admin.getByRole("dialog").getByRole("button", { name: "다시 시작" }).click();
    await expect(admin.getByText(`${distributor.name}의 메시지 발송이 멈춰 있습니다`)).toBeHidden();
    await admin.getByRole("button", { name: /비활성화되어 있습니다\. 1건 모두 다시 보내기/ }).click();
    await admin.getByRole("dialog").getByRole("button", { name: "모두 다시 보내기" }).click();
    await expect(admin.getByText("1건이 다시 보낼 차례를 기다립니다")).toBeVisible();
    expect(await waitForMessage(trade.channel, "BILL_ISSUED")).toContain(won(330_000));
  });

  await test.step("메시지의 기록에 모두 남아 있다", async () => {
    await page.goto("/distributor/notifications");
    await expect(page.getByRole("region", { name: "메시지 발송이 멈춰 있습니다" })).toBeHidden();
    await page.getByRole("button", { name: /330,000/ }).click();
    const life = page.getByRole("region", { name: "발송 기록" });
    await expect(life.getByRole("listitem").first()).toContainText("발송됨");
    await expect(life).toContainText("운영자가 다시 보내기를 요청함");
    await expect(life).toContainText("발송 요청");
  });
  await context.close();
});
