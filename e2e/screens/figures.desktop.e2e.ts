import { expect } from "@playwright/test";
import { rowsOf, soleValue } from "../access/demo-rows.ts";
import { test } from "../access/session.ts";

// 새벽유통's settlements: the journeys pay to 한빛식자재's stores, and figures must stand still while they are compared.
const distributor = "(SELECT id FROM distributor WHERE name = '새벽유통')";
const won = (amountWon: bigint | string) => `${BigInt(amountWon).toLocaleString("ko-KR")}원`;

interface Due {
  id: string;
  payoutOn: string;
  grossWon: string;
  netWon: string;
  count: number;
}

async function settlementsDue(): Promise<Due[]> {
  return rowsOf<Due>(`
    SELECT s.id, to_char(s.payout_on, 'YYYY-MM-DD') AS "payoutOn", count(*)::int AS count,
           sum(i.gross_won)::text AS "grossWon", sum(i.net_won)::text AS "netWon"
    FROM settlement s JOIN settlement_item i ON i.settlement_id = s.id
    WHERE s.distributor_id = ${distributor} AND s.status = 'OPEN'
    GROUP BY s.id ORDER BY s.payout_on`);
}

test("the settlement forecast shows what is paid out when, and of what it consists", async ({
  page,
  signInAs,
}) => {
  await signInAs("saebyeok");
  await page.goto("/distributor/settlements");
  const due = await settlementsDue();
  const table = page.getByRole("table", { name: "지급 예정" });
  await expect(table.locator("tbody tr")).toHaveCount(due.length);
  for (const [index, { payoutOn, netWon }] of due.entries()) {
    const row = table.locator("tbody tr").nth(index);
    await expect(row).toContainText(`${Number(payoutOn.slice(5, 7))}월 ${Number(payoutOn.slice(8))}일`);
    await expect(row).toContainText(won(netWon));
  }

  const [first] = due;
  if (!first) throw new Error("the demo has no open settlement");
  await table.getByRole("link").first().click();
  await expect(page).toHaveURL(`/distributor/settlements/${first.id}`);
  const items = page.getByRole("table", { name: "정산에 포함된 수납" });
  await expect(items.locator("tbody tr")).toHaveCount(first.count);
  await expect(page.getByRole("main")).toContainText(won(first.grossWon));
  await expect(page.getByRole("main")).toContainText(won(first.netWon));
});

test("the overview shows today's payments, the active bills and the next payout", async ({
  page,
  signInAs,
}) => {
  await signInAs("saebyeok");
  await page.goto("/distributor");
  const today = await soleValue<string>(`
    SELECT coalesce(sum(amount_won), 0)::text FROM (
      SELECT amount_won, traded_at FROM payment WHERE distributor_id = ${distributor}
      UNION ALL SELECT -amount_won, traded_at FROM payment_reversal WHERE distributor_id = ${distributor}
    ) entry
    WHERE (traded_at AT TIME ZONE 'Asia/Seoul')::date = (sunap_now() AT TIME ZONE 'Asia/Seoul')::date`);
  const tile = (name: string) => page.getByRole("link").filter({ hasText: name });
  await expect(tile("오늘 수납")).toContainText(won(today));
  const active = await soleValue<number>(
    `SELECT count(*)::int FROM bill WHERE distributor_id = ${distributor} AND status = 'ACTIVE'`,
  );
  await expect(tile("진행 중인 청구서").first()).toContainText(`${active}건`);
  const [next] = await settlementsDue();
  await expect(tile("다음 정산 지급액")).toContainText(next ? won(next.netWon) : "예정 없음");
  const counts = page.getByRole("listitem").filter({ hasText: /^(입금 확인됨|일부 입금|입금 확인 전)/ });
  await expect(counts).toHaveCount(3);
});
