import { randomInt } from "node:crypto";
import {
  type APIRequestContext,
  type APIResponse,
  type BrowserContext,
  test as base,
  expect,
  request,
} from "@playwright/test";
import { demoSignIns } from "#prisma/demo-sign-ins.ts";
import { stackAddress } from "../stack/address.ts";

/** Who is signed in: a clerk of either distributor, an operator, or the owner of one store of the demo data. */
export type Role = "hanbit" | "saebyeok" | "admin" | "store";

type SignedIn = Awaited<ReturnType<APIRequestContext["storageState"]>>;

type Sessions = {
  /** Opens this role's session in the test's browser, without the sign-in page. */
  signInAs: (role: Role) => Promise<void>;
};

const emails: Record<Exclude<Role, "store">, string> = {
  hanbit: "clerk@hanbit.example",
  saebyeok: "clerk@saebyeok.example",
  admin: "admin@sunap.example",
};

/** The stores that sign in here, by their number in the demo data: one for each of Playwright's processes. */
const firstStoreNumber = 43;

/**
 * Playwright's `test`, with sessions. Each test comes from an address of its own, as sign-ins are limited by address;
 * each process signs in once a role.
 */
export const test = base.extend<Sessions, { sessionOf: (role: Role) => Promise<SignedIn> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  extraHTTPHeaders: async ({}, use) => use({ "x-forwarded-for": newAddress() }),
  sessionOf: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern that this fixture needs no other
    async ({}, use, { parallelIndex }) => {
      const sessions = new Map<Role, Promise<SignedIn>>();
      const open = (role: Role) =>
        role === "store" ? openStoreSession(storePhone(firstStoreNumber + parallelIndex)) : openSession(role);
      await use((role) => {
        const session = sessions.get(role) ?? open(role);
        sessions.set(role, session);
        return session;
      });
    },
    { scope: "worker" },
  ],
  signInAs: async ({ context, sessionOf }, use) =>
    use(async (role) => context.addCookies((await sessionOf(role)).cookies)),
});

/** The phone of the demo store of this number (from 1). */
export function storePhone(number: number): string {
  return `0102000${String(number).padStart(4, "0")}`;
}

/** E-mail and password of a demo account. */
export function credentialsOf(role: Exclude<Role, "store">): { email: string; password: string } {
  const found = demoSignIns.find(({ email }) => email === emails[role]);
  if (!found?.email || !found.password) throw new Error(`the demo has no sign-in for ${role}`);
  return { email: found.email, password: found.password };
}

/** The session cookie of a clerk or an operator, as a plain request carries it. */
export async function cookieOf(role: Exclude<Role, "store">, baseUrl?: string): Promise<string> {
  const { cookies } = await openSession(role, baseUrl);
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

/** How many text messages this phone has got; to be asked before one is sent. */
export async function countTexts(phone: string): Promise<number> {
  return (await textsTo(phone)).length;
}

/** The code in the first text message after the `seen` first ones. */
export async function readCode(phone: string, seen: number): Promise<string> {
  await expect.poll(() => countTexts(phone), { message: "a text message arrives" }).toBeGreaterThan(seen);
  const code = /\d{6}/.exec((await textsTo(phone)).at(-1) ?? "")?.[0];
  if (!code) throw new Error("the text message holds no code");
  return code;
}

/** Whether the browser holds a session. */
export async function hasSession(context: BrowserContext): Promise<boolean> {
  return (await context.cookies()).some(({ name }) => name.includes("session"));
}

async function textsTo(phone: string): Promise<string[]> {
  const response = await fetch(`${stackAddress().emulatorUrl}/emulator/sms?to=${phone}`);
  const { messages } = (await response.json()) as { messages: { text: string }[] };
  return messages.map(({ text }) => text);
}

function openSession(role: Exclude<Role, "store">, baseUrl?: string): Promise<SignedIn> {
  return keepSession((api) => api.post("/api/auth/sign-in/email", { data: credentialsOf(role) }), baseUrl);
}

async function openStoreSession(phoneNumber: string): Promise<SignedIn> {
  return keepSession(async (api) => {
    const seen = await countTexts(phoneNumber);
    await api.post("/api/auth/phone-number/send-otp", { data: { phoneNumber } });
    const code = await readCode(phoneNumber, seen);
    return api.post("/api/auth/phone-number/verify", { data: { phoneNumber, code } });
  });
}

async function keepSession(
  signIn: (api: APIRequestContext) => Promise<APIResponse>,
  baseUrl = stackAddress().baseUrl,
): Promise<SignedIn> {
  const api = await request.newContext({
    baseURL: baseUrl,
    extraHTTPHeaders: { origin: baseUrl, "x-forwarded-for": newAddress() },
  });
  try {
    const answer = await signIn(api);
    expect(answer.ok(), await answer.text()).toBe(true);
    return await api.storageState();
  } finally {
    await api.dispose();
  }
}

function newAddress(): string {
  return `10.${randomInt(256)}.${randomInt(256)}.${1 + randomInt(254)}`;
}
