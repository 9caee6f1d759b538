import { randomUUID } from "node:crypto";
import { cancellationBody, createTrade, depositBody, type Trade } from "#e2e/database/factories.ts";
import type { TestDatabase } from "#e2e/database/use-database.ts";
import { parseBankNotice } from "#server/bank/bank-notice.schema.ts";
import { cancelBill } from "#server/bills/cancel-bill.ts";
import { issueSingleBill } from "#server/bills/issue-single-bill.ts";
import { linkPayment } from "#server/payments/link-payment.ts";
import { recordNotice } from "#server/payments/record-notice.ts";
import { DomainError } from "#server/platform/errors.ts";
import { closeSettlements } from "#server/settlements/close-settlements.ts";
import { brokenInvariants } from "./invariants.ts";
import type { SeededRandom } from "./seeded-random.ts";

type Sql = Pick<TestDatabase, "sql">;

/** Everything at once for one store; each of these throws when something is not as it ought to be. */
export class Races {
  readonly #database: Sql;
  readonly #trade: Trade;

  private constructor(database: Sql, trade: Trade) {
    this.#database = database;
    this.#trade = trade;
  }

  static async open(database: Sql): Promise<Races> {
    return new Races(database, await createTrade(database));
  }

  /** So many copies of one notice at the same moment: exactly one payment. */
  async copies(count: number): Promise<void> {
    const transactionId = randomUUID();
    const notice = parseBankNotice(depositBody(this.#trade, { transactionId, amountWon: 1_000n }));
    const outcomes = await Promise.all(Array.from({ length: count }, () => recordNotice(notice)));
    const recorded = outcomes.filter((outcome) => outcome === "recorded").length;
    const [row] = await this.#database.sql<{ payments: number; items: number; messages: number }>(
      `SELECT count(*)::int AS payments,
              (SELECT count(*)::int FROM settlement_item i WHERE i.payment_id = min(p.id::text)::uuid) AS items,
              (SELECT count(*)::int FROM notification n WHERE n.payment_id = min(p.id::text)::uuid) AS messages
       FROM payment p JOIN deposit d ON d.id = p.deposit_id WHERE d.transaction_id = $1`,
      [transactionId],
    );
    const found = JSON.stringify({ recorded, ...row });
    if (found !== JSON.stringify({ recorded: 1, payments: 1, items: 1, messages: 2 })) throw new Error(found);
  }

  /** A deposit and its cancellation in the same moment, either first: they find each other. */
  async depositMeetsCancellation(random: SeededRandom): Promise<void> {
    const originalTransactionId = randomUUID();
    const bodies = [
      depositBody(this.#trade, { transactionId: originalTransactionId, amountWon: 500n }),
      cancellationBody(this.#trade, { originalTransactionId, amountWon: 500n }),
    ];
    if (random.chance(0.5)) bodies.reverse();
    await Promise.all(bodies.map((body) => recordNotice(parseBankNotice(body))));
    const [row] = await this.#database.sql<{ reversals: number }>(
      `SELECT count(*)::int AS reversals FROM payment_reversal r
       JOIN payment p ON p.id = r.payment_id JOIN deposit d ON d.id = p.deposit_id WHERE d.transaction_id = $1`,
      [originalTransactionId],
    );
    if (row?.reversals !== 1) throw new Error(`the deposit was reversed ${row?.reversals} times`);
  }

  /** Issue, cancel, pay, reverse, link and close on as many connections at once; whoever loses is told why. */
  async everythingAtOnce(random: SeededRandom, connections: number): Promise<void> {
    const paid: string[] = [];
    const work = Array.from({ length: connections }, () => this.#something(random, paid));
    const failed = (await Promise.allSettled(work))
      .filter((result) => result.status === "rejected")
      .map((result): unknown => result.reason)
      .filter((reason) => !(reason instanceof DomainError));
    if (failed.length > 0) throw failed[0];
  }

  /** What must hold in this database whatever has happened. */
  async check(): Promise<void> {
    const broken = await brokenInvariants(this.#database);
    if (broken.length > 0) throw new Error(broken.join("\n"));
  }

  async #something(random: SeededRandom, paid: string[]): Promise<void> {
    const { clerk, tradeRelationshipId } = this.#trade;
    const chosen = random.weighted({ issue: 3, cancel: 2, pay: 4, reverse: 3, link: 2, close: 1 });
    if (chosen === "issue") {
      const terms = { periodStartOn: null, periodEndOn: null, dueOn: null, memo: null };
      await issueSingleBill(clerk, { tradeRelationshipId, amountWon: 10_000n, ...terms });
    } else if (chosen === "cancel") {
      const billId = await this.#one(
        "SELECT id FROM bill WHERE trade_relationship_id = $1 AND status = 'ACTIVE'",
      );
      if (billId) await cancelBill(clerk, { billId, reason: "오류" });
    } else if (chosen === "pay") {
      const transactionId = randomUUID();
      paid.push(transactionId);
      await recordNotice(parseBankNotice(depositBody(this.#trade, { transactionId, amountWon: 700n })));
    } else if (chosen === "reverse") {
      const originalTransactionId = random.pick(paid) ?? randomUUID(); // perhaps before its deposit
      const body = cancellationBody(this.#trade, { originalTransactionId, amountWon: 700n });
      await recordNotice(parseBankNotice(body));
    } else if (chosen === "link") {
      const paymentId = await this.#one(
        "SELECT id FROM payment WHERE trade_relationship_id = $1 ORDER BY id DESC LIMIT 1",
      );
      const to = random.chance(0.5) ? "active-bill" : "none";
      if (paymentId) await linkPayment(clerk, { paymentId, to });
    } else {
      await closeSettlements();
    }
  }

  async #one(statement: string): Promise<string | null> {
    const [row] = await this.#database.sql<{ id: string }>(statement, [this.#trade.tradeRelationshipId]);
    return row?.id ?? null;
  }
}
