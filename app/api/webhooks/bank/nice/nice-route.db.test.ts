import { randomUUID } from "node:crypto";
import iconv from "iconv-lite";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { createTrade, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";

const database = useDatabase();
let trade: Trade;

beforeAll(async () => {
  trade = await createTrade(database);
});
afterEach(() => vi.unstubAllEnvs());

/** The route as a process with that environment has it: it is read once. */
async function post(body: Uint8Array | string, sources: string, from: string): Promise<Response> {
  vi.stubEnv("BANK_NICE_SOURCES", sources);
  vi.stubEnv("BEHIND_PROXY", "1");
  vi.resetModules();
  const { POST } = await import("./route.ts");
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-forwarded-for": from,
    "user-agent": "agent",
  };
  return POST(
    new Request("http://sunap.test/api/webhooks/bank/nice", {
      method: "POST",
      headers,
      body: Buffer.from(body),
    }),
  );
}

const form = (TID: string, Amt = "52000") =>
  iconv.encode(
    `MID=agent0001m&TID=${TID}&MOID=1&Amt=${Amt}&VbankNum=${trade.accountNumber}&VbankInputName=뷁 사장` +
      `&AuthDate=261120101112&StateCd=0&ResultCode=4110`,
    "cp949",
  );

test("a deposit is answered OK as plain text, once it is stored, and again when it is repeated", async () => {
  const TID = randomUUID();
  for (const _again of [1, 2]) {
    const answer = await post(form(TID), "203.0.113.7,10.0.0.0/8", "198.51.100.1, 10.1.2.3");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("text/plain");
    expect(await answer.text()).toBe("OK");
  }
  const paid = await database.sql(
    `SELECT p.amount_won::text AS won, p.depositor_name AS name, p.traded_at AS at FROM payment p
     JOIN deposit d ON d.id = p.deposit_id WHERE d.transaction_id = $1`,
    [TID],
  );
  expect(paid).toEqual([{ won: "52000", name: "뷁 사장", at: new Date("2026-11-20T01:11:12Z") }]);
});

test("an address that the client claims itself does not count: only the last one does", async () => {
  const answer = await post(form(randomUUID()), "203.0.113.7", "203.0.113.7, 198.51.100.1");
  expect([answer.status, await answer.text()]).toEqual([401, "FAIL"]);
});

test("a form that is none, and one that is too large, are refused", async () => {
  expect((await post("hello", "203.0.113.7", "203.0.113.7")).status).toBe(400);
  expect((await post("x".repeat(70_000), "203.0.113.7", "203.0.113.7")).status).toBe(413);
});

test("without an allow-list there is no such address", async () => {
  expect((await post(form(randomUUID()), "", "203.0.113.7")).status).toBe(404);
});
