import { randomUUID } from "node:crypto";
import iconv from "iconv-lite";
import { beforeAll, describe, expect, test } from "vitest";
import { createAdmin, createTrade, depositBody, type Trade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { forgetBankRequests } from "#server/bank/forget-bank-requests.ts";
import { niceProvider } from "#server/bank/nice-provider.ts";
import { listBankRequests } from "#server/bank/read-bank-requests.ts";
import { standardProvider } from "#server/bank/standard-provider.ts";
import { signedHeaders } from "#server/bank/webhook-signature.ts";
import { maxWebhookBytes, receiveWebhook } from "./receive-webhook.ts";
import { replayBankRequest } from "./replay-bank-request.ts";

const database = useDatabase();
const secret = "whsec_dGhlIHRlc3QgYmFuaydzIHdlYmhvb2sgc2VjcmV0"; // of vitest.config.ts: a replay asks the environment
const now = new Date("2026-11-22T01:00:00Z");
let trade: Trade;
let admin: { userId: string };

beforeAll(async () => {
  trade = await createTrade(database);
  admin = await createAdmin(database);
});

function deliver(body: string, sentAt = now, extra: Record<string, string> = {}) {
  const headers = new Headers({ ...signedHeaders(`msg_${randomUUID()}`, sentAt, body, secret), ...extra });
  const request = { headers, body: new TextEncoder().encode(body), sourceAddress: "203.0.113.7" };
  return receiveWebhook(standardProvider([secret]), request, now);
}

const nice = niceProvider({ sources: ["203.0.113.7"], bankCode: "004" });
function agentPosts(fields: Record<string, string>, sourceAddress = "203.0.113.7") {
  const form = { MID: "agent0001m", MOID: "1", StateCd: "0", ResultCode: "4110", ...fields };
  const body = iconv.encode(
    Object.entries(form)
      .map(([name, value]) => `${name}=${value}`)
      .join("&"),
    "cp949",
  );
  return receiveWebhook(nice, { headers: new Headers(), body, sourceAddress }, now);
}

const lastLogged = async () =>
  (
    await database.sql<{ id: string; verdict: string; status: number; headers: object; body: Buffer }>(
      "SELECT * FROM bank_request ORDER BY id DESC LIMIT 1",
    )
  )[0];

const stored = async () =>
  (
    await database.sql(
      `SELECT (SELECT count(*)::int FROM deposit) AS deposits, (SELECT count(*)::int FROM payment) AS payments,
              (SELECT count(*)::int FROM held_notice) AS held`,
    )
  )[0];

const note = "은행과 통화하여 확인";

describe("the log", () => {
  test("every request has one line: the body as it came, headers without the signature, the verdict", async () => {
    const body = depositBody(trade, { amountWon: 1_000n, tradedAt: now });
    await deliver(body, now, { authorization: "Bearer x", cookie: "a=b", "x-bank": "KB\u00e9" });
    const logged = await lastLogged();
    expect(logged).toMatchObject({
      verdict: "recorded",
      status: 200,
      provider: "standard",
      source_address: "203.0.113.7",
      is_genuine: true,
      replay_of: null,
    });
    expect(logged?.body.toString()).toBe(body);
    expect(Object.keys(logged?.headers ?? {}).toSorted()).toEqual([
      "content-type",
      "webhook-id",
      "webhook-timestamp",
      "x-bank",
    ]);
  });

  test("what is refused stores the line alone, and little of a stranger's body", async () => {
    const before = await stored();
    const strange = { headers: new Headers(), body: new Uint8Array(5_000), sourceAddress: null };
    expect(await receiveWebhook(standardProvider([secret]), strange, now)).toMatchObject({ status: 401 });
    expect(await lastLogged()).toMatchObject({ verdict: "unsigned", status: 401, body_bytes: 5_000 });
    expect((await lastLogged())?.body.byteLength).toBe(2_048);
    expect(await deliver("\u0000 not ours")).toEqual({ status: 400, result: "malformed" });
    expect(await lastLogged()).toMatchObject({ verdict: "malformed", status: 400, is_genuine: true });
    const tooLarge = { headers: new Headers(), body: null, sourceAddress: null };
    expect(await receiveWebhook(standardProvider([secret]), tooLarge, now)).toMatchObject({ status: 413 });
    expect(maxWebhookBytes).toBe(65_536);
    expect(await stored()).toEqual(before);
    const { items } = await listBankRequests({ limit: 3, refusedOnly: true });
    expect(items.map(({ verdict }) => verdict)).toEqual(["too-large", "malformed", "unsigned"]);
  });

  test("a notice that cannot be stored leaves its line all the same, and is replayed when it can", async () => {
    const body = depositBody(trade, { amountWon: 2_000n, tradedAt: now });
    await database.sql("ALTER TABLE payment ADD CONSTRAINT broken CHECK (amount_won <> 2000)");
    await expect(deliver(body)).rejects.toThrow();
    const logged = await lastLogged();
    expect(logged).toMatchObject({ verdict: "unavailable", status: 503 });
    await database.sql("ALTER TABLE payment DROP CONSTRAINT broken");
    const before = await stored();
    expect(await replayBankRequest(admin, { bankRequestId: logged?.id ?? "", note }, now)).toEqual({
      result: "recorded",
    });
    expect(await stored()).toMatchObject({ payments: Number(before?.payments) + 1 });
  });

  test("nothing of it is ever changed; what is old is deleted, the strangers' first", async () => {
    await expect(database.sql("UPDATE bank_request SET verdict = 'recorded'")).rejects.toThrow(
      /never changed/,
    );
    const genuine = (await lastLogged())?.id;
    await receiveWebhook(
      standardProvider([secret]),
      { headers: new Headers(), body: new Uint8Array(), sourceAddress: null },
      now,
    );
    const ids = async () =>
      (await database.sql<{ id: string }>("SELECT id FROM bank_request")).map(({ id }) => id);
    await forgetBankRequests();
    const refused = (await lastLogged())?.id;
    expect(await ids()).toContain(refused);
    await database.setNow(new Date(Date.now() + 31 * 86_400_000));
    await forgetBankRequests();
    expect(await ids()).toContain(genuine);
    expect(await ids()).not.toContain(refused);
    await database.setNow(new Date(Date.now() + 401 * 86_400_000));
    await forgetBankRequests();
    expect(await ids()).toEqual([]);
    await database.setNow(null);
  });
});

describe("a replay", () => {
  test("counts nothing twice, is logged and audited, and names who did it", async () => {
    await deliver(depositBody(trade, { amountWon: 3_000n, tradedAt: now }));
    const original = await lastLogged();
    const before = await stored();
    const replay = () => replayBankRequest(admin, { bankRequestId: original?.id ?? "", note }, now);
    expect(await Promise.all([replay(), replay(), replay()])).toEqual(Array(3).fill({ result: "repeat" }));
    expect(await stored()).toEqual(before);
    expect(await lastLogged()).toMatchObject({
      verdict: "repeat",
      replay_of: original?.id,
      replayed_by: admin.userId,
    });
    const audits = await database.sql("SELECT details FROM audit_entry WHERE subject_id = $1", [
      original?.id,
    ]);
    expect(audits).toEqual(Array(3).fill({ details: { result: "repeat", note } }));
  });

  test("of what was stale stays stale; of a stranger's request is refused; of none is none", async () => {
    const before = await stored();
    await deliver(
      depositBody(trade, { amountWon: 4_000n, tradedAt: now }),
      new Date(now.getTime() - 600_000),
    );
    expect(await lastLogged()).toMatchObject({ verdict: "held", is_stale: true });
    const stale = (await lastLogged())?.id ?? "";
    expect(await replayBankRequest(admin, { bankRequestId: stale, note }, now)).toEqual({ result: "held" });
    expect(await stored()).toEqual({ ...before, held: Number(before?.held) + 1 });

    const forged = { headers: new Headers(), body: new TextEncoder().encode("{}"), sourceAddress: null };
    await receiveWebhook(standardProvider([secret]), forged, now);
    const bankRequestId = (await lastLogged())?.id ?? "";
    await expect(replayBankRequest(admin, { bankRequestId, note }, now)).rejects.toMatchObject({
      code: "BANK_REQUEST_NOT_GENUINE",
    });
    await expect(replayBankRequest(admin, { bankRequestId: randomUUID(), note }, now)).rejects.toMatchObject({
      code: "BANK_REQUEST_NOT_FOUND",
    });
  });

  test("of an agent that is switched off here waits until it is on again", async () => {
    const deposit = {
      TID: randomUUID(),
      Amt: "5000",
      VbankNum: trade.accountNumber,
      AuthDate: "261122095959",
    };
    await agentPosts(deposit);
    const bankRequestId = (await lastLogged())?.id ?? "";
    await expect(replayBankRequest(admin, { bankRequestId, note }, now)).rejects.toMatchObject({
      code: "BANK_PROVIDER_OFF",
    });
  });
});

describe("an agent's form becomes what our own notice becomes", () => {
  const paid = async (transactionId: string) =>
    database.sql(
      `SELECT p.amount_won::text AS won, p.depositor_name AS name, p.traded_at AS at FROM payment p
       JOIN deposit d ON d.id = p.deposit_id WHERE d.transaction_id = $1`,
      [transactionId],
    );

  test("once, however often; other content is kept aside", async () => {
    const TID = `agent-${randomUUID()}`;
    const form = {
      ...{
        TID,
        Amt: "70000",
        VbankNum: trade.accountNumber,
        VbankInputName: "뷁 사장",
        AuthDate: "261122095959",
      },
    };
    expect(await agentPosts(form)).toEqual({ status: 200, result: "recorded" });
    expect(await agentPosts({ ...form, VbankInputName: "다른 이름" })).toMatchObject({ result: "repeat" });
    expect(await agentPosts({ ...form, Amt: "80000" })).toMatchObject({ result: "held" });
    expect(await paid(TID)).toEqual([
      { won: "70000", name: "뷁 사장", at: new Date("2026-11-22T00:59:59Z") },
    ]);
    expect(await agentPosts({ ...form, ResultCode: "4100" })).toMatchObject({
      status: 200,
      result: "ignored",
    });
  });

  test("from another address: refused, and nothing stored but the line", async () => {
    const before = await stored();
    const form = { TID: randomUUID(), Amt: "1", VbankNum: trade.accountNumber, AuthDate: "261122095959" };
    expect(await agentPosts(form, "203.0.113.9")).toEqual({ status: 401, result: "unknown-source" });
    expect(await stored()).toEqual(before);
    expect(await lastLogged()).toMatchObject({
      provider: "nice",
      verdict: "unknown-source",
      is_genuine: false,
    });
  });
});
