import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { won } from "./won.ts";

/** Receivables as a distributor's ERP exports them: CP949, a title above the header, totals below. */
export const ledgerFile = path.join(import.meta.dirname, "../fixtures/erp/receivables-ledger-cp949.csv");

/** What the file says of some of its customers. The balance is last month's + this month's trade − what was paid. */
export const ledgerCustomers = [
  { customerCode: "00002", name: "을지로 뷁스테이크", balanceWon: 308_261, tradeWon: 308_261 },
  { customerCode: "00003", name: "똠얌하우스 연남", balanceWon: 425_086, tradeWon: 425_086 },
  { customerCode: "00004", name: "한솥밥상 본점", balanceWon: 980_429, tradeWon: 2_279_133 },
  { customerCode: "00006", name: "청담 갈비", balanceWon: 70_843, tradeWon: 1_518_814 },
  { customerCode: "00007", name: "바다횟집", balanceWon: -120_000, tradeWon: 380_496 },
  { customerCode: "00010", name: "펲시칼리 피자", balanceWon: 2_063_273, tradeWon: 1_579_273 },
  { customerCode: "00012", name: "제주흑돼지", balanceWon: 1_365_442, tradeWon: 1_957_462 },
  { customerCode: "00015", name: "햏복주점", balanceWon: 311_911, tradeWon: 2_927_773 },
] as const;

export const ledgerRowCount = 20;

/** The clerk takes the file as it came out of the ERP. */
export async function uploadLedger(page: Page): Promise<void> {
  await page.goto("/distributor/bills/import");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "파일 선택" }).click();
  await (await chooser).setFiles(ledgerFile);
  await expect(page.getByRole("heading", { name: "열 맞추기" })).toBeVisible();
}

/** Sets which columns make up the amount; with every change the file is read again at once. */
export async function chooseAmount(page: Page, columns: { plus: string[]; minus?: string[] }): Promise<void> {
  const amounts = page.getByRole("group", { name: "청구금액" });
  const minus = columns.minus ?? [];
  const wanted = [...columns.plus, ...minus];
  for (const name of ["전월미수금", "당월매출액", "당월입금액", "미수잔액"]) {
    const checkbox = amounts.getByRole("checkbox", { name });
    if ((await checkbox.isChecked()) === wanted.includes(name)) continue;
    await readAgain(page, () => checkbox.click());
    await expect(checkbox).toBeChecked({ checked: wanted.includes(name) });
  }
  for (const name of minus) {
    const sign = amounts.getByRole("radiogroup", { name: `${name} 더하기 또는 빼기` });
    await readAgain(page, () => sign.getByText("빼기").click());
    await expect(sign.getByRole("radio", { name: "빼기" })).toBeChecked();
  }
}

/** Changes how the file is read, and waits until the page shows what that comes to. */
async function readAgain(page: Page, change: () => Promise<void>): Promise<void> {
  const answered = page.waitForResponse(/billImport\.remap/);
  await change();
  await answered;
  await expect(page.getByText("다시 읽는 중…")).toBeHidden();
}

/** The last day of this month as payment-due date for all; gives the day as yyyy-mm-dd. */
export async function setDueDate(page: Page): Promise<string> {
  const [year, month] = seoulDay(new Date()).split("-").map(Number) as [number, number];
  const day = new Date(Date.UTC(year, month, 0)).getUTCDate();
  await page.getByRole("button", { name: "납부 기한" }).click();
  await page.getByRole("button", { name: `${day} ${month}월 ${year}` }).click();
  await page.getByRole("button", { name: "적용", exact: true }).click();
  await expect(page.getByText("적용했습니다.")).toBeVisible();
  return `${year}-${String(month).padStart(2, "0")}-${day}`;
}

/** What an issue would bill now, as the bar says that is always in sight. */
export async function expectTotals(page: Page, bills: readonly { amount: number }[]): Promise<void> {
  const total = won(bills.reduce((sum, { amount }) => sum + amount, 0));
  await expect(page.getByText(`${bills.length}곳`, { exact: true })).toBeVisible();
  await expect(page.getByText(`합계 ${total}`, { exact: true })).toBeVisible();
}

/** Confirms the issue; what is confirmed is what is billed. Rows with warnings are first to be looked through. */
export async function issueImport(page: Page, billCount: number, warningCount = 0): Promise<void> {
  await page.getByRole("button", { name: new RegExp(`^${billCount}곳에 총 .+원 청구하기$`) }).click();
  const dialog = page.getByRole("dialog", { name: `${billCount}곳에 청구할까요?` });
  const confirm = dialog.getByRole("button", { name: "청구하기" });
  if (warningCount > 0) {
    await expect(confirm).toBeDisabled();
    const warnings = `확인이 필요한 ${warningCount}줄을 살펴보았습니다.`;
    await dialog.getByRole("checkbox", { name: warnings, exact: true }).check();
  }
  await confirm.click();
  await expect(page.getByRole("heading", { name: `${billCount}곳에 청구했습니다` })).toBeVisible();
}

function seoulDay(at: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Seoul" }).format(at);
}
