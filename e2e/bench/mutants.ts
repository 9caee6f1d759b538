import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { textOption } from "./options.ts";

/** A mistake that somebody could make: `find` occurs once in the file, and becomes `replace`. */
interface Mutant {
  name: string;
  file: string;
  find: string;
  replace: string;
}

const init = "prisma/migrations/20261122000000_init/migration.sql";
const requests = "prisma/migrations/20261123040000_bank_requests/migration.sql";

const mutants: Mutant[] = [
  {
    name: "no lock on a deposit",
    file: "server/payments/payment.repository.ts",
    find: "SELECT pg_advisory_xact_lock(hashtextextended(",
    replace: "SELECT (hashtextextended(",
  },
  {
    name: "no lock on the relationships that are billed",
    file: "server/bills/bill.repository.ts",
    find: "      ORDER BY t.id FOR NO KEY UPDATE\n    )",
    replace: "      ORDER BY t.id\n    )",
  },
  {
    name: "linked by arrival instead of the moment of the transfer",
    file: init,
    find: "AND tstzrange(b.issued_at, b.ended_at) @> p.traded_at",
    replace: "AND tstzrange(b.issued_at, b.ended_at) @> p.recorded_at",
  },
  {
    name: "a bill's end belongs to its life",
    file: init,
    find: "AND tstzrange(b.issued_at, b.ended_at) @> p.traded_at",
    replace: "AND b.issued_at <= p.traded_at AND b.status <> 'CANCELED'",
  },
  {
    name: "the oldest link by hand wins",
    file: init,
    find: "WHERE l.payment_id = p.id ORDER BY l.seq DESC LIMIT 1\n) hand",
    replace: "WHERE l.payment_id = p.id ORDER BY l.seq LIMIT 1\n) hand",
  },
  {
    name: "what came in for a bill counts what was taken back",
    file: init,
    find: "  WHERE NOT EXISTS (SELECT FROM payment_reversal r WHERE r.payment_id = p.id)\n$$;",
    replace: "$$;",
  },
  {
    name: "a reversal is forgotten in the settlement",
    file: "server/payments/record-notice.ts",
    find: "  await assignReversal(tx, {",
    replace: "  void ((_: unknown, _reversal: object) => assignReversal)(tx, {",
  },
  {
    name: "a reversal keeps the fee",
    file: "server/settlements/assign-reversal.ts",
    find: "feeWon: -original.feeWon",
    replace: "feeWon: 0n",
  },
  {
    name: "early cancellations are left waiting",
    file: "server/payments/record-notice.ts",
    find: "  if (deposit.hasEarlyCancellations) await applyEarlyCancellations(tx, deposit, notice);\n",
    replace: "",
  },
  {
    name: "a cancellation of another amount is applied",
    file: "server/payments/record-notice.ts",
    find: "original.amountWon === cancellation.amountWon",
    replace: "original.amountWon >= 0n",
  },
  {
    name: "other content counts as a repeat",
    file: "server/bank/bank-notice.schema.ts",
    find: "    String(notice.amountWon),\n",
    replace: "",
  },
  {
    name: "a stale notice is applied by itself",
    file: "server/payments/receive-webhook.ts",
    find: "isStale || isAhead",
    replace: "isAhead",
  },
  {
    name: "an account's new owner gets what was paid before",
    file: "server/payments/payment.repository.ts",
    find: "      AND a.given_at <= ",
    replace: "      AND now() >= ",
  },
  {
    name: "the contract of today instead of the transfer's day",
    file: "server/settlements/assign-payment.ts",
    find: "seoulDayOf(tradedAt)",
    replace: 'seoulDayOf(new Date("2099-01-01"))',
  },
  {
    name: "the cutoff is ignored",
    file: "server/settlements/settlement.rules.ts",
    find: "if (seoulTimeOf(tradedAt) >= contract.cutoffTime) {",
    replace: 'if (seoulTimeOf(tradedAt) >= contract.cutoffTime && contract.cutoffTime === "") {',
  },
  {
    name: "holidays are business days",
    file: "server/settlements/bank-calendar.ts",
    find: 'return isHoliday ? "HOLIDAY" : null;',
    replace: 'return isHoliday && day === "" ? "HOLIDAY" : null;',
  },
  {
    name: "a settlement takes items on its payout day",
    file: "server/settlements/settlement.rules.ts",
    find: "return payoutDay <= today;",
    replace: "return payoutDay < today;",
  },
  {
    name: "the distributor is not told of a payment",
    file: "server/payments/record-notice.ts",
    find: '    { ...about, kind: "PAYMENT_RECEIVED", recipient: "DISTRIBUTOR" },\n',
    replace: "",
  },
  {
    name: "an attributed deposit stays among the unmatched",
    file: requests,
    find: "    DELETE FROM unmatched_deposit u WHERE u.deposit_id = NEW.deposit_id;",
    replace: "    NULL;",
  },
];

/** What has to notice: the comparison with the reference model, the races, and all orders of arrival. */
const judges = ["e2e/model", "server/payments/arrival-order.db.test.ts"];
const root = path.join(import.meta.dirname, "..", "..");
const left = new Set(["node_modules", ".git", ".next", ".sunap", "test-results"]);

/**
 * Makes each mistake in a copy of the sources and runs the tests that ought to notice it.
 * `npm run bench -- mutants [--only <part of a name>]`
 */
export async function mutantsBench(): Promise<Record<string, number>> {
  const only = textOption("only", "");
  const chosen = mutants.filter(({ name }) => name.includes(only));
  const copy = mkdtempSync(path.join(tmpdir(), "sunap-mutants-"));
  try {
    cpSync(root, copy, { recursive: true, filter: (from) => !left.has(path.relative(root, from)) });
    symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
    for (const mutant of chosen) mutate(copy, mutant); // before hours of tests: does each still fit its file?
    if (!isGreen(copy)) throw new Error("the tests fail without any mutation");
    const results = chosen.map((mutant) => ({ mutant: mutant.name, caught: isCaught(copy, mutant) }));
    console.table(results);
    return { mutants: results.length, caught: results.filter(({ caught }) => caught).length };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function isCaught(copy: string, mutant: Mutant): boolean {
  const { at, original, mutated } = mutate(copy, mutant);
  writeFileSync(at, mutated);
  const caught = !isGreen(copy);
  writeFileSync(at, original);
  process.stderr.write(`${caught ? "caught  " : "SURVIVED"} ${mutant.name}\n`);
  return caught;
}

function mutate(copy: string, { name, file, find, replace }: Mutant) {
  const at = path.join(copy, file);
  const original = readFileSync(at, "utf8");
  if (original.split(find).length !== 2) throw new Error(`"${name}" fits ${file} no longer`);
  return { at, original, mutated: original.replace(find, () => replace) };
}

function isGreen(copy: string): boolean {
  const vitest = path.join(copy, "node_modules", "vitest", "vitest.mjs");
  const { status } = spawnSync(process.execPath, [vitest, "run", "--bail=1", ...judges], {
    cwd: copy,
    env: { ...process.env, MODEL_SEEDS: textOption("seeds", "40") },
    stdio: "ignore",
  });
  return status === 0;
}
