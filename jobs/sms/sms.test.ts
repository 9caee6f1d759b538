import { afterEach, describe, expect, test, vi } from "vitest";
import { closeEmulators, startEmulator } from "#jobs/sendbird/emulator-fixture.ts";
import { smsPort } from "./create-sms.ts";
import { createEmulatorSms } from "./emulator-sms.ts";
import { createSolapiSms } from "./solapi-sms.ts";

afterEach(closeEmulators);

const CODE = "인증번호 482913";
const solapi = () =>
  createSolapiSms({ apiKey: "key", apiSecret: "secret", sender: "02-123-4567", timeoutMs: 5_000 });

/** As much of the service's answer as its client looks at. */
const accepted = {
  failedMessageList: [],
  groupInfo: { count: { total: 1, registeredFailed: 0, registeredSuccess: 1 } },
};
const notReceived = {
  failedMessageList: [{ to: "01012345678", statusCode: "1062", statusMessage: CODE }],
  groupInfo: { count: { total: 1, registeredFailed: 1, registeredSuccess: 0 } },
};

// The first test loads the whole client.
vi.setConfig({ testTimeout: 30_000 });

afterEach(() => vi.unstubAllGlobals());

/** Stands in for api.solapi.com, which no test may reach. Returns the requests it got. */
function answerWith(status: number, body: unknown) {
  const requests: { url: string; body: string; authorization: string | null }[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    requests.push({
      url,
      body: String(init.body),
      authorization: new Headers(init.headers).get("authorization"),
    });
    return Response.json(body, { status });
  });
  return requests;
}

describe("SOLAPI", () => {
  test("signs and sends one text", async () => {
    const requests = answerWith(200, accepted);
    expect(await solapi().send({ to: "010-1234-5678", text: CODE })).toEqual({ kind: "ok" });
    expect(requests).toHaveLength(1);
    expect(requests[0]?.url).toMatch(/^https:\/\/api\.solapi\.com\/messages\/v4\//);
    expect(requests[0]?.authorization).toMatch(/^HMAC-SHA256 apiKey=key, .*signature=[0-9a-f]{64}$/);
    const { messages } = JSON.parse(requests[0]?.body ?? "");
    expect(messages).toMatchObject([{ to: "01012345678", from: "021234567", text: CODE }]);
  });

  test.each([
    [200, notReceived, "permanent", "1062"],
    [403, { errorCode: "SignatureDoesNotMatch", errorMessage: CODE }, "permanent", "SignatureDoesNotMatch"],
    [429, { errorCode: "TooManyRequests", errorMessage: CODE }, "transient", "TooManyRequests"],
    [500, { errorCode: "InternalServerError", errorMessage: CODE }, "transient", "InternalServerError"],
  ])("HTTP %i", async (status, body, kind, code) => {
    answerWith(status, body);
    const result = await solapi().send({ to: "01012345678", text: CODE });
    expect(result).toMatchObject({ kind, reason: expect.stringContaining(code) });
    expect(JSON.stringify(result)).not.toContain("482913");
  });

  test("gives up waiting", async () => {
    vi.stubGlobal("fetch", () => new Promise(() => undefined));
    const port = createSolapiSms({ apiKey: "key", apiSecret: "secret", sender: "021234567", timeoutMs: 20 });
    const result = await port.send({ to: "01012345678", text: CODE });
    expect(result).toEqual({ kind: "transient", reason: "no answer within 20 ms" });
  });
});

describe("emulator inbox", () => {
  test("receives the text", async () => {
    const { emulator } = await startEmulator();
    const port = createEmulatorSms(emulator.url);
    expect(await port.send({ to: "010-1234-5678", text: CODE })).toEqual({ kind: "ok" });
    expect(emulator.sms("01012345678")).toMatchObject([{ to: "01012345678", text: CODE }]);
  });

  test("tells a bad number from a missing emulator", async () => {
    const { emulator } = await startEmulator();
    const port = createEmulatorSms(emulator.url);
    expect(await port.send({ to: "", text: CODE })).toMatchObject({ kind: "permanent" });
    await emulator.close();
    expect(await port.send({ to: "01012345678", text: CODE })).toMatchObject({ kind: "transient" });
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
});
