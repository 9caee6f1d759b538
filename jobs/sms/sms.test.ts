import { afterEach, describe, expect, test, vi } from "vitest";
import type { SendbirdEmulator } from "#jobs/sendbird/emulator/emulator.ts";
import { closeEmulators, request, startEmulator } from "#jobs/sendbird/emulator-fixture.ts";
import type { AlimTalk } from "./alim-talk.ts";
import { alimTalkOf, smsPort } from "./create-sms.ts";
import { textAccount } from "./emulator/text-account.ts";
import type { TextFault } from "./emulator/text-service.ts";
import { createSolapiSms } from "./solapi-sms.ts";

// The first test loads the whole client.
vi.setConfig({ testTimeout: 30_000 });

const TO = "01012345678";
const CODE = "인증번호 482913";
const notification = {
  id: "0192aaaa-0000-7000-8000-000000000001",
  kind: "BILL_ISSUED",
  amountWon: "1234000",
};

afterEach(() => vi.unstubAllGlobals());
afterEach(closeEmulators);

interface Service {
  faults?: TextFault[];
  alimTalk?: AlimTalk;
  timeoutMs?: number;
}

/** The real client over HTTP, against the emulator. */
async function startService({ faults = [], alimTalk, timeoutMs = 5_000 }: Service = {}) {
  const { emulator } = await startEmulator();
  emulator.texts.setFaults({ next: faults });
  return { emulator, port: portOf(emulator, alimTalk, timeoutMs) };
}

const portOf = (emulator: SendbirdEmulator, alimTalk: AlimTalk | null = null, timeoutMs = 5_000) =>
  createSolapiSms({ ...textAccount, apiUrl: emulator.url, alimTalk, timeoutMs });

const query = (emulator: SendbirdEmulator, notificationId = notification.id) => ({
  to: TO,
  notificationId,
  sinceMs: emulator.clock.wallMs(),
  awaitTurn: async () => undefined,
});

describe("sending", () => {
  test("one text, signed, from the registered number", async () => {
    const { emulator, port } = await startService();
    const sent = await port.send({ to: "010-1234-5678", text: CODE });
    const [text] = emulator.sms(TO);
    expect(text).toMatchObject({ to: TO, text: CODE, form: "SMS" });
    expect(sent).toEqual({ kind: "ok", providerMessageId: text?.messageId });
  });

  test("to SOLAPI itself unless another address is given", async () => {
    const seen: { url: string; authorization: string | null; body: string }[] = [];
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
      seen.push({
        url,
        authorization: new Headers(init.headers).get("authorization"),
        body: String(init.body),
      });
      return Response.json({
        failedMessageList: [],
        groupInfo: { count: { total: 1, registeredFailed: 0, registeredSuccess: 1 } },
        messageList: [{ messageId: "M1", statusCode: "2000", statusMessage: "" }],
      });
    });
    const port = createSolapiSms({ apiKey: "key", apiSecret: "secret", sender: "02-123-4567" });
    expect(await port.send({ to: TO, text: CODE })).toEqual({ kind: "ok", providerMessageId: "M1" });
    expect(seen[0]?.url).toBe("https://api.solapi.com/messages/v4/send-many/detail");
    expect(seen[0]?.authorization).toMatch(/^HMAC-SHA256 apiKey=key, .*signature=[0-9a-f]{64}$/);
    const { messages } = JSON.parse(seen[0]?.body ?? "");
    expect(messages).toMatchObject([{ to: TO, from: "021234567", text: CODE }]);
  });

  test("a message of more than 90 bytes is a long text", async () => {
    const { emulator, port } = await startService();
    await port.send({ to: TO, text: "가".repeat(46), notification });
    expect(emulator.sms(TO)[0]?.form).toBe("LMS");
  });

  test("as AlimTalk where a template was approved for the kind", async () => {
    const alimTalk = { channelId: "KA01PF", templates: new Map([["BILL_ISSUED", "KA01TP"]]) };
    const { emulator, port } = await startService({ alimTalk });
    await port.send({ to: TO, text: "청구서", notification });
    await port.send({
      to: TO,
      text: "납부 완료",
      notification: { ...notification, kind: "PAYMENT_COMPLETE" },
    });
    await port.send({ to: TO, text: CODE });
    expect(emulator.sms(TO).map(({ form }) => form)).toEqual(["ATA", "SMS", "SMS"]);
  });
});

describe("what can go wrong", () => {
  test.each([
    ["refused", { kind: "permanent", code: "refused", reason: expect.stringContaining("1062") }],
    ["no-balance", { kind: "transient", ambiguous: false }],
    ["unavailable", { kind: "transient", ambiguous: true, reason: expect.stringContaining("503") }],
    ["internal-error", { kind: "transient", ambiguous: true }],
    ["reset-before-accept", { kind: "transient", ambiguous: true }],
    [
      "timeout-before-accept",
      { kind: "transient", ambiguous: true, reason: expect.stringContaining("Timeout") },
    ],
  ] as const)("%s: nothing was taken", async (fault, expected) => {
    const { emulator, port } = await startService({ faults: [fault], timeoutMs: 500 });
    const result = await port.send({ to: TO, text: CODE, notification });
    expect(result).toMatchObject(expected);
    expect(JSON.stringify(result)).not.toMatch(/482913|12345678/);
    expect(emulator.sms()).toEqual([]);
    expect(await port.find(query(emulator))).toEqual({ kind: "ok", message: null });
  });

  test.each(["timeout-after-accept", "reset-after-accept", "internal-error-after-accept"] as const)(
    "%s: it is ambiguous, not repeated by the client, and found",
    async (fault) => {
      const { emulator, port } = await startService({ faults: [fault], timeoutMs: 500 });
      const result = await port.send({ to: TO, text: "청구서", notification });
      expect(result).toMatchObject({ kind: "transient", ambiguous: true });
      expect(emulator.sms(TO)).toHaveLength(1);
      const found = await port.find(query(emulator));
      expect(found).toEqual({ kind: "ok", message: { providerMessageId: emulator.sms(TO)[0]?.messageId } });
    },
  );

  test("nobody at that address: certainly not sent", async () => {
    const { emulator, port } = await startService();
    await emulator.close();
    expect(await port.send({ to: TO, text: CODE })).toMatchObject({ kind: "transient", ambiguous: false });
  });

  test("more than the account may send", async () => {
    const { emulator, port } = await startService();
    emulator.texts.setRule({ ratePerSecond: 1, burst: 1 });
    expect(await port.send({ to: TO, text: CODE })).toMatchObject({ kind: "ok" });
    expect(await port.send({ to: TO, text: CODE })).toMatchObject({ kind: "rate-limited", scope: "app" });
    expect(emulator.sms(TO)).toHaveLength(1);
  });

  test.each([
    ["key", { apiKey: "another" }],
    ["secret", { apiSecret: "another" }],
  ])("a wrong %s stops everything, not the message", async (_, wrong) => {
    const { emulator } = await startEmulator();
    const port = createSolapiSms({ ...textAccount, ...wrong, apiUrl: emulator.url });
    expect(await port.send({ to: TO, text: CODE })).toMatchObject({
      kind: "permanent",
      code: "token-refused",
    });
  });
});

describe("looking", () => {
  test("turns the pages, each in a turn of its own", async () => {
    const { emulator, port } = await startService();
    await port.send({ to: TO, text: "청구서", notification });
    for (let i = 0; i < 150; i += 1) emulator.receiveSms({ to: TO, text: `문자 ${i}` });
    const awaitTurn = vi.fn(async () => undefined);
    expect(await port.find({ ...query(emulator), awaitTurn })).toMatchObject({ message: expect.any(Object) });
    expect(awaitTurn).toHaveBeenCalledTimes(2);
  });

  test("another phone's and another message's texts are not it", async () => {
    const { emulator, port } = await startService();
    await port.send({ to: "01099998888", text: "청구서", notification });
    await port.send({ to: TO, text: "청구서", notification: { ...notification, id: "other" } });
    expect(await port.find(query(emulator))).toEqual({ kind: "ok", message: null });
  });

  test("no turn to be had is nobody's failure but ours", async () => {
    const { emulator, port } = await startService();
    const noTurn = new Error("no turn");
    await expect(port.find({ ...query(emulator), awaitTurn: () => Promise.reject(noTurn) })).rejects.toBe(
      noTurn,
    );
  });
});

describe("the emulator's inbox", () => {
  test("faults and limit by its control API, and shows how a text came", async () => {
    const { emulator, port } = await startService();
    await request(emulator, "/emulator/sms/faults", { body: { next: ["refused"] } });
    expect(await port.send({ to: TO, text: CODE })).toMatchObject({ kind: "permanent" });
    await port.send({ to: TO, text: "가".repeat(100) });
    expect((await request(emulator, "/sms")).text).toContain("장문");
    const limit = { ratePerSecond: 2, burst: 1 };
    const { json } = await request(emulator, "/emulator/sms/limit", { body: limit });
    expect(json).toMatchObject({ texts: { limit, requests: 2 } });
    expect((await request(emulator, "/emulator/sms/faults", { body: { next: ["fire"] } })).status).toBe(400);
  });
});

describe("the choice", () => {
  const real = { apiKey: "k", apiSecret: "s", sender: "021234567" };

  test("prefers the real service", () => {
    expect(smsPort({ ...real, emulatorUrl: "http://127.0.0.1:1" })).toMatchObject({ via: "solapi" });
  });

  test("falls back on the emulator only where nothing of the service is set", () => {
    expect(smsPort({ emulatorUrl: "http://127.0.0.1:1" })).toMatchObject({ via: "emulator" });
    expect(smsPort({ ...real, sender: undefined, emulatorUrl: "http://127.0.0.1:1" })).toEqual({
      port: null,
      reason: "SMS_SENDER missing",
    });
  });

  test("says what is missing", () => {
    expect(smsPort({})).toEqual({
      port: null,
      reason: "SMS_API_KEY, SMS_API_SECRET, SMS_SENDER missing, and no emulator runs",
    });
  });

  test("knows the kinds that a template can be for", () => {
    expect(alimTalkOf(undefined, [])).toBeNull();
    expect(alimTalkOf("KA01PF", [["BILL_ISSUED", "KA01TP"]])?.templates.get("BILL_ISSUED")).toBe("KA01TP");
    expect(() => alimTalkOf("KA01PF", [["BILL_ISUED", "KA01TP"]])).toThrow("BILL_ISUED");
  });
});
