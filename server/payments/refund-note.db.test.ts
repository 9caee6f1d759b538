import { beforeAll, expect, test } from "vitest";
import { createTrade, depositBody, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { parseBankNotice } from "#server/bank/bank-notice.schema.ts";
import { db } from "#server/platform/db.ts";
import { listStorePayments } from "#server/storefront/store-payment.repository.ts";
import { noteRefund, retractRefundNote } from "./note-refund.ts";
import { listPaymentsInput } from "./payment.schema.ts";
import { listPaymentEntries } from "./payment-list.repository.ts";
import { withNotes } from "./payment-notes.ts";
import { recordNotice } from "./record-notice.ts";

const database = useDatabase();
let trade: Trade;
let paymentId: string;

beforeAll(async () => {
  trade = await createTrade(database);
  await recordNotice(parseBankNotice(depositBody(trade, { amountWon: 10_000n })));
  paymentId = (await entry())?.id ?? "";
});

async function entry() {
  const scope = { distributorId: trade.distributorId };
  const [row] = await listPaymentEntries(db(), scope, listPaymentsInput.parse({}));
  return row && withNotes(row);
}

const note = (amountWon: bigint) => ({
  paymentId,
  amountWon,
  refundedOn: "2026-11-20",
  note: "두 번 입금하여 돌려줌",
});

test("both sides read what the distributor gave back; sums and settlements stay as they are", async () => {
  const figures = () =>
    database.sql("SELECT sum(gross_won)::text AS gross, sum(net_won)::text AS net FROM settlement_item");
  const before = await figures();
  const { refundNoteId } = await noteRefund(trade.clerk, note(4_000n));
  const { paymentId: _, ...shown } = note(4_000n);
  expect((await entry())?.refunds).toEqual([{ ...shown, refundNoteId }]);
  const [store] = await database.sql<{ phone: string }>(
    "SELECT owner_phone AS phone FROM store WHERE id = $1",
    [trade.storeId],
  );
  const [seen] = await listStorePayments(db(), store?.phone ?? "", { limit: 10 });
  expect(seen?.refunds).toEqual([{ ...shown, refundNoteId }]);
  expect(await figures()).toEqual(before);
  expect((await entry())?.amountWon).toBe(10_000n);
});

test("never more than the payment, also when two clerks note at once; a wrong note is taken back, once", async () => {
  const twice = await Promise.allSettled([
    noteRefund(trade.clerk, note(6_000n)),
    noteRefund(trade.clerk, note(6_000n)),
  ]);
  expect(twice.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(noteRefund(trade.clerk, note(1n))).rejects.toMatchObject({
    code: "REFUND_EXCEEDS_PAYMENT",
    details: { paymentWon: 10_000n, notedWon: 10_000n },
  });
  const refundNoteId = (await entry())?.refunds.at(-1)?.refundNoteId ?? "";
  const retraction = { refundNoteId, note: "잘못 적음" };
  await retractRefundNote(trade.clerk, retraction);
  expect((await entry())?.refunds.map(({ amountWon }) => amountWon)).toEqual([4_000n]);
  await expect(retractRefundNote(trade.clerk, retraction)).rejects.toMatchObject({
    code: "REFUND_NOTE_RETRACTED",
  });
  await noteRefund(trade.clerk, note(6_000n));
  await expect(database.sql("UPDATE payment_refund_note SET amount_won = 1")).rejects.toThrow(/append-only/);
});

test("it is the distributor's own affair", async () => {
  const stranger = await createTrade(database);
  await expect(noteRefund(stranger.clerk, note(1n))).rejects.toMatchObject({ code: "PAYMENT_NOT_FOUND" });
  const refundNoteId = (await entry())?.refunds[0]?.refundNoteId ?? "";
  await expect(retractRefundNote(stranger.clerk, { refundNoteId, note: "x" })).rejects.toMatchObject({
    code: "REFUND_NOTE_NOT_FOUND",
  });
});
