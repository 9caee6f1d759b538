import { afterEach, describe, expect, test } from "vitest";
import { CHANNEL, closeEmulators, request, send, startEmulator } from "../emulator-fixture.ts";
import { FaultSource } from "./faults.ts";
import { type FaultKind, noFaults } from "./settings.ts";

afterEach(closeEmulators);

const wide = { ratePerSecond: 1_000, burst: 1_000 };

describe("faults", () => {
  test.each<[FaultKind, number, number, number]>([
    ["internal-error", 500, 500901, 0],
    ["internal-error-after-commit", 500, 500901, 1],
    ["unavailable", 503, 503000, 0],
  ])("%s: HTTP %i, %i, %i stored", async (kind, status, code, stored) => {
    const { emulator } = await startEmulator({ faults: { next: [kind] } });
    const answer = await send(emulator);
    expect(answer).toMatchObject({ status, json: { error: true, code } });
    expect(emulator.messages(CHANNEL)).toHaveLength(stored);
    expect((await send(emulator)).status).toBe(200);
  });

  test.each<[FaultKind, number]>([
    ["reset-before-commit", 0],
    ["reset-after-commit", 1],
  ])("%s tears the connection down, %i stored", async (kind, stored) => {
    const { emulator } = await startEmulator({ faults: { next: [kind] } });
    await expect(send(emulator)).rejects.toThrow("fetch failed");
    expect(emulator.messages(CHANNEL)).toHaveLength(stored);
    expect(emulator.requests().at(-1)?.status).toBeNull();
  });

  test("a request that would be refused anyway uses up no fault", async () => {
    const { emulator } = await startEmulator({ faults: { next: ["unavailable"] } });
    expect((await send(emulator, {}, "nowhere")).status).toBe(400);
    expect((await send(emulator)).status).toBe(503);
  });

  test("befall only sends, unless set for all", async () => {
    const { emulator } = await startEmulator({ faults: { next: ["unavailable"] } });
    const view = () => request(emulator, `/v3/group_channels/${CHANNEL}`);
    expect((await view()).status).toBe(200);
    emulator.setFaults({ on: "all" });
    expect((await view()).status).toBe(503);
  });

  test("the same seed throws the same dice, in about the given shares", async () => {
    const draw = (seed: number) => {
      const source = new FaultSource({
        ...noFaults,
        seed,
        probabilities: { "internal-error": 0.2, "timeout-after-commit": 0.1 },
      });
      return Array.from({ length: 2_000 }, () => source.draw("send"));
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    const drawn = draw(7);
    const share = (kind: FaultKind | null) => drawn.filter((one) => one === kind).length / drawn.length;
    expect(share("internal-error")).toBeCloseTo(0.2, 1);
    expect(share("timeout-after-commit")).toBeCloseTo(0.1, 1);
    expect(share(null)).toBeCloseTo(0.7, 1);
  });

  test("latency lies between its fixed part and the jitter's end", () => {
    const source = new FaultSource({ ...noFaults, latencyMs: 30, latencyJitterMs: 20 });
    for (let n = 0; n < 500; n += 1) {
      const latencyMs = source.latencyMs();
      expect(latencyMs).toBeGreaterThanOrEqual(30);
      expect(latencyMs).toBeLessThan(50);
    }
  });

  test("latency comes before the limiter: it sees the later instant", async () => {
    const { emulator, clock } = await startEmulator({
      faults: { latencyMs: 20 },
      limits: { userSend: wide, appSend: wide },
    });
    const sending = send(emulator);
    clock.advance(5);
    await sending;
    expect(emulator.requests()[0]?.arrivedAtMs).toBe(5);
  });
});
