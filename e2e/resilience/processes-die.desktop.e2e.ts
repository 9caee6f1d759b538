import { expect, test } from "@playwright/test";
import { depositNotice, postNotice } from "../access/bank.ts";
import { apiClient, chatMessages } from "../access/issued-bill.ts";
import { cookieOf } from "../access/session.ts";
import { type OwnStack, startOwnStack } from "./own-stack.ts";

// On a stack of its own: what is broken here must not break what the other tests stand on.

let stack: OwnStack;
test.describe.configure({ timeout: 150_000 });
test.beforeAll(async () => {
  stack = await startOwnStack();
});
test.afterAll(() => stack?.stop());

interface Customer {
  tradeRelationshipId: string;
  channel: string;
  bankCode: string;
  accountNumber: string;
}

function customers(count: number): Promise<Customer[]> {
  return stack.rowsOf<Customer>(
    `SELECT t.id AS "tradeRelationshipId", t.channel, v.bank_code AS "bankCode",
            v.account_number AS "accountNumber"
     FROM trade_relationship t
     JOIN distributor d ON d.id = t.distributor_id AND d.name = '한빛식자재'
     JOIN virtual_account v ON v.trade_relationship_id = t.id
     WHERE t.ended_at IS NULL ORDER BY t.customer_code LIMIT $1`,
    [count],
  );
}

async function issueBills(to: Customer[]): Promise<(Customer & { billId: string })[]> {
  const { bill } = apiClient(await cookieOf("hanbit", stack.baseUrl), stack.baseUrl);
  return Promise.all(
    to.map(async (customer) => {
      const { tradeRelationshipId } = customer;
      const { billId } = await bill.issue.mutate({ tradeRelationshipId, amountWon: 55_000n });
      return { ...customer, billId };
    }),
  );
}

/** How many messages about these bills are in this state. */
async function countIn(state: "SENDING" | "SENT", bills: { billId: string }[]): Promise<number> {
  const [counted] = await stack.rowsOf<{ count: number }>(
    "SELECT count(*)::int AS count FROM notification WHERE state::text = $1 AND bill_id = ANY($2)",
    [state, bills.map(({ billId }) => billId)],
  );
  return counted?.count ?? 0;
}

async function slowDownChat(latencyMs: number): Promise<void> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ latencyMs });
  const answer = await fetch(`${stack.emulatorUrl}/emulator/faults`, { method: "POST", headers, body });
  expect(answer.status).toBe(200);
}

async function statusOf(path: string): Promise<number> {
  return (await fetch(`${stack.baseUrl}${path}`)).status;
}

test("workers killed while they send: every message arrives, and none twice", async () => {
  await slowDownChat(800); // so that at any moment some messages have left and are not answered yet
  const bills = await issueBills(await customers(20));
  await expect.poll(() => countIn("SENT", bills)).toBeGreaterThan(2);
  const killed = stack.pidsOf("worker");
  for (const pid of killed) process.kill(Number(pid), "SIGKILL");
  expect(await countIn("SENDING", bills), "some were on their way").toBeGreaterThan(0);
  expect(await countIn("SENT", bills), "some were still to come").toBeLessThan(bills.length);
  await slowDownChat(0);

  // The leases of the dead run out first.
  await expect.poll(() => countIn("SENT", bills), { timeout: 100_000 }).toBe(bills.length);
  for (const { channel, billId } of bills) {
    const messages = (await chatMessages(channel, stack.emulatorUrl)).filter(({ data }) =>
      data.includes(billId),
    );
    expect(messages.map(({ customType }) => customType)).toEqual(["BILL_ISSUED"]);
  }
  for (const pid of stack.pidsOf("worker")) expect(killed).not.toContain(pid);
});

test("Postgres restarted: web app and workers go on by themselves", async () => {
  const pids = [...stack.pidsOf("web"), ...stack.pidsOf("worker")];
  const [customer] = await customers(1);
  if (!customer) throw new Error("the demo has no customers");
  const notice = depositNotice(customer);

  await stack.stopPostgres();
  expect(await statusOf("/api/health")).toBe(200);
  expect(await statusOf("/api/ready")).toBe(503);
  expect(await postNotice(stack, notice.body)).toEqual({ status: 503, result: "unavailable" });

  await stack.startPostgres();
  await expect.poll(() => statusOf("/api/ready")).toBe(200);
  await expect.poll(async () => (await postNotice(stack, notice.body)).status).toBe(200);
  const [paid] = await stack.rowsOf<{ count: number }>(
    `SELECT count(*)::int AS count FROM payment p JOIN deposit d ON d.id = p.deposit_id
     WHERE d.transaction_id = $1`,
    [notice.transactionId],
  );
  expect(paid?.count).toBe(1);
  const bills = await issueBills([customer]);
  await expect.poll(() => countIn("SENT", bills), { timeout: 60_000 }).toBe(1);
  const kinds = (await chatMessages(customer.channel, stack.emulatorUrl)).map(({ customType }) => customType);
  expect(kinds.filter((kind) => kind === "PAYMENT_COMPLETE")).toHaveLength(1);
  expect([...stack.pidsOf("web"), ...stack.pidsOf("worker")], "the same processes").toEqual(pids);
});
