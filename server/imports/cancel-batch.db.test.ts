import { beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { recordNotice } from "#server/payments/record-notice.ts";
import { toCsv } from "#server/platform/csv.ts";
import { db } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { billsOf, cancellationOf, insertFourCustomers, issueAmounts } from "./batch.fixtures.ts";
import { countBatchPayments, listBatchBills } from "./batch-bills.repository.ts";
import { cancelBatch, takeBackBatch } from "./cancel-batch.ts";
import { exportBatch } from "./export-batch.ts";
import { insertStaff } from "./import.fixtures.ts";
import { listBatchBillsInput } from "./import.schema.ts";

const database = useDatabase();
let actor: DistributorActor;
let round = 0;

beforeEach(async () => {
  round += 1;
  actor = await insertFourCustomers(database, round);
});

const issueAll = (amounts: Record<string, number>) => issueAmounts(actor, amounts);
const bills = () => billsOf(database, actor);

const endHold = (billBatchId: string) =>
  database.sql("UPDATE bill_batch SET hold_until = now() - interval '1 second' WHERE id = $1", [billBatchId]);

/** The store pays into its account; the bank tells us. */
async function pay(code: string, won: number): Promise<void> {
  await database.sql(
    `INSERT INTO settlement_contract
       (distributor_id, effective_from_on, business_days, cutoff_time, fee_won, fee_rate_bps)
     VALUES ($1, '2020-01-01', 2, '16:00', 200, 10) ON CONFLICT DO NOTHING`,
    [actor.distributorId],
  );
  const [account] = await database.sql<{ number: string }>(
    `SELECT a.account_number AS number FROM virtual_account a
     JOIN trade_relationship t ON t.id = a.trade_relationship_id
     WHERE t.distributor_id = $1 AND t.customer_code = $2`,
    [actor.distributorId, code],
  );
  await recordNotice({
    kind: "RECEIVED",
    bankCode: "004",
    accountNumber: account?.number ?? "",
    transactionId: crypto.randomUUID(),
    originalTransactionId: null,
    depositorName: "김사장",
    amountWon: BigInt(won),
    tradedAt: new Date(),
    body: "{}",
  });
}

describe("cancelling a batch", () => {
  it("keeps the bills to which money has come in, and names them, unless the clerk means those too", async () => {
    const { billBatchId } = await issueAll({ A: 1000, B: 2000, C: 3000 });
    await endHold(billBatchId);
    await pay("B", 10);
    const first = await cancelBatch(actor, cancellationOf(billBatchId));
    expect(first).toMatchObject({ canceled: 2, notCanceled: [{ storeName: "가게 B", reason: "PAID" }] });
    const second = await cancelBatch(actor, cancellationOf(billBatchId, true));
    expect(second).toMatchObject({ canceled: 1, notCanceled: [] });
    expect(await cancelBatch(actor, cancellationOf(billBatchId, true))).toMatchObject({ canceled: 0 });
    expect((await bills()).map(({ status }) => status)).toEqual(["CANCELED", "CANCELED", "CANCELED"]);
    const [kept] = await database.sql("SELECT count(*) AS n FROM payment WHERE distributor_id = $1", [
      actor.distributorId,
    ]);
    expect(kept).toEqual({ n: "1" });
  });

  it("leaves alone what a newer batch has replaced", async () => {
    const old = await issueAll({ A: 1000, B: 1000 });
    await issueAll({ A: 2000 });
    expect(await cancelBatch(actor, cancellationOf(old.billBatchId))).toMatchObject({ canceled: 1 });
    expect(await bills()).toEqual([
      { code: "A", status: "EXPIRED", won: "1000" },
      { code: "B", status: "CANCELED", won: "1000" },
      { code: "A", status: "ACTIVE", won: "2000" },
    ]);
  });

  it("is nobody else's", async () => {
    const { billBatchId } = await issueAll({ A: 1000 });
    const stranger = await insertStaff(database, `남 ${round}`);
    for (const operation of [cancelBatch, takeBackBatch]) {
      await expect(operation(stranger, cancellationOf(billBatchId))).rejects.toMatchObject({
        code: "BATCH_NOT_FOUND",
      });
    }
    const list = listBatchBillsInput.parse({ billBatchId });
    expect(await listBatchBills(db(), stranger.distributorId, list)).toEqual([]);
    expect(await countBatchPayments(db(), stranger.distributorId, billBatchId)).toEqual({
      covered: 0,
      partly: 0,
      untouched: 0,
    });
  });
});

describe("a batch's bills", () => {
  it("are listed page by page, with message and money, by what there is to look at", async () => {
    const { billBatchId } = await issueAll({ A: 1000, B: 2000, C: 3000, D: 4000 });
    await pay("A", 1000);
    await pay("B", 5);
    const list = async (input: Record<string, unknown>) => {
      const rows = await listBatchBills(
        db(),
        actor.distributorId,
        listBatchBillsInput.parse({ billBatchId, ...input }),
      );
      return rows.map(({ customerCode }) => customerCode).sort();
    };
    expect(await list({})).toEqual(["A", "B", "C", "D"]);
    expect(await list({ filter: "paid" })).toEqual(["A", "B"]);
    expect(await list({ filter: "unpaid" })).toEqual(["B", "C", "D"]);
    expect(await list({ filter: "unsent" })).toHaveLength(4);
    expect(await list({ filter: "canceled" })).toEqual([]);
    expect(await countBatchPayments(db(), actor.distributorId, billBatchId)).toEqual({
      covered: 1,
      partly: 1,
      untouched: 2,
    });
    const page = await listBatchBills(
      db(),
      actor.distributorId,
      listBatchBillsInput.parse({ billBatchId, limit: 3 }),
    );
    expect(page).toHaveLength(4);
    expect(page[0]).toMatchObject({ messageState: "QUEUED", status: "ACTIVE" });
    expect(await list({ cursor: page[2]?.billId })).toEqual([page[3]?.customerCode]);
  });
});

describe("a batch's results", () => {
  const texts = {
    headings: ["코드", "매장"],
    statusOf: (status: string) => status,
    messageOf: (state: string) => state,
  };

  it("come as a table whose formulas are harmless", async () => {
    await database.sql(
      "UPDATE store SET name = '=HYPERLINK(1)' WHERE name = '가게 A' AND id IN (SELECT store_id FROM trade_relationship WHERE distributor_id = $1)",
      [actor.distributorId],
    );
    const { billBatchId } = await issueAll({ A: 1000, B: 2000 });
    let text = "";
    for await (const chunk of toCsv(await exportBatch(actor, billBatchId, texts))) text += chunk;
    const [heading, ...lines] = text.slice(1).trimEnd().split("\r\n");
    expect(heading).toBe("코드,매장");
    expect(lines.toSorted()).toEqual([
      "A,'=HYPERLINK(1),1000,0,ACTIVE,,,,,QUEUED,",
      "B,가게 B,2000,0,ACTIVE,,,,,QUEUED,",
    ]);
  });

  it("are nobody else's", async () => {
    const { billBatchId } = await issueAll({ A: 1000 });
    const stranger = await insertStaff(database, `남 ${round}`);
    await expect(exportBatch(stranger, billBatchId, texts)).rejects.toMatchObject({
      code: "BATCH_NOT_FOUND",
    });
  });
});
