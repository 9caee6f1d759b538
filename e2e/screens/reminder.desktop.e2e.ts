import { expect } from "@playwright/test";
import { rowsOf, tradeOf } from "../access/demo-rows.ts";
import { chatMessages, issueBill, messageAbout } from "../access/issued-bill.ts";
import { test } from "../access/session.ts";

test("a clerk reminds one store of its bill, and is told when it was reminded just now", async ({
  page,
  signInAs,
}) => {
  const { tradeRelationshipId, storeName, channel } = await tradeOf("1013");
  const { billId } = await issueBill(tradeRelationshipId, 765_430n);
  await signInAs("saebyeok");
  await page.goto("/distributor/bills?search=1013");
  const row = page.getByRole("row").filter({ hasText: storeName });
  await expect(row).toContainText("765,430원");
  const remind = async () => {
    await row.getByRole("checkbox").check();
    await page.getByRole("button", { name: "미납 알림", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "미납 알림 보내기" });
    await expect(dialog).toContainText("선택한 거래처 1곳");
    await dialog.getByRole("button", { name: "알림 보내기" }).click();
    await expect(dialog).toBeHidden();
  };

  await remind();
  await expect(page.getByText("1곳에 미납 알림을 보냅니다", { exact: true })).toBeVisible();
  const { text } = await messageAbout(channel, "UNPAID_REMINDER", billId);
  expect(text).toContain("[새벽유통] 미납 알림");
  expect(text).toContain("아직 입금이 확인되지 않은 금액  765,430원");

  await remind();
  await expect(page.getByText("조금 전에 이미 보내서 다시 보내지 않았습니다 (1곳)")).toBeVisible();
  const asked = await rowsOf("SELECT FROM unpaid_reminder WHERE bill_id = $1", [billId]);
  expect(asked).toHaveLength(1);
  const reminders = (await chatMessages(channel)).filter(({ data }) => data.includes(billId));
  expect(reminders.map(({ customType }) => customType)).toEqual(["BILL_ISSUED", "UNPAID_REMINDER"]);
});
