import { verifyPassword } from "better-auth/crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { demoSignIns } from "#prisma/demo-sign-ins.ts";
import { seed } from "#prisma/seed.ts";
import { checkIntegrity } from "#server/audit/integrity/check-integrity.ts";
import { parseBankNotice } from "#server/bank/bank-notice.schema.ts";
import { closeSettlements } from "#server/settlements/close-settlements.ts";
import { sampleStores } from "./names.ts";

const database = useDatabase();

async function count(from: string): Promise<number> {
  const [row] = await database.sql<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`);
  return row?.count ?? -1;
}

beforeAll(async () => {
  await database.setNow("2026-11-22T20:12:09Z");
  await seed(database.url);
});

describe("the demo data", () => {
  it("has two distributors, their customers and pools of accounts", async () => {
    expect(await count("distributor")).toBe(2);
    expect(await count("trade_relationship")).toBe(64);
    const pools = await database.sql(`
      SELECT bank_code, count(*)::int AS free FROM virtual_account WHERE trade_relationship_id IS NULL
      GROUP BY bank_code ORDER BY free DESC`);
    expect(pools).toEqual([
      { bank_code: "004", free: 120 },
      { bank_code: "088", free: 110 },
      { bank_code: "020", free: 12 },
      { bank_code: "081", free: 8 },
    ]);
  });

  it("knows the customers of the sample files under their codes", async () => {
    const customers = await database.sql(`
      SELECT t.customer_code AS code, s.name, s.business_number AS number
      FROM trade_relationship t JOIN store s ON s.id = t.store_id JOIN distributor d ON d.id = t.distributor_id
      WHERE d.name = '한빛식자재' AND t.customer_code <= '00020' ORDER BY 1`);
    expect(customers).toEqual(
      sampleStores.map(([name, number], i) => ({ code: String(i + 1).padStart(5, "0"), name, number })),
    );
  });

  it("lets the demo's people sign in", async () => {
    for (const { role, email, password, phone, label } of demoSignIns) {
      if (role === "STORE") {
        expect(await count(`store WHERE owner_phone = '${phone}' AND name = '${label}'`)).toBe(1);
        continue;
      }
      const [user] = await database.sql<{ hash: string; role: string; employer: string | null }>(
        `SELECT a.password AS hash, u.role::text AS role, d.name AS employer
         FROM app_user u JOIN account a ON a.user_id = u.id AND a.provider_id = 'credential'
         LEFT JOIN distributor_staff s ON s.user_id = u.id LEFT JOIN distributor d ON d.id = s.distributor_id
         WHERE u.email = $1`,
        [email],
      );
      expect(user).toMatchObject({ role, employer: role === "ADMIN" ? null : label.split(" ")[0] });
      expect(await verifyPassword({ hash: user?.hash ?? "", password: password ?? "" })).toBe(true);
    }
  });

  it.each([
    ["expired bills", "bill WHERE status = 'EXPIRED'", 300],
    ["cancelled bills", "bill WHERE status = 'CANCELED'", 3],
    ["bills issued by hand", "bill WHERE bill_batch_id IS NULL", 3],
    ["bills of six months ago", "bill WHERE issued_at < sunap_now() - interval '6 months'", 40],
    ["bills paid in instalments", instalments("count(*) > 2"), 10],
    [
      "late payments",
      "payment_with_bill p JOIN bill b ON b.id = p.bill_id AND p.traded_at::date > b.due_on",
      20,
    ],
    ["bills with more than was billed", "bill b WHERE bill_collected_won(b) > amount_won", 5],
    [
      "bills that ended uncovered",
      "bill b WHERE status = 'EXPIRED' AND bill_collected_won(b) < amount_won",
      5,
    ],
    ["payments without a bill", "payment_with_bill WHERE bill_id IS NULL", 3],
    ["reversals", "payment_reversal", 3],
    ["hand-made links", "payment_link", 2],
    ["reminders", "unpaid_reminder", 20],
    ["attributed deposits", "deposit_attribution", 1],
    ["open conflicts", "held_notice WHERE kind = 'CONFLICT' AND resolution IS NULL", 1],
    ["stale notices", "held_notice WHERE kind = 'STALE' AND resolution IS NULL", 1],
    ["early cancellations", "held_notice WHERE kind = 'EARLY_CANCELLATION' AND resolution IS NULL", 1],
    ["closed settlements", "settlement WHERE status = 'CLOSED'", 100],
    ["open settlements", "settlement WHERE status = 'OPEN'", 2],
    ["messages with their texts", "notification WHERE state = 'SENT' AND text <> ''", 1000],
    ["dropped messages", "notification WHERE state = 'DROPPED'", 2],
    ["failed messages", "notification WHERE state = 'FAILED'", 2],
    ["audit entries", "audit_entry", 200],
  ])("has %s", async (_kind, from, atLeast) => {
    expect(await count(from)).toBeGreaterThanOrEqual(atLeast);
  });

  it("has unmatched deposits, one for an account that was given later", async () => {
    const unmatched = await database.sql<{ given_later: boolean }>(`
      SELECT coalesce(a.given_at > d.traded_at, false) AS given_later
      FROM deposit d LEFT JOIN virtual_account a USING (bank_code, account_number)
      WHERE d.kind = 'RECEIVED' AND NOT EXISTS (SELECT FROM payment p WHERE p.deposit_id = d.id)
        AND NOT EXISTS (SELECT FROM deposit c WHERE c.original_transaction_id = d.transaction_id)`);
    expect(unmatched.map((row) => row.given_later).toSorted()).toEqual([false, false, true]);
  });

  it("sends nothing when it starts", async () => {
    expect(await count("notification WHERE state NOT IN ('SENT', 'DROPPED', 'FAILED')")).toBe(0);
    expect(await count("pgboss.job")).toBe(0);
  });

  it("leaves nothing to close, and every won in one settlement", async () => {
    expect(await closeSettlements()).toEqual({ closedCount: 0 });
    const [sums] = await database.sql(`
      SELECT (SELECT sum(gross_won) FROM settlement_item)
             = (SELECT sum(amount_won) FROM payment) - (SELECT sum(amount_won) FROM payment_reversal) AS agree`);
    expect(sums).toEqual({ agree: true });
  });

  it("breaks nothing that the continuous check looks for", async () => {
    const { results } = await checkIntegrity(null);
    expect(results.filter(({ offenders, error }) => offenders > 0 || error)).toEqual([]);
  });

  it("has payouts that were paid, that wait, and one that came back", async () => {
    const states = await database.sql(
      "SELECT status, count(*)::int > 0 AS some FROM payout GROUP BY 1 ORDER BY 1",
    );
    expect(states.map(({ status }) => status)).toEqual(expect.arrayContaining(["FAILED", "PAID", "PENDING"]));
  });

  it("has one active bill a relationship, and no life that overlaps another", async () => {
    const [active] = await database.sql(`
      SELECT count(*)::int AS bills, count(DISTINCT trade_relationship_id)::int AS relationships
      FROM bill WHERE status = 'ACTIVE'`);
    expect(active?.bills).toBe(active?.relationships);
  });

  it("holds the notices as the bank would have posted them", async () => {
    const bodies = await database.sql<{ body: string }>(
      "SELECT body::text AS body FROM deposit UNION ALL SELECT body::text FROM held_notice",
    );
    expect(bodies.length).toBeGreaterThan(500);
    for (const { body } of bodies) expect(() => parseBankNotice(body)).not.toThrow();
  });

  it("has batches that agree with the files they came from", async () => {
    const wrong = await database.sql(`
      SELECT b.id FROM bill_batch b
      JOIN LATERAL (SELECT count(*) AS rows, sum(r.amount_won) AS won FROM bill_import_row r
                    WHERE r.bill_import_id = b.bill_import_id AND r.disposition = 'BILL' AND r.problems = '[]') f ON true
      WHERE (f.rows, f.won) IS DISTINCT FROM (b.bill_count, b.total_won)`);
    expect(wrong).toEqual([]);
  });
});

it("is loaded into an empty database only", async () => {
  const tables = ["app_user", "store", "bill", "payment", "notification", "audit_entry"];
  const counts = () => Promise.all(tables.map(count));
  const before = await counts();
  expect(await seed(database.url)).toBeNull();
  expect(await counts()).toEqual(before);
});

/** Bills whose number of payments is as `condition` says. */
function instalments(condition: string): string {
  return `(SELECT bill_id FROM payment_with_bill GROUP BY bill_id HAVING ${condition}) b`;
}
