import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { CHANNEL, closeEmulators, request, send, startEmulator } from "../emulator-fixture.ts";

afterEach(closeEmulators);

function dataFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "below", "data.jsonl");
}

describe("data file", () => {
  test("a restart keeps users, channels, messages, texts and the numbering", async () => {
    const file = dataFile();
    const before = await startEmulator({ dataFile: file });
    const sent = await send(before.emulator, { message: "줄\n바꿈 “인용” 🧾", dedup_id: "n-1" });
    before.emulator.receiveSms({ to: "01012345678", text: "인증번호" });
    await before.emulator.close();

    const { emulator } = await startEmulator({ dataFile: file });
    expect(emulator.stats()).toMatchObject({ users: 2, channels: 1, messages: 1, sms: 1 });
    expect(emulator.messages(CHANNEL)[0]?.text).toBe("줄\n바꿈 “인용” 🧾");
    const repeated = await send(emulator, { dedup_id: "n-1" });
    expect(repeated.json.message_id).toBe(sent.json.message_id);
    const next = await send(emulator);
    expect(next.json.message_id).toBe(Number(sent.json.message_id) + 1);
  });

  test.each([
    ["half a line", '{"type":"message","messageId":10'],
    ["half a character", Buffer.from('{"type":"sms","text":"가').subarray(0, -1)],
    ["a whole line of the wrong bytes", `${"\0".repeat(64)}\n`],
  ])("%s at the end is cut off, and what follows is whole", async (_what, torn) => {
    const file = dataFile();
    const before = await startEmulator({ dataFile: file });
    await send(before.emulator);
    await before.emulator.close();
    const intact = readFileSync(file, "utf8");
    appendFileSync(file, torn);

    const after = await startEmulator({ dataFile: file });
    expect(readFileSync(file, "utf8")).toBe(intact);
    await send(after.emulator);
    await after.emulator.close();
    const { emulator } = await startEmulator({ dataFile: file });
    expect(emulator.messages(CHANNEL)).toHaveLength(2);
  });

  test("damage in the middle stops the start and names the line", async () => {
    const file = dataFile();
    const before = await startEmulator({ dataFile: file });
    await before.emulator.close();
    const [first, ...rest] = readFileSync(file, "utf8").split("\n");
    writeFileSync(file, [first, "garbage", ...rest].join("\n"));
    await expect(startEmulator({ dataFile: file })).rejects.toThrow("line 2 is damaged");
  });

  test("a reset with data empties the file too", async () => {
    const file = dataFile();
    const { emulator } = await startEmulator({ dataFile: file });
    await request(emulator, "/emulator/reset", { body: { data: true } });
    expect(readFileSync(file, "utf8")).toBe("");
  });
});
