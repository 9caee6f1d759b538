import { beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { createDistributor, createTrade, type Distributor } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { db } from "#server/platform/db.ts";
import { issue } from "./bill.fixtures.ts";
import { listBillsInput } from "./bill.schema.ts";
import { listBills } from "./bill-list.repository.ts";
import { billCursor, sortOf } from "./bill-order.ts";

const database = useDatabase();
let distributor: Distributor;

const stores: [name: string, code: string, amountWon: bigint, dueOn: string | null][] = [
  ["김치찌개", "00012", 5_000n, "2026-12-01"],
  ["꽃가마", "00120", 3_000n, null],
  ["가게", "A-77", 9_000n, "2026-11-30"],
  ["행복한 분식", "b_1", 3_000n, "2026-12-01"],
  ["GS25 강남점", "00300", 1_000n, null],
  ["공순이네(본점)", "00400", 7_000n, "2026-11-29"],
  ["100% 주스", "00500", 2_000n, null],
];

beforeAll(async () => {
  distributor = await createDistributor(database);
  const stranger = await createTrade(database);
  await database.sql("UPDATE store SET name = '김치찌개' WHERE id = $1", [stranger.storeId]);
  await issue(stranger, 1n);
  for (const [name, code, amountWon, dueOn] of stores) {
    const trade = await createTrade(database, distributor);
    await database.sql("UPDATE store SET name = $2 WHERE id = $1", [trade.storeId, name]);
    await database.sql("UPDATE trade_relationship SET customer_code = $2 WHERE id = $1", [
      trade.tradeRelationshipId,
      code,
    ]);
    await issue(trade, amountWon, dueOn);
  }
});

async function list(input: z.input<typeof listBillsInput>): Promise<string[]> {
  const rows = await listBills(db(), distributor.distributorId, listBillsInput.parse(input));
  return rows.map(({ storeName }) => storeName);
}

describe("search", () => {
  test.each([
    ["김치", ["김치찌개"]],
    ["ㄱㅊ", ["김치찌개"]],
    ["ㄱㅊㅉㄱ", ["김치찌개"]],
    ["ㅊㅉ", ["김치찌개"]],
    ["김ㅊ", ["김치찌개"]],
    ["ㄱ치ㅉ개", ["김치찌개"]],
    ["가ㄱ", ["가게"]],
    ["각", ["가게"]], // what a keyboard makes of 가 and ㄱ
    ["ㄳ", ["공순이네(본점)"]], // and of ㄱ and ㅅ
    ["ㄲㄱㅁ", ["꽃가마"]],
    ["행복한분식", ["행복한 분식"]],
    ["ㅎㅂㅎㅂㅅ", ["행복한 분식"]],
    ["ㅂ식", ["행복한 분식"]],
    ["gs25", ["GS25 강남점"]],
    ["25ㄱㄴ", ["GS25 강남점"]],
    ["이네(", ["공순이네(본점)"]],
    ["ㄱㄱ", ["가게"]],
    ["ㅋㅋ", []],
    ["ㅋ", []],
  ])("%s finds %j", async (search, names) => {
    expect(await list({ search })).toEqual(names);
  });

  test("a name whose letters come one by one (NFD) is found as well", async () => {
    expect(await list({ search: "김치".normalize("NFD") })).toEqual(["김치찌개"]);
  });

  test.each([
    ["00012", ["김치찌개"]],
    ["001", ["꽃가마"]],
    ["a-7", ["가게"]],
    ["B_", ["행복한 분식"]],
    ["77", []], // not the start
  ])("the customer code begins with %s: %j", async (search, names) => {
    expect(await list({ search })).toEqual(names);
  });

  test.each(["%", "_", "\\", ".", "*", "[", "^", "(", "|", "?", "'"])(
    "%s is a letter like any other",
    async (search) => {
      const literal = stores.map(([name]) => name).filter((name) => name.includes(search));
      expect(await list({ search })).toEqual(literal);
    },
  );

  test("finds the name that a store has now", async () => {
    const trade = await createTrade(database, distributor);
    await issue(trade, 1n);
    await database.sql("UPDATE store SET name = '쑥떡방' WHERE id = $1", [trade.storeId]);
    expect(await list({ search: "ㅆㄸㅂ" })).toEqual(["쑥떡방"]);
    await database.sql(
      "UPDATE bill SET status = 'EXPIRED', ended_at = clock_timestamp() WHERE store_id = $1",
      [trade.storeId],
    );
  });
});

describe("order", () => {
  const byName = ["100% 주스", "GS25 강남점", "가게", "공순이네(본점)", "김치찌개", "꽃가마", "행복한 분식"];
  const byIssue = stores.map(([name]) => name);

  test.each([
    ["NEWEST", byIssue.toReversed()],
    ["OLDEST", byIssue],
    ["STORE", byName],
    [
      "AMOUNT_HIGH",
      ["가게", "공순이네(본점)", "김치찌개", "행복한 분식", "꽃가마", "100% 주스", "GS25 강남점"],
    ],
    [
      "AMOUNT_LOW",
      ["GS25 강남점", "100% 주스", "꽃가마", "행복한 분식", "김치찌개", "공순이네(본점)", "가게"],
    ],
    ["DUE", ["공순이네(본점)", "가게", "김치찌개", "행복한 분식", "꽃가마", "GS25 강남점", "100% 주스"]],
  ] as const)("%s, read page by page: each once, and in order", async (sort, names) => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const input = listBillsInput.parse({ sort, limit: 2, cursor });
      const rows = await listBills(db(), distributor.distributorId, input);
      const page = rows.slice(0, 2);
      seen.push(...page.map(({ storeName }) => storeName));
      const last = page.at(-1);
      cursor = rows.length > 2 && last ? billCursor(sortOf(input), last) : null;
    } while (cursor);
    expect(seen).toEqual(names);
  });

  test("bills that have ended are sorted by their age alone", async () => {
    expect(sortOf(listBillsInput.parse({ sort: "STORE", status: "ALL" }))).toBe("NEWEST");
    expect(sortOf(listBillsInput.parse({ sort: "OLDEST", status: "EXPIRED" }))).toBe("OLDEST");
  });

  test("a made-up cursor is refused", async () => {
    expect(listBillsInput.safeParse({ cursor: "x" }).success).toBe(false);
    const id = "0193ffff-0000-7000-8000-00000000000a";
    const input = listBillsInput.parse({ sort: "DUE", cursor: `${id}:never` });
    await expect(listBills(db(), distributor.distributorId, input)).rejects.toThrow();
  });
});
