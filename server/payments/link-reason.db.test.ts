import { beforeAll, expect, test } from "vitest";
import { createTrade, depositBody, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { parseBankNotice } from "#server/bank/bank-notice.schema.ts";
import { cancelBill } from "#server/bills/cancel-bill.ts";
import { issueSingleBill } from "#server/bills/issue-single-bill.ts";
import { db } from "#server/platform/db.ts";
import { listStorePayments } from "#server/storefront/store-payment.repository.ts";
import { linkPayment } from "./link-payment.ts";
import { linkReasonOf } from "./link-reason.ts";
import { listPaymentsInput } from "./payment.schema.ts";
import { listPaymentEntries } from "./payment-list.repository.ts";
import { recordNotice } from "./record-notice.ts";

const database = useDatabase();
let trade: Trade;
const at = (minute: number) => new Date(Date.UTC(2026, 9, 12, 1, minute));

beforeAll(async () => {
  trade = await createTrade(database);
});

async function bill(): Promise<string> {
  const terms = { amountWon: 9_000n, periodStartOn: null, periodEndOn: null, dueOn: null, memo: null };
  return (await issueSingleBill(trade.clerk, { tradeRelationshipId: trade.tradeRelationshipId, ...terms }))
    .billId;
}

const pay = (amountWon: bigint, tradedAt: Date) =>
  recordNotice(parseBankNotice(depositBody(trade, { amountWon, tradedAt })));

test("each payment says why it is linked where it is, and both sides read the same", async () => {
  await pay(1n, at(0));
  await database.setNow(at(1));
  const first = await bill();
  await pay(2n, at(2));
  await database.setNow(at(3));
  await cancelBill(trade.clerk, { billId: first, reason: "오류" });
  await pay(3n, at(4));
  await database.setNow(at(5));
  await bill();
  await pay(4n, at(6));
  await pay(5n, at(7));
  await database.setNow(at(8));
  const scope = { distributorId: trade.distributorId };
  const list = () => listPaymentEntries(db(), scope, listPaymentsInput.parse({}));
  const paymentOf = async (won: bigint) =>
    (await list()).find(({ amountWon }) => amountWon === won)?.id ?? "";
  await linkPayment(trade.clerk, { paymentId: await paymentOf(1n), to: "active-bill" });
  await linkPayment(trade.clerk, { paymentId: await paymentOf(5n), to: "none" });

  const reasons = Object.fromEntries(
    (await list()).map(({ amountWon, linkFacts }) => [String(amountWon), linkReasonOf(linkFacts)]),
  );
  expect(reasons).toEqual({
    1: { code: "LINKED_BY_HAND", linkedAt: at(8), billIssuedAt: at(5) },
    2: { code: "DURING_BILL", billIssuedAt: at(1) },
    3: { code: "AFTER_CANCELLATION", canceledAt: at(3) },
    4: { code: "DURING_BILL", billIssuedAt: at(5) },
    5: { code: "UNLINKED_BY_HAND", linkedAt: at(8) },
  });
  const [store] = await database.sql<{ phone: string }>(
    "SELECT owner_phone AS phone FROM store WHERE id = $1",
    [trade.storeId],
  );
  const seen = await listStorePayments(db(), store?.phone ?? "", { limit: 10 });
  expect(
    Object.fromEntries(seen.map(({ amountWon, linkReason }) => [String(amountWon), linkReason])),
  ).toEqual(reasons);
});

test("before any bill", async () => {
  const other = await createTrade(database);
  await recordNotice(parseBankNotice(depositBody(other, { amountWon: 1n, tradedAt: at(0) })));
  const scope = { distributorId: other.distributorId };
  const [entry] = await listPaymentEntries(db(), scope, listPaymentsInput.parse({}));
  expect(entry && linkReasonOf(entry.linkFacts)).toEqual({ code: "BEFORE_FIRST_BILL" });
});
