import { randomInt } from "node:crypto";
import { type BrowserContext, expect } from "@playwright/test";
import { stackAddress } from "#e2e/stack/address.ts";
import type { Clerk } from "./product.ts";

// By request: the sign-in page has tests of its own. The context keeps the session's cookie.

/** Signs a distributor's clerk or an admin in. */
export async function signInByPassword(context: BrowserContext, { email, password }: Clerk): Promise<void> {
  await post(context, "/sign-in/email", { email, password });
}

/** Signs a store's owner in, with the code that the phone got. */
export async function signInByPhone(context: BrowserContext, phoneNumber: string): Promise<void> {
  await post(context, "/phone-number/send-otp", { phoneNumber });
  await expect.poll(() => latestCode(phoneNumber)).not.toBeNull();
  await post(context, "/phone-number/verify", { phoneNumber, code: await latestCode(phoneNumber) });
}

async function post(context: BrowserContext, path: string, data: object): Promise<void> {
  const { baseUrl } = stackAddress();
  // Each sign-in from an address of its own: the limits by address are not what a journey is about.
  const address = `10.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;
  const headers = { origin: baseUrl, "x-forwarded-for": address };
  const answer = await context.request.post(`${baseUrl}/api/auth${path}`, { data, headers });
  expect(answer.status(), path).toBe(200);
}

async function latestCode(phoneNumber: string): Promise<string | null> {
  const inbox = await fetch(`${stackAddress().emulatorUrl}/emulator/sms?to=${phoneNumber}`);
  const { messages } = (await inbox.json()) as { messages: { text: string }[] };
  return /\d{6}/.exec(messages.at(-1)?.text ?? "")?.[0] ?? null;
}
