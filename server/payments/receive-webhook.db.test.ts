import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { createTrade, depositBody, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
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
  return receiveWebhook({ headers, body }, [live, next], now);
}

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
    expect(await receiveWebhook({ headers: new Headers(), body }, [live], now)).toMatchObject({
      status: 401,
    });
    const headers = new Headers(signedHeaders("msg_1", now, deposit(), live));
    expect(await receiveWebhook({ headers, body }, [live], now)).toMatchObject({ status: 401 });
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
