import readXlsxFile from "read-excel-file/node";
import { expect, test } from "vitest";
import { createDistributor, createTrade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { db, transaction } from "#server/platform/db.ts";
import { gate, pay, reverse, untilSomeoneWaits } from "#server/settlements/settlement.fixtures.ts";
import { createExport } from "./create-export.ts";
import * as repository from "./export.repository.ts";
import { defaultExportFormat } from "./export.schema.ts";
import { saveExportFormat } from "./export-format.ts";

const database = useDatabase();
const monday = new Date("2026-11-23T10:00:00+09:00");

async function fileOf(distributorId: string, erpExportId: string, fileType: "csv" | "xlsx") {
  const file = await repository.findExportFile(db(), distributorId, erpExportId, fileType);
  if (!file) throw new Error("no file");
  return Buffer.from(file.content);
}

test("holds what is new since the last one, payments and cancellations, in the distributor's columns", async () => {
  const trade = await createTrade(database);
  await saveExportFormat(trade.clerk, {
    columns: [
      { field: "tradedOnCompact", header: "일자", text: "" },
      { field: "customerCode", header: "거래처", text: "" },
      { field: "amountWon", header: "금액", text: "" },
      { field: "bankAccountCode", header: "계좌", text: "" },
      { field: "kind", header: "구분", text: "" },
      { field: "fixed", header: "전표", text: "=보통예금" },
    ],
    bankAccountCode: "00103",
  });
  await database.sql("UPDATE trade_relationship SET customer_code = '00042' WHERE id = $1", [
    trade.tradeRelationshipId,
  ]);
  const first = await pay(trade, 300_000n, monday);
  const one = await createExport(trade.clerk);
  expect(one).toMatchObject({ number: 1, entryCount: 1, remainingCount: 0 });
  await reverse(trade, first, new Date("2026-11-23T11:00:00+09:00"));
  await pay(trade, 70_000n, new Date("2026-11-23T09:00:00+09:00"));
  const two = await createExport(trade.clerk);
  expect(two).toMatchObject({ number: 2, entryCount: 2 });

  const csv = await fileOf(trade.distributorId, two.erpExportId, "csv");
  expect(csv.toString("utf8")).toBe(
    "\uFEFF일자,거래처,금액,계좌,구분,전표\r\n" +
      "20261123,00042,70000,00103,수납,'=보통예금\r\n" +
      "20261123,00042,-300000,00103,수납취소,'=보통예금\r\n",
  );
  const sheet = await readXlsxFile(await fileOf(trade.distributorId, two.erpExportId, "xlsx"));
  expect(JSON.parse(JSON.stringify(sheet))).toMatchObject([
    {
      data: [
        ["일자", "거래처", "금액", "계좌", "구분", "전표"],
        ["20261123", "00042", 70_000, "00103", "수납", "=보통예금"],
        ["20261123", "00042", -300_000, "00103", "수납취소", "=보통예금"],
      ],
    },
  ]);
  await expect(createExport(trade.clerk)).rejects.toMatchObject({ code: "EXPORT_NOTHING_NEW" });
});

test("the same file again, byte for byte, whatever was renamed since; to its own distributor alone", async () => {
  const trade = await createTrade(database);
  const stranger = await createDistributor(database);
  await pay(trade, 1_000n, monday);
  const { erpExportId } = await createExport(trade.clerk);
  const before = [
    await fileOf(trade.distributorId, erpExportId, "csv"),
    await fileOf(trade.distributorId, erpExportId, "xlsx"),
  ];
  await saveExportFormat(trade.clerk, { ...defaultExportFormat, bankAccountCode: "changed" });
  await database.sql("UPDATE store SET name = '다른이름' WHERE id = $1", [trade.storeId]);
  expect(await fileOf(trade.distributorId, erpExportId, "csv")).toEqual(before[0]);
  expect(await fileOf(trade.distributorId, erpExportId, "xlsx")).toEqual(before[1]);
  expect(await repository.findExportFile(db(), stranger.distributorId, erpExportId, "csv")).toBeNull();
});

test("exports at once: every entry in one file, none in two", async () => {
  const trade = await createTrade(database);
  for (let n = 1; n <= 12; n += 1) await pay(trade, BigInt(n), monday);
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => createExport(trade.clerk)));
  const made = results.filter(({ status }) => status === "fulfilled");
  expect(made).toHaveLength(1);
  const items = await database.sql(
    `SELECT count(*)::int AS items, count(DISTINCT i.payment_id)::int AS payments FROM erp_export_item i
     WHERE i.distributor_id = $1`,
    [trade.distributorId],
  );
  expect(items).toEqual([{ items: 12, payments: 12 }]);
});

test("a payment that is recorded while an export runs goes into the next one", async () => {
  const trade = await createTrade(database);
  await pay(trade, 1n, monday);
  const taken = gate();
  const goOn = gate();
  // Another connection that has taken the list, and has not committed.
  const slow = transaction(async (tx) => {
    await repository.lockExports(tx, trade.distributorId);
    const entries = await repository.takePending(tx, trade.distributorId, 10);
    taken.open();
    await goOn.opened;
    const format = defaultExportFormat;
    const file = { distributorId: trade.distributorId, createdBy: trade.clerk.userId, format };
    await repository.insertExport(tx, { ...file, csv: Buffer.from("a"), xlsx: Buffer.from("b") }, entries);
  });
  await taken.opened;
  await pay(trade, 2n, monday);
  const second = createExport(trade.clerk);
  await untilSomeoneWaits(database);
  goOn.open();
  await slow;
  expect(await second).toMatchObject({ number: 2, entryCount: 1 });
  const amounts = await database.sql(
    `SELECT e.number, i.amount_won::int AS amount FROM erp_export_item i JOIN erp_export e ON e.id = i.erp_export_id
     WHERE i.distributor_id = $1 ORDER BY 1`,
    [trade.distributorId],
  );
  expect(amounts).toEqual([
    { number: 1, amount: 1 },
    { number: 2, amount: 2 },
  ]);
});

test("an export that fails leaves its entries for the next", async () => {
  const trade = await createTrade(database);
  await pay(trade, 5n, monday);
  const failing = transaction(async (tx) => {
    await repository.takePending(tx, trade.distributorId, 10);
    throw new Error("broken off");
  });
  await expect(failing).rejects.toThrow("broken off");
  expect(await createExport(trade.clerk)).toMatchObject({ entryCount: 1 });
});

test("the database takes a payment into one export only, and no other distributor's", async () => {
  const trade = await createTrade(database);
  const other = await createTrade(database);
  const payment = await pay(trade, 5n, monday);
  await pay(other, 5n, monday);
  const { erpExportId } = await createExport(trade.clerk);
  const foreign = await createExport(other.clerk);
  const put = (exportId: string, distributorId: string) =>
    database.sql(
      `INSERT INTO erp_export_item (erp_export_id, distributor_id, payment_id, amount_won) VALUES ($1, $2, $3, 5)`,
      [exportId, distributorId, payment.id],
    );
  await expect(put(erpExportId, trade.distributorId)).rejects.toThrow(/erp_export_item_payment_id_key/);
  await expect(put(foreign.erpExportId, other.distributorId)).rejects.toThrow(/violates/);
  await expect(database.sql("DELETE FROM erp_export_item")).rejects.toThrow(/append-only/);
  await expect(database.sql("UPDATE erp_export SET csv_content = ''")).rejects.toThrow(/append-only/);
});

test("what does not fit into one file goes into the next, the first recorded first", async () => {
  const trade = await createTrade(database);
  for (let n = 1; n <= 3; n += 1) await pay(trade, BigInt(n), monday);
  const taken = await transaction((tx) => repository.takePending(tx, trade.distributorId, 2));
  expect(taken.map(({ amountWon }) => amountWon).sort()).toEqual([1n, 2n]);
  expect(await repository.countPending(db(), trade.distributorId)).toEqual({
    paymentCount: 1,
    reversalCount: 0,
  });
});
