import { demoSignIns } from "#prisma/demo-sign-ins.ts";
import { expect, test } from "../pages/journey.ts";
import { ledgerRowCount, uploadLedger } from "../pages/ledger-import.ts";

test("데모 유통사의 ERP 파일은 모든 거래처를 찾고, 버리면 아무것도 청구하지 않는다", async ({
  page,
  signInAtDesk,
}) => {
  const { email, password } = demoSignIns.find(({ label }) => label.startsWith("한빛식자재")) ?? {};
  if (!email || !password) throw new Error("the demo data has no such clerk");
  await signInAtDesk({ email, password });
  await uploadLedger(page);
  await expect(page.getByRole("radio", { name: `전체 ${ledgerRowCount}`, exact: true })).toBeChecked();
  await expect(page.getByText("오류 0", { exact: true })).toHaveCount(2); // the filter, and the bar
  await expect(page.getByRole("button", { name: "19곳에 총 27,142,430원 청구하기" })).toBeEnabled();

  await page.getByRole("button", { name: "버리기" }).click();
  await page
    .getByRole("dialog", { name: "이 파일을 버릴까요?" })
    .getByRole("button", { name: "버리기" })
    .click();
  await expect(page.getByText("파일을 버렸습니다.")).toBeVisible();
  await expect(page.getByText("ERP 파일을 여기에 끌어다 놓으세요")).toBeVisible();
});
