import { randomInt, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import {
  cancellationBody,
  createDistributor,
  createTrade,
  depositBody,
  type Trade,
} from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { parseBankNotice } from "#server/bank/bank-notice.schema.ts";
import { db, transaction } from "#server/platform/db.ts";
import { listUnmatchedDeposits } from "./payment-list.repository.ts";
import { keepNotices } from "./receive-webhook.ts";

const database = useDatabase();
const at = (hour: number) => new Date(Date.UTC(2026, 9, 12, hour)); // 12 October 2026, a Monday
const now = at(12);

beforeAll(() => database.setNow(now));

/** Two bills: one from 1 to 4 o'clock, the next until it was cancelled at 8. */
async function openTrade(distributor: Awaited<ReturnType<typeof createDistributor>>): Promise<Trade> {
  const trade = await createTrade(database, distributor);
  await database.sql(
    `INSERT INTO bill (distributor_id, store_id, trade_relationship_id, amount_won, status, issued_at, ended_at,
                       issued_by, canceled_by, cancel_reason)
     VALUES ($1, $2, $3, 1000000, 'EXPIRED', $4, $5, $7, NULL, NULL),
            ($1, $2, $3, 2000000, 'CANCELED', $5, $6, $7, $7, '오류')`,
    [trade.distributorId, trade.storeId, trade.tradeRelationshipId, at(1), at(4), at(8), trade.clerk.userId],
  );
  return trade;
}

type Account = { bankCode: string; accountNumber: string };

/** What a bank has to say about one store, each with a name. */
function noticesOf(trade: Account, unknown: Account) {
  const id = randomUUID();
  const deposit = (name: string, amountWon: bigint, hour: number) =>
    depositBody(trade, { transactionId: `${id}-${name}`, amountWon, tradedAt: at(hour) });
  return {
    id,
    bodies: {
      early: deposit("early", 300_000n, 2),
      "takes early back": cancellationBody(trade, {
        ...{ transactionId: `${id}-back`, originalTransactionId: `${id}-early`, amountWon: 300_000n },
        tradedAt: at(9),
      }),
      second: deposit("second", 500_000n, 4), // in the very moment in which one bill ends and the next begins
      "takes too much of second back": cancellationBody(trade, {
        ...{ transactionId: `${id}-wrong`, originalTransactionId: `${id}-second`, amountWon: 500_001n },
        tradedAt: at(9),
      }),
      nobodys: depositBody(unknown, { transactionId: `${id}-nobodys`, amountWon: 7_000n, tradedAt: at(10) }),
    },
  };
}

const tell = (body: string) =>
  transaction((tx) => keepNotices(tx, [parseBankNotice(body)], { isStale: false, now }));

/** Payments, links, amounts: what must not depend on the order of arrival. */
async function outcome(trade: Trade, id: string) {
  const payments = await database.sql(
    `SELECT substr(d.transaction_id, 38) AS name, p.amount_won::text AS won, b.amount_won::text AS bill,
            p.reversed_at AS "reversedAt", i.gross_won::text AS gross, s.payout_on::text AS "payoutOn"
     FROM payment_with_bill p JOIN deposit d ON d.id = p.deposit_id LEFT JOIN bill b ON b.id = p.bill_id
     JOIN settlement_item i ON i.payment_id = p.id JOIN settlement s ON s.id = i.settlement_id
     WHERE p.trade_relationship_id = $1 ORDER BY 1`,
    [trade.tradeRelationshipId],
  );
  const bills = await database.sql(
    `SELECT amount_won::text AS billed, bill_collected_won(b)::text AS collected FROM bill b
     WHERE trade_relationship_id = $1 ORDER BY issued_at`,
    [trade.tradeRelationshipId],
  );
  const held = await database.sql(
    `SELECT substr(transaction_id, 38) AS name, kind, reason FROM held_notice
     WHERE transaction_id LIKE $1 || '%' AND resolution IS NULL`,
    [id],
  );
  const unmatched = await database.sql(
    `SELECT substr(d.transaction_id, 38) AS name FROM unmatched_deposit u JOIN deposit d ON d.id = u.deposit_id
     WHERE d.transaction_id LIKE $1 || '%'`,
    [id],
  );
  return { payments, bills, held, unmatched };
}

const expected = {
  payments: [
    {
      ...{ name: "early", won: "300000", bill: "1000000", reversedAt: at(9), gross: "300000" },
      payoutOn: "2026-10-14",
    },
    {
      ...{ name: "second", won: "500000", bill: "2000000", reversedAt: null, gross: "500000" },
      payoutOn: "2026-10-14",
    },
  ],
  bills: [
    { billed: "1000000", collected: "0" },
    { billed: "2000000", collected: "500000" },
  ],
  held: [{ name: "wrong", kind: "CONFLICT", reason: "ORIGINAL_DIFFERS" }],
  unmatched: [{ name: "nobodys" }],
};

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, i) =>
    permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]),
  );
}

describe("whatever the order of arrival", () => {
  const unknown = { bankCode: "004", accountNumber: "99999999999999" };

  test("all 120 orders of five notices, each notice repeated at the end: the same payments, links and amounts", async () => {
    const distributor = await createDistributor(database);
    const names = Object.keys(noticesOf(unknown, unknown).bodies);
    const play = async (order: string[]) => {
      const trade = await openTrade(distributor);
      const { id, bodies } = noticesOf(trade, unknown);
      const bodyOf = (name: string) => bodies[name as keyof typeof bodies];
      for (const name of [...order, ...order.toReversed()]) await tell(bodyOf(name));
      expect({ order, ...(await outcome(trade, id)) }).toEqual({ order, ...expected });
    };
    const orders = permutations(names);
    expect(orders).toHaveLength(120);
    const atOnce = 6;
    for (let i = 0; i < orders.length; i += atOnce) await Promise.all(orders.slice(i, i + atOnce).map(play));
  }, 120_000);
});

describe("an account that was given only later", () => {
  test.each(["the notice first", "the account first"])(
    "%s: proposed to the operator, never attributed by itself; later transfers are the store's",
    async (first) => {
      const account = { bankCode: "004", accountNumber: `7${randomInt(1e13)}`.padEnd(15, "7") };
      /** As an operator does when a store is taken on; given at 6 o'clock. */
      const give = async () => {
        const owner = await createTrade(database);
        await database.sql("ALTER TABLE virtual_account DISABLE TRIGGER virtual_account_guard");
        await database.sql("UPDATE virtual_account SET account_number = $1, given_at = $2 WHERE id = $3", [
          account.accountNumber,
          at(6),
          owner.virtualAccountId,
        ]);
        await database.sql("ALTER TABLE virtual_account ENABLE TRIGGER virtual_account_guard");
        return owner;
      };
      const transactionId = randomUUID();
      const body = depositBody(account, { transactionId, amountWon: 9_000n, tradedAt: at(5) });
      let owner: Trade;
      if (first === "the notice first") {
        expect(await tell(body)).toBe("recorded");
        owner = await give();
      } else {
        owner = await give();
        expect(await tell(body)).toBe("recorded");
      }
      const unmatched = await listUnmatchedDeposits(db(), { limit: 200 });
      expect(unmatched.find((row) => row.transactionId === transactionId)).toMatchObject({
        proposedTradeRelationshipId: owner.tradeRelationshipId,
      });
      await tell(depositBody(account, { amountWon: 8_000n, tradedAt: at(6) }));
      const paid = await database.sql(
        "SELECT amount_won::text AS won FROM payment WHERE trade_relationship_id = $1",
        [owner.tradeRelationshipId],
      );
      expect(paid).toEqual([{ won: "8000" }]);
    },
  );
});
