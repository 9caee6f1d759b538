import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import type { OutgoingMessage } from "#jobs/chat-port.ts";
import type { SendbirdEmulator } from "./emulator/emulator.ts";
import type { FaultKind } from "./emulator/settings.ts";
import { CHANNEL, closeEmulators, SENDER, startEmulator, TOKEN } from "./emulator-fixture.ts";
import { createSendbirdClient } from "./sendbird-client.ts";

afterEach(closeEmulators);

const clientFor = (emulator: SendbirdEmulator, timeoutMs = 5_000) =>
  createSendbirdClient({ apiUrl: `${emulator.url}/`, apiToken: TOKEN, timeoutMs });

const message = (fields: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  channelUrl: CHANNEL,
  senderUserId: SENDER,
  text: "청구서가 도착했어요.",
  customType: "BILL_ISSUED",
  data: { amountWon: "1234000" },
  dedupId: "notification-1",
  ...fields,
});

const lookup = (sinceMs: number, notificationId = "notification-1") => ({
  channelUrl: CHANNEL,
  senderUserId: SENDER,
  notificationId,
  sinceMs,
  awaitTurn: async () => undefined,
});

describe("sendMessage", () => {
  test("stores what it was given, with the notification's id in data", async () => {
    const { emulator } = await startEmulator();
    const result = await clientFor(emulator).sendMessage(message());
    const [stored] = emulator.messages(CHANNEL);
    expect(result).toEqual({ kind: "ok", providerMessageId: String(stored?.messageId) });
    expect(stored).toMatchObject({
      senderUserId: SENDER,
      text: "청구서가 도착했어요.",
      customType: "BILL_ISSUED",
      dedupId: "notification-1",
    });
    expect(JSON.parse(stored?.data ?? "")).toEqual({
      amountWon: "1234000",
      notificationId: "notification-1",
    });
  });

  test("tells each refusal apart", async () => {
    const { emulator } = await startEmulator();
    emulator.provision({ users: [{ userId: "stranger", nickname: "" }], channels: [] });
    const client = clientFor(emulator);
    const code = async (fields: Partial<OutgoingMessage>) => {
      const result = await client.sendMessage(message(fields));
      return result.kind === "permanent" ? result.code : result.kind;
    };
    expect(await code({ channelUrl: "no/such channel" })).toBe("channel-not-found");
    expect(await code({ senderUserId: "nobody" })).toBe("sender-not-found");
    expect(await code({ senderUserId: "stranger" })).toBe("sender-not-member");
    expect(await code({ text: "" })).toBe("invalid-request");
    const stranger = createSendbirdClient({ apiUrl: emulator.url, apiToken: "other" });
    expect(await stranger.sendMessage(message())).toMatchObject({ kind: "permanent", code: "token-refused" });
  });

  test.each([10, 9])("a refusal for the rate shows the server's burst of %i", async (burst) => {
    const { emulator, clock } = await startEmulator({
      limits: { userSend: { ratePerSecond: 5, burst }, appSend: { ratePerSecond: 100, burst: 100 } },
    });
    const client = clientFor(emulator);
    for (let n = 0; n < burst; n += 1) {
      expect(await client.sendMessage(message({ dedupId: `n-${n}` }))).toMatchObject({ kind: "ok" });
    }
    clock.advance(40);
    const refused = await client.sendMessage(message({ dedupId: "late" }));
    expect(refused).toEqual({
      kind: "rate-limited",
      scope: "user",
      retryAfterMs: 160,
      resetMs: burst * 200 - 40,
      limitPerSecond: 5,
      serverBurst: burst,
    });
    clock.advance(160);
    expect(await client.sendMessage(message({ dedupId: "late" }))).toMatchObject({ kind: "ok" });
  });

  test("the application's limit is told apart", async () => {
    const { emulator } = await startEmulator({ limits: { appSend: { ratePerSecond: 1, burst: 1 } } });
    const client = clientFor(emulator);
    await client.sendMessage(message());
    expect(await client.sendMessage(message())).toMatchObject({
      kind: "rate-limited",
      scope: "app",
      retryAfterMs: 1_000,
    });
  });

  test("nobody listening: certainly not sent", async () => {
    const { emulator } = await startEmulator();
    const client = clientFor(emulator);
    await emulator.close();
    const result = await client.sendMessage(message());
    expect(result).toEqual({
      kind: "transient",
      ambiguous: false,
      reason: "connection failed: ECONNREFUSED",
    });
  });

  test.each<FaultKind>([
    "internal-error",
    "internal-error-after-commit",
    "unavailable",
    "reset-before-commit",
    "reset-after-commit",
    "timeout-before-commit",
    "timeout-after-commit",
  ])("%s is ambiguous; looking first, the reader sees one message", async (fault) => {
    const { emulator, clock } = await startEmulator({ dedupHonoured: false, faults: { next: [fault] } });
    const impatient = clientFor(emulator, fault.startsWith("timeout") ? 500 : 5_000);
    const client = clientFor(emulator);
    const sinceMs = clock.wallMs();
    expect(await impatient.sendMessage(message())).toMatchObject({ kind: "transient", ambiguous: true });

    const found = await client.findMessage(lookup(sinceMs));
    if (found.kind !== "ok") throw new Error(`expected a look to succeed, got ${found.kind}`);
    expect(found.message !== null).toBe(fault.endsWith("after-commit"));
    if (!found.message) await client.sendMessage(message());
    expect(emulator.messages(CHANNEL)).toHaveLength(1);
  });
});

describe("findMessage", () => {
  test("pages through a busy channel, past messages of one instant, within the sender's own", async () => {
    const { emulator, clock } = await startEmulator();
    const store = (n: number, createdAtMs: number) =>
      emulator.store.addMessage({
        channelUrl: CHANNEL,
        senderUserId: SENDER,
        text: "",
        customType: "",
        data: n % 2 ? "not json" : JSON.stringify({ notificationId: `n-${n}` }),
        dedupId: null,
        createdAtMs,
      });
    const baseMs = clock.wallMs();
    for (let n = 0; n < 500; n += 1) store(n, baseMs + n);
    for (let n = 500; n < 1_001; n += 1) store(n, baseMs + 500);
    const last = store(1_002, baseMs + 900);
    const client = clientFor(emulator);
    expect(await client.findMessage(lookup(baseMs, "n-1002"))).toEqual({
      kind: "ok",
      message: { providerMessageId: String(last.messageId) },
    });
    expect(await client.findMessage(lookup(baseMs, "n-9999"))).toEqual({ kind: "ok", message: null });
    const foreign = { ...lookup(baseMs, "n-1002"), senderUserId: "store-1" };
    expect(await client.findMessage(foreign)).toEqual({ kind: "ok", message: null });
  });

  test("finds what a server whose clock is behind has dated before the attempt", async () => {
    const { emulator, clock } = await startEmulator();
    const client = clientFor(emulator);
    await client.sendMessage(message());
    const found = await client.findMessage(lookup(clock.wallMs() + 60_000));
    expect(found).toMatchObject({ kind: "ok", message: { providerMessageId: expect.any(String) } });
  });

  test("a failed look is no answer, and leaves no doubt behind", async () => {
    const { emulator } = await startEmulator({
      faults: { on: "all", next: ["internal-error", "reset-before-commit"] },
    });
    const client = clientFor(emulator);
    for (let n = 0; n < 2; n += 1) {
      expect(await client.findMessage(lookup(0))).toMatchObject({ kind: "transient", ambiguous: false });
    }
    const nowhere = { ...lookup(0), channelUrl: "nowhere" };
    expect(await client.findMessage(nowhere)).toMatchObject({ kind: "permanent", code: "channel-not-found" });
  });
});

describe("createChannel and createUser", () => {
  test("are idempotent", async () => {
    const { emulator } = await startEmulator();
    const client = clientFor(emulator);
    const user = { userId: "store-2", nickname: "대박분식" };
    expect(await client.createUser(user)).toEqual({ kind: "ok", created: true });
    expect(await client.createUser(user)).toEqual({ kind: "ok", created: false });
    const channel = { channelUrl: "trade_0002", name: "대박분식", userIds: [SENDER, "store-2"] };
    expect(await client.createChannel(channel)).toEqual({ kind: "ok", created: true });
    expect(await client.createChannel(channel)).toEqual({ kind: "ok", created: false });
    expect(await client.sendMessage(message({ channelUrl: "trade_0002" }))).toMatchObject({ kind: "ok" });
  });

  test("a member who does not exist is named as such", async () => {
    const { emulator } = await startEmulator();
    const channel = { channelUrl: "trade_0002", name: "", userIds: ["nobody"] };
    expect(await clientFor(emulator).createChannel(channel)).toMatchObject({
      kind: "permanent",
      code: "member-not-found",
    });
  });
});

test("a redirect is not followed: the token stays here", async () => {
  const server = createServer((_request, response) => {
    response.writeHead(307, { Location: "http://127.0.0.1:9/" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const result = await createSendbirdClient({ apiUrl, apiToken: TOKEN }).sendMessage(message());
  expect(result).toEqual({ kind: "transient", ambiguous: false, reason: "HTTP 307 without an error body" });
});
