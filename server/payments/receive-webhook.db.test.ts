import { createHmac, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { createTrade, depositBody, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { standardProvider } from "#server/bank/standard-provider.ts";
import { signedHeaders } from "#server/bank/webhook-signature.ts";
import { receiveWebhook } from "./receive-webhook.ts";

const database = useDatabase();
const secretOf = (text: string) => `whsec_${Buffer.from(text).toString("base64")}`;
const live = secretOf("the live secret of the bank");
const next = secretOf("the next secret of the bank");
const unknown = secretOf("a secret of somebody else");
const now = new Date("2026-11-22T01:00:00Z");
let trade: Trade;

beforeAll(async () => {
  trade = await createTrade(database);
});

function deliver(
  body: string,
  options: { secret?: string; sentAt?: Date; headers?: Record<string, string> } = {},
) {
  const headers = new Headers({
    ...signedHeaders(`msg_${randomUUID()}`, options.sentAt ?? now, body, options.secret ?? live),
    ...options.headers,
  });
  return post(headers, bytes(body));
}

const post = (headers: Headers, body: Uint8Array) =>
  receiveWebhook(standardProvider([live, next]), { headers, body, sourceAddress: "203.0.113.7" }, now);

const bytes = (text: string) => new TextEncoder().encode(text);
const deposit = () => depositBody(trade, { amountWon: 1_000n, tradedAt: now });
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

describe("signature", () => {
  test("either of two live secrets is good; a third is not", async () => {
    expect(await deliver(deposit())).toEqual({ status: 200, result: "recorded" });
    expect(await deliver(deposit(), { secret: next })).toEqual({ status: 200, result: "recorded" });
    expect(await deliver(deposit(), { secret: unknown })).toEqual({ status: 401, result: "bad-signature" });
  });

  test("without headers, with a signature of another body, with an id that was swapped", async () => {
    const body = deposit();
    expect(await post(new Headers(), bytes(body))).toMatchObject({ status: 401 });
    const headers = new Headers(signedHeaders("msg_1", now, deposit(), live));
    expect(await post(headers, bytes(body))).toMatchObject({ status: 401 });
    expect(await deliver(body, { headers: { "webhook-id": "msg_other" } })).toMatchObject({ status: 401 });
  });

  test("five minutes' tolerance: older is kept aside, from the future is refused", async () => {
    expect(await deliver(deposit(), { sentAt: minutes(-5) })).toMatchObject({ result: "recorded" });
    expect(await deliver(deposit(), { sentAt: minutes(-5.02) })).toEqual({ status: 200, result: "held" });
    expect(await deliver(deposit(), { sentAt: minutes(5) })).toMatchObject({ result: "recorded" });
    expect(await deliver(deposit(), { sentAt: minutes(5.02) })).toEqual({ status: 401, result: "future" });
  });
});

describe("malformed: 400, and nothing is stored", () => {
  const faults: [string, (body: { type: string; data: Record<string, unknown> }) => void][] = [
    ["no type", (body) => Reflect.deleteProperty(body, "type")],
    ["another type", (body) => Object.assign(body, { type: "deposit.guessed" })],
    ["no account", (body) => Reflect.deleteProperty(body.data, "accountNumber")],
    ["amount 0", (body) => Object.assign(body.data, { amount: 0 })],
    ["a negative amount", (body) => Object.assign(body.data, { amount: -1 })],
    ["a fraction", (body) => Object.assign(body.data, { amount: 1.5 })],
    ["an amount beyond exact numbers", (body) => Object.assign(body.data, { amount: 2 ** 53 })],
    ["an amount in words", (body) => Object.assign(body.data, { amount: "1000" })],
    ["a moment without a zone", (body) => Object.assign(body.data, { tradedAt: "2026-11-22T10:00:00" })],
    [
      "a moment of another century",
      (body) => Object.assign(body.data, { tradedAt: "9999-12-31T10:00:00+09:00" }),
    ],
    ["a moment before time", (body) => Object.assign(body.data, { tradedAt: "0001-01-01T00:00:00+14:00" })],
    ["a transaction id of blanks", (body) => Object.assign(body.data, { transactionId: "   " })],
    ["a transaction id with a NUL", (body) => Object.assign(body.data, { transactionId: "a\u0000b" })],
    ["a cancellation of nothing", (body) => Object.assign(body, { type: "deposit.canceled" })],
  ];

  test.each(faults)("%s", async (_name, spoil) => {
    const body = JSON.parse(deposit());
    spoil(body);
    const counted = () =>
      database.sql("SELECT (SELECT count(*) FROM deposit) AS d, (SELECT count(*) FROM held_notice) AS h");
    const before = await counted();
    expect(await deliver(JSON.stringify(body))).toEqual({ status: 400, result: "malformed" });
    expect(await counted()).toEqual(before);
  });

  test.each(["", "null", "[]", "{", "\u0000"])("%j", async (body) => {
    expect(await deliver(body)).toEqual({ status: 400, result: "malformed" });
  });
});

describe("odd, but genuine: stored", () => {
  const odd: [string, (body: { extra?: unknown; data: Record<string, unknown> }) => void][] = [
    ["a NUL in the depositor's name", (body) => Object.assign(body.data, { depositorName: "김\u0000사장" })],
    ["half a character in it", (body) => Object.assign(body.data, { depositorName: "\ud83d 사장" })],
    ["unknown keys that a jsonb column would refuse", (body) => Object.assign(body, { extra: "\u0000" })],
    [
      "lines that would forge a message of ours",
      (body) => Object.assign(body.data, { depositorName: "김\n\n[수납] 위조" }),
    ],
  ];

  test.each(odd)("%s", async (_name, spoil) => {
    const body = JSON.parse(deposit());
    spoil(body);
    expect(await deliver(JSON.stringify(body))).toEqual({ status: 200, result: "recorded" });
    const [stored] = await database.sql<{ name: string }>(
      "SELECT depositor_name AS name FROM payment ORDER BY id DESC LIMIT 1",
    );
    expect(stored?.name).toMatch(/^[^\n\0]+$/);
  });

  test("bytes that are no clean UTF-8, correctly signed", async () => {
    const text = deposit().replace('"김사장"', '"XX"');
    const body = bytes(text);
    body.set([0xea, 0xb9], text.indexOf("XX")); // a name cut in the middle of a character
    const id = "msg_cut";
    const timestamp = String(Math.floor(now.getTime() / 1000));
    const key = Buffer.from(live.replace("whsec_", ""), "base64");
    const signature = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
    const headers = new Headers({
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    });
    expect(await post(headers, body)).toEqual({ status: 200, result: "recorded" });
  });

  test("a transfer dated days ahead waits for an operator", async () => {
    const body = depositBody(trade, { amountWon: 1_000n, tradedAt: minutes(3 * 24 * 60) });
    expect(await deliver(body)).toEqual({ status: 200, result: "held" });
  });
});
