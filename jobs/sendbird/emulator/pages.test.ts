import { afterEach, describe, expect, test } from "vitest";
import { CHANNEL, closeEmulators, request, send, startEmulator } from "../emulator-fixture.ts";
import { html, linkify } from "./html.ts";

afterEach(closeEmulators);

describe("pages", () => {
  test("list the chats, show one, and escape all that came from outside", async () => {
    const { emulator } = await startEmulator();
    emulator.provision({
      users: [],
      channels: [{ channelUrl: "trade_0002", name: '<img src=x onerror="x">', userIds: ["store-1"] }],
    });
    await send(emulator, { message: "<script>alert(1)</script>\nhttps://example.com/b/abc?x=1&y=2." });
    const list = await request(emulator, "/");
    expect(list.text).toContain(`href="/channels/${CHANNEL}"`);
    expect(list.text).toContain("&lt;img src=x");
    const chat = await request(emulator, `/channels/${CHANNEL}`);
    expect(chat.text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(chat.text).toContain('<a href="https://example.com/b/abc?x=1&amp;y=2" target="_blank"');
    for (const { text } of [list, chat]) expect(text).not.toMatch(/<img|<script>/);
    expect(chat.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test("show the texts received, newest first", async () => {
    const { emulator } = await startEmulator();
    emulator.receiveSms({ to: "01012345678", text: "첫째" });
    emulator.receiveSms({ to: "01012345678", text: "둘째" });
    const { text } = await request(emulator, "/sms");
    expect(text.indexOf("둘째")).toBeLessThan(text.indexOf("첫째"));
    expect(text).toContain("010-1234-5678");
  });

  test("a live page is told when nothing has changed", async () => {
    const { emulator } = await startEmulator();
    const version = /data-live="(\d+)"/.exec((await request(emulator, "/")).text)?.[1] ?? "";
    const headers = { "x-live-version": version };
    expect((await request(emulator, "/", { headers })).status).toBe(204);
    await send(emulator);
    expect((await request(emulator, "/", { headers })).status).toBe(200);
  });

  test("a chat that is not there says so", async () => {
    const { emulator } = await startEmulator();
    expect((await request(emulator, "/channels/nowhere")).status).toBe(404);
    expect((await request(emulator, "/channels/%E0%A4%A")).status).toBe(404);
  });

  test("old messages are a page away", async () => {
    const { emulator } = await startEmulator();
    for (let n = 0; n < 103; n += 1) {
      emulator.store.addMessage({
        channelUrl: CHANNEL,
        senderUserId: "store-1",
        text: `메시지-${n}-`,
        customType: "",
        data: "",
        dedupId: null,
        createdAtMs: n,
      });
    }
    const newest = await request(emulator, `/channels/${CHANNEL}`);
    expect(newest.text).not.toContain("메시지-2-");
    const before = /href="(\?before=\d+)"/.exec(newest.text)?.[1];
    expect((await request(emulator, `/channels/${CHANNEL}${before}`)).text).toContain("메시지-2-");
  });
});

test("a link ends before the punctuation around it", () => {
  const { text } = html`${linkify("(https://a.example/b). 다음")}`;
  expect(text).toBe(
    '(<a href="https://a.example/b" target="_blank" rel="noopener noreferrer">https://a.example/b</a>). 다음',
  );
});
