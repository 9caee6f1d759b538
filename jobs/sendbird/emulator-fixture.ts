import type { EmulatorClock } from "./emulator/clock.ts";
import { type EmulatorOptions, SendbirdEmulator } from "./emulator/emulator.ts";

export const TOKEN = "test-token";
export const SENDER = "distributor-1";
export const CHANNEL = "trade_0001";

/** Stands still until told, so that a test decides what falls into one second. */
class ManualClock implements EmulatorClock {
  #elapsedMs = 0;

  advance(ms: number): void {
    this.#elapsedMs += ms;
  }

  wallMs(): number {
    return 1_795_000_000_000 + this.#elapsedMs;
  }

  monotonicMs(): number {
    return this.#elapsedMs;
  }
}

const running: SendbirdEmulator[] = [];

/** Every file that starts emulators hands this to `afterEach`. */
export async function closeEmulators(): Promise<void> {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
}

/** An emulator with one sender, one store and their channel. */
export async function startEmulator(options: Partial<EmulatorOptions> = {}) {
  const clock = new ManualClock();
  const emulator = await SendbirdEmulator.start({ apiToken: TOKEN, clock, ...options });
  running.push(emulator);
  emulator.provision({
    users: [
      { userId: SENDER, nickname: "신선유통" },
      { userId: "store-1", nickname: "한솔식당" },
    ],
    channels: [{ channelUrl: CHANNEL, name: "한솔식당", userIds: [SENDER, "store-1"] }],
  });
  return { emulator, clock };
}

/** A raw Platform API request, for what the client would never send. */
export async function request(
  emulator: SendbirdEmulator,
  path: string,
  init: { method?: string; body?: unknown; rawBody?: string; headers?: Record<string, string> } = {},
) {
  const body = init.rawBody ?? (init.body === undefined ? undefined : JSON.stringify(init.body));
  const response = await fetch(`${emulator.url}${path}`, {
    method: init.method ?? (body === undefined ? "GET" : "POST"),
    headers: { "Api-Token": TOKEN, "Content-Type": "application/json", ...init.headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  const json: Record<string, unknown> = isJson ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, text, json };
}

export const messageBody = (fields: Record<string, unknown> = {}) => ({
  message_type: "MESG",
  user_id: SENDER,
  message: "청구서가 도착했어요.",
  ...fields,
});

export const send = (
  emulator: SendbirdEmulator,
  fields: Record<string, unknown> = {},
  channelUrl = CHANNEL,
) => request(emulator, `/v3/group_channels/${channelUrl}/messages`, { body: messageBody(fields) });
