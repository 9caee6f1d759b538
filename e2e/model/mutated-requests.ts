import iconv from "iconv-lite";
import { depositBody } from "#e2e/database/factories.ts";
import type { TestDatabase } from "#e2e/database/use-database.ts";
import type { BankProvider, BankRequest } from "#server/bank/bank-provider.ts";
import { niceProvider } from "#server/bank/nice-provider.ts";
import { standardProvider } from "#server/bank/standard-provider.ts";
import { signedHeaders } from "#server/bank/webhook-signature.ts";
import { receiveWebhook } from "#server/payments/receive-webhook.ts";
import type { SeededRandom } from "./seeded-random.ts";

const secret = `whsec_${Buffer.from("the bank of mutated requests").toString("base64")}`;
const standard = standardProvider([secret]);
const agent = "203.0.113.7";
const nice = niceProvider({ sources: [agent], bankCode: "004" });
const now = new Date("2026-11-22T01:00:00Z");

type Account = { bankCode: string; accountNumber: string };

/**
 * Sends requests that are wrong in some way or other: broken after they were signed, signed though broken, garbled
 * headers, forms that are none. Throws when one of them is answered otherwise than by a refusal, or when anything but
 * the log has grown. Returns how often each answer was given.
 */
export async function sendMutatedRequests(
  database: Pick<TestDatabase, "sql">,
  random: SeededRandom,
  account: Account,
  count: number,
): Promise<Record<string, number>> {
  const before = await stored(database);
  const answers: Record<string, number> = {};
  const send = async () => {
    const [provider, request] = random.chance(0.7)
      ? ([standard, mutatedNotice(random, account)] as const)
      : ([nice, mutatedForm(random, account)] as const);
    const { status, result } = await receiveWebhook(provider satisfies BankProvider, request, now);
    if (status === 200 && result !== "ignored")
      throw new Error(`accepted: ${new TextDecoder().decode(request.body)}`);
    answers[result] = (answers[result] ?? 0) + 1;
  };
  const atOnce = 8;
  for (let sent = 0; sent < count; sent += atOnce)
    await Promise.all(Array.from({ length: Math.min(atOnce, count - sent) }, send));
  const after = await stored(database);
  if (after.others !== before.others) throw new Error("something was stored besides the log");
  if (after.logged - before.logged !== count) throw new Error("not every request stands in the log");
  return answers;
}

async function stored({ sql }: Pick<TestDatabase, "sql">): Promise<{ others: string; logged: number }> {
  const [row] = await sql<{ others: string; logged: number }>(`
    SELECT concat_ws(' ', (SELECT count(*) FROM deposit), (SELECT count(*) FROM held_notice),
             (SELECT count(*) FROM payment), (SELECT count(*) FROM payment_reversal),
             (SELECT count(*) FROM settlement_item), (SELECT count(*) FROM notification),
             (SELECT count(*) FROM unmatched_deposit), (SELECT count(*) FROM audit_entry)) AS others,
           (SELECT count(*)::int FROM bank_request) AS logged`);
  if (!row) throw new Error("counts are always one row");
  return row;
}

function mutatedNotice(random: SeededRandom, account: Account): BankRequest {
  const body = depositBody(account, { amountWon: 1_000n, tradedAt: now });
  if (random.chance(0.5)) {
    const broken = breakJson(random, body);
    return { headers: new Headers(signed(broken)), body: broken, sourceAddress: null };
  }
  const headers = signed(Buffer.from(body));
  return random.chance(0.5)
    ? { headers: new Headers(headers), body: flip(random, Buffer.from(body)), sourceAddress: null }
    : { headers: breakHeaders(random, headers), body: Buffer.from(body), sourceAddress: null };
}

/** Signed as if it were good. The signature is over text, so bytes that are none keep one that does not fit. */
const signed = (body: Buffer) => signedHeaders("msg_mutated", now, body.toString(), secret);

const wrongValues: unknown[] = [
  ...[
    null,
    "",
    " ",
    -1,
    0,
    1.5,
    1e300,
    2 ** 53,
    true,
    [],
    {},
    "1000",
    "\u0000",
    "\ud800",
    "０１２",
    "가나다",
  ],
  ...[
    "9999-12-31T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "2026-11-22",
    "x".repeat(1_000),
    "'; DROP TABLE deposit; --",
  ],
];
const required = ["bankCode", "transactionId", "accountNumber", "amount", "tradedAt"];
/** What would be right for some field after all. */
const harmless = new Set([
  "transactionId 1000",
  "transactionId '; DROP TABLE deposit; --",
  "transactionId 2026-11-22",
]);

function breakJson(random: SeededRandom, body: string): Buffer {
  const notice = JSON.parse(body);
  const field = random.pick(required) ?? "amount";
  const kind = random.weighted({ drop: 2, value: 8, type: 2, cut: 2, wrap: 1, bytes: 2 });
  if (kind === "drop") delete notice.data[field];
  else if (kind === "type") notice.type = random.pick(["", "deposit", "deposit.canceled", null, 7]);
  else if (kind === "value") {
    const value = random.pick(wrongValues);
    notice.data[harmless.has(`${field} ${String(value)}`) || isMoment(value) ? "amount" : field] = value;
    if (isMoment(value) || (typeof value === "string" && field !== "tradedAt")) notice.data.amount = value;
  }
  const text = JSON.stringify(kind === "wrap" ? [notice] : notice);
  if (kind === "cut") return Buffer.from(text.slice(0, random.int(text.length)));
  if (kind === "bytes") return Buffer.from(Array.from({ length: random.int(400) }, () => random.int(256)));
  return Buffer.from(text);
}

const isMoment = (value: unknown) => typeof value === "string" && value.startsWith("2026-11-22");

/** One bit of the body is another; or some bytes more, or fewer. */
function flip(random: SeededRandom, body: Buffer): Buffer {
  const at = random.int(body.length);
  const kind = random.weighted({ bit: 3, cut: 1, more: 1 });
  if (kind === "cut") return body.subarray(0, at);
  if (kind === "more") return Buffer.concat([body, Buffer.from([random.int(256)])]);
  const flipped = Buffer.from(body);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << random.int(8));
  return flipped;
}

function breakHeaders(random: SeededRandom, good: Record<string, string>): Headers {
  const headers = new Headers(good);
  const name = random.pick(["webhook-id", "webhook-timestamp", "webhook-signature"]) ?? "webhook-id";
  const old = headers.get(name) ?? "";
  const kind = random.weighted({ drop: 2, cut: 2, odd: 4 });
  if (kind === "drop") headers.delete(name);
  else if (kind === "cut") headers.set(name, old.slice(0, random.int(old.length)));
  else
    headers.set(
      name,
      random.pick(["\u00ff", "-1", "9".repeat(40), "v1,", "v1,AAAA v2,BBBB", ",", "NaN"]) ?? "",
    );
  return headers;
}

function mutatedForm(random: SeededRandom, account: Account): BankRequest {
  const fields: Record<string, string> = {
    ...{ MID: "agent0001m", TID: "t", MOID: "1", Amt: "1000", VbankNum: account.accountNumber, StateCd: "0" },
    ...{ VbankInputName: "김사장", AuthDate: "261122100000", ResultCode: "4110" },
  };
  const field = random.pick(["MID", "TID", "Amt", "VbankNum", "AuthDate", "ResultCode"]) ?? "MID";
  const kind = random.weighted({ drop: 3, value: 5, bytes: 2, source: 3 });
  if (kind === "drop") delete fields[field];
  if (kind === "value")
    fields[random.pick(["Amt", "VbankNum", "AuthDate"]) ?? "Amt"] =
      random.pick(["-1", "1e3", "%zz", "가", "\u0000", "0"]) ?? "";
  const text = Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const body =
    kind === "bytes"
      ? Buffer.from(Array.from({ length: random.int(400) }, () => random.int(256)))
      : iconv.encode(text, "cp949");
  return { headers: new Headers(), body, sourceAddress: kind === "source" ? "198.51.100.1" : agent };
}
