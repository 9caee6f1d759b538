import { afterEach, describe, expect, test } from "vitest";
import {
  CHANNEL,
  closeEmulators,
  messageBody,
  request,
  SENDER,
  send,
  startEmulator,
} from "../emulator-fixture.ts";
import { parseRateLimit } from "../sendbird-answers.ts";
import { defaultLimits } from "./settings.ts";

afterEach(closeEmulators);

const MESSAGES = `/v3/group_channels/${CHANNEL}/messages`;
const wide = { ratePerSecond: 1_000, burst: 1_000 };

describe("limits", () => {
  test.each([10, 9])(
    "a burst of %i passes, the next gets 429 with numbers that parse back",
    async (burst) => {
      const { emulator } = await startEmulator({
        limits: { userSend: { ratePerSecond: 5, burst }, appSend: wide },
      });
      const answers = await Promise.all(Array.from({ length: 15 }, () => send(emulator)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(burst);
      expect(emulator.refusals()).toEqual({ user: 15 - burst, application: 0, total: 15 - burst });
      expect(emulator.messages(CHANNEL)).toHaveLength(burst);

      const refused = answers.find(({ status }) => status === 429);
      const resetSeconds = (burst * 200) / 1_000;
      expect(refused?.json).toEqual({
        error: true,
        code: 500910,
        message: `Too many requests (scope: user, limit: 5;w=1, remaining: 0, retry_after: 0.2s, reset: ${resetSeconds}s).`,
      });
      expect(parseRateLimit(String(refused?.json.message), new Headers(), 0)).toEqual({
        kind: "rate-limited",
        scope: "user",
        retryAfterMs: 200,
        resetMs: burst * 200,
        limitPerSecond: 5,
        serverBurst: burst,
      });
      expect(refused?.headers.get("x-ratelimit-retryafter")).toBe("0.2");
    },
  );

  test.each(["sliding", "fixed"] as const)("%s: five in a second, then again", async (kind) => {
    const { emulator, clock } = await startEmulator({ limits: { kind, appSend: wide } });
    const burst = async () =>
      (await Promise.all(Array.from({ length: 8 }, () => send(emulator)))).filter(
        ({ status }) => status === 200,
      );
    expect(await burst()).toHaveLength(5);
    clock.advance(999);
    expect(await burst()).toHaveLength(0);
    clock.advance(1);
    expect(await burst()).toHaveLength(5);
  });

  test("headers of a success count down", async () => {
    const { emulator } = await startEmulator();
    await send(emulator);
    const { headers } = await send(emulator);
    expect(headers.get("x-ratelimit-limit")).toBe("5;w=1");
    expect(headers.get("x-ratelimit-remaining")).toBe("8");
    expect(headers.get("x-ratelimit-reset")).toBe("0.4");
    expect(headers.get("x-ratelimit-retryafter")).toBeNull();
  });

  test("the application's limit stands above the senders' and is told apart", async () => {
    const { emulator } = await startEmulator();
    emulator.provision({
      users: [{ userId: "distributor-2", nickname: "두번째" }],
      channels: [{ channelUrl: "trade_0002", name: "", userIds: ["distributor-2"] }],
    });
    for (let n = 0; n < 5; n += 1) expect((await send(emulator)).status).toBe(200);
    const second = { user_id: "distributor-2" };
    for (let n = 0; n < 5; n += 1) expect((await send(emulator, second, "trade_0002")).status).toBe(200);
    const refused = await send(emulator, second, "trade_0002");
    expect(refused.status).toBe(429);
    expect(refused.json.message).toContain("scope: application");
    expect(emulator.refusals()).toEqual({ user: 0, application: 1, total: 1 });
  });

  test("reads, channels and users have limits of their own", async () => {
    const { emulator } = await startEmulator();
    const count = async (total: number, one: (n: number) => Promise<{ status: number }>) => {
      const answers = await Promise.all(Array.from({ length: total }, (_, n) => one(n)));
      return answers.filter(({ status }) => status === 200).length;
    };
    expect(await count(25, () => request(emulator, `${MESSAGES}?message_ts=0`))).toBe(20);
    const newChannel = (n: number) =>
      request(emulator, "/v3/group_channels", { body: { channel_url: `room_${n}`, user_ids: [SENDER] } });
    expect(await count(15, newChannel)).toBe(10);
    const newUser = (n: number) =>
      request(emulator, "/v3/users", { body: { user_id: `u${n}`, nickname: "", profile_url: "" } });
    expect(await count(15, newUser)).toBe(10);
    expect((await send(emulator)).status).toBe(200);
  });

  test("the log has every request with the instant it arrived", async () => {
    const { emulator, clock } = await startEmulator();
    await send(emulator);
    clock.advance(350);
    await send(emulator, { message_type: "FILE" });
    expect(emulator.requests()).toMatchObject([
      { arrivedAtMs: 0, method: "POST", path: MESSAGES, userId: SENDER, status: 200, code: null },
      { arrivedAtMs: 350, userId: SENDER, status: 400, code: 400111 },
    ]);
  });
});

describe("refusals", () => {
  const cases: [string, number, Parameters<typeof request>[1], Parameters<typeof request>[2]][] = [
    ["a wrong token", 400401, MESSAGES, { body: messageBody(), headers: { "Api-Token": "wrong" } }],
    ["an empty token", 400401, MESSAGES, { body: messageBody(), headers: { "Api-Token": "" } }],
    ["broken JSON", 400403, MESSAGES, { rawBody: '{"message_type":' }],
    ["a JSON list", 400403, MESSAGES, { rawBody: "[]" }],
    [
      "another content type",
      400403,
      MESSAGES,
      { body: messageBody(), headers: { "Content-Type": "text/plain" } },
    ],
    ["no message type", 400105, MESSAGES, { body: messageBody({ message_type: undefined }) }],
    ["no sender", 400105, MESSAGES, { body: messageBody({ user_id: undefined }) }],
    ["no text", 400105, MESSAGES, { body: messageBody({ message: undefined }) }],
    ["a blank text", 400111, MESSAGES, { body: messageBody({ message: " " }) }],
    ["a text too long", 400110, MESSAGES, { body: messageBody({ message: "가".repeat(5_001) }) }],
    ["another message type", 400111, MESSAGES, { body: messageBody({ message_type: "ADMM" }) }],
    ["data that is no string", 400100, MESSAGES, { body: messageBody({ data: { id: 1 } }) }],
    ["a flag that is no boolean", 400104, MESSAGES, { body: messageBody({ send_push: "yes" }) }],
    ["an unknown sender", 400201, MESSAGES, { body: messageBody({ user_id: "nobody" }) }],
    ["an unknown channel", 400201, "/v3/group_channels/nowhere/messages", { body: messageBody() }],
    ["an unknown channel, viewed", 400201, "/v3/group_channels/nowhere", {}],
    ["a list without a reference point", 400105, MESSAGES, {}],
    ["a reference point that is no number", 400101, `${MESSAGES}?message_ts=now`, {}],
    ["a page too large", 400111, `${MESSAGES}?message_ts=0&next_limit=201`, {}],
    ["members that are no list", 400102, "/v3/group_channels", { body: { user_ids: SENDER } }],
    ["unknown members", 400201, "/v3/group_channels", { body: { user_ids: ["nobody"] } }],
    ["a bad channel URL", 400111, "/v3/group_channels", { body: { user_ids: [], channel_url: "a b!" } }],
    ["a channel twice", 400202, "/v3/group_channels", { body: { user_ids: [], channel_url: CHANNEL } }],
    ["a user twice", 400202, "/v3/users", { body: { user_id: SENDER, nickname: "", profile_url: "" } }],
    ["a user without profile_url", 400105, "/v3/users", { body: { user_id: "u", nickname: "" } }],
  ];

  test.each(cases)("%s: %i", async (_what, code, path, init) => {
    const { emulator } = await startEmulator();
    const { status, json } = await request(emulator, path, init);
    expect({ status, json }).toEqual({
      status: 400,
      json: { error: true, code, message: expect.any(String) },
    });
    expect(emulator.messages(CHANNEL)).toEqual([]);
  });

  test("a channel that is not there has Sendbird's words", async () => {
    const { emulator } = await startEmulator();
    expect((await send(emulator, {}, "nowhere")).json.message).toBe('"Channel" not found.');
  });

  test("only members may send", async () => {
    const { emulator } = await startEmulator();
    emulator.provision({ users: [{ userId: "stranger", nickname: "" }], channels: [] });
    expect((await send(emulator, { user_id: "stranger" })).json.code).toBe(400108);
  });
});

describe("messages", () => {
  test("are stored and listed around a reference point", async () => {
    const { emulator, clock } = await startEmulator();
    for (const message of ["하나", "둘", "셋", "넷"]) {
      await send(emulator, { message, custom_type: "BILL_ISSUED", data: '{"a":1}' });
      clock.advance(1_000);
    }
    const base = new Date(clock.wallMs() - 4_000).getTime();
    const list = async (query: string) => {
      const { json } = await request(emulator, `${MESSAGES}?${query}`);
      return (json.messages as { message: string }[]).map(({ message }) => message);
    };
    expect(await list(`message_ts=${base + 1_000}&prev_limit=1&next_limit=1`)).toEqual(["하나", "둘", "셋"]);
    expect(await list(`message_ts=${base + 1_000}&prev_limit=0&next_limit=1&include=false`)).toEqual(["셋"]);
    expect(await list(`message_ts=${base + 9_000}&prev_limit=2&next_limit=0&reverse=true`)).toEqual([
      "넷",
      "셋",
    ]);
    expect(await list(`message_ts=0&next_limit=200&sender_id=store-1`)).toEqual([]);
  });

  test("the same dedup_id is stored once where it is honoured, twice where not", async () => {
    const honoured = await startEmulator();
    const first = await send(honoured.emulator, { dedup_id: "n-1" });
    const again = await send(honoured.emulator, { dedup_id: "n-1" });
    expect(again.json.message_id).toBe(first.json.message_id);
    expect(honoured.emulator.messages(CHANNEL)).toHaveLength(1);
    expect(honoured.emulator.stats().suppressedDuplicates).toBe(1);

    const ignored = await startEmulator({ dedupHonoured: false });
    await send(ignored.emulator, { dedup_id: "n-1" });
    await send(ignored.emulator, { dedup_id: "n-1" });
    expect(ignored.emulator.messages(CHANNEL)).toHaveLength(2);
  });
});

describe("controls", () => {
  test("limits and faults change at run time, and 429s are counted", async () => {
    const { emulator } = await startEmulator();
    const limits = { userSend: { ratePerSecond: 1, burst: 1 } };
    expect((await request(emulator, "/emulator/limits", { body: limits })).status).toBe(200);
    expect((await send(emulator)).status).toBe(200);
    expect((await send(emulator)).status).toBe(429);
    await request(emulator, "/emulator/faults", { body: { next: ["unavailable"] } });
    const { json } = await request(emulator, "/emulator/stats");
    expect(json).toMatchObject({
      messages: 1,
      requests: 2,
      refusals: { user: 1, application: 0, total: 1 },
      limits: { ...defaultLimits, ...limits },
      faults: { settings: { next: ["unavailable"] } },
    });
    await request(emulator, "/emulator/reset", { body: { data: true } });
    expect(emulator.stats()).toMatchObject({ messages: 0, channels: 0, requests: 0, refusals: { total: 0 } });
  });

  test("nonsense is refused and changes nothing", async () => {
    const { emulator } = await startEmulator();
    const bad = [
      ["/emulator/limits", { userSend: { ratePerSecond: 0, burst: 1 } }],
      ["/emulator/limits", { unknown: 1 }],
      ["/emulator/faults", { probabilities: { unavailable: 0.7, "internal-error": 0.7 } }],
      ["/emulator/sms", { to: "01012345678" }],
    ] as const;
    for (const [path, body] of bad) expect((await request(emulator, path, { body })).status).toBe(400);
    const foreign = await request(emulator, "/emulator/reset", {
      body: { data: true },
      headers: { "Content-Type": "text/plain" },
    });
    expect(foreign.status).toBe(415);
    expect(emulator.stats()).toMatchObject({ limits: defaultLimits, channels: 1, sms: 0 });
  });

  test("texts arrive in the inbox and are found by number, however it is written", async () => {
    const { emulator } = await startEmulator();
    const sms = { to: "010-1234-5678", text: "인증번호 123456" };
    expect((await request(emulator, "/emulator/sms", { body: sms })).status).toBe(201);
    const { json } = await request(emulator, "/emulator/sms?to=01012345678");
    expect(json.messages).toMatchObject([sms]);
    expect(emulator.sms("01099998888")).toEqual([]);
  });
});
