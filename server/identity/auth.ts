import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { createAuthMiddleware } from "better-auth/api";
import { phoneNumber } from "better-auth/plugins";
import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { createLogger } from "#server/platform/logger.ts";
import { forgetAttempts, limitAttempts } from "./attempt-limit.ts";
import { findOwnerName } from "./identity.repository.ts";
import {
  codeIdentifier,
  codeLength,
  codeLifeSeconds,
  codeTries,
  hashCode,
  hashStoredCode,
  sendCode,
} from "./one-time-code.ts";
import { normalizePhoneNumber } from "./phone-number.ts";
import { passwordMaxChars, passwordMinChars } from "./staff.schema.ts";

const sessionSeconds = 30 * 24 * 60 * 60;

/** Before better-auth's own work, for requests and direct calls alike: limits by account, and codes hashed. */
const beforeSignIn = createAuthMiddleware(async ({ path, body }) => {
  if (path === "/sign-in/email") await limitAttempts("password", String(body.email).toLowerCase());
  if (path === "/phone-number/send-otp") {
    await limitAttempts("code", body.phoneNumber);
    // One code at a time: with older ones alive, each would bring tries of its own.
    await db().verification.deleteMany({ where: { identifier: codeIdentifier(body.phoneNumber) } });
  }
  if (path === "/phone-number/verify") {
    // A number that no store has is refused as a wrong code is, also when its store changed hands since the sending.
    const known = (await findOwnerName(body.phoneNumber)) !== null;
    return { context: { body: { code: known ? hashCode(body.phoneNumber, String(body.code)) : "" } } };
  }
});

const afterSignIn = createAuthMiddleware(async ({ path, body, context }) => {
  if (!context.newSession) return;
  if (path === "/sign-in/email") await forgetAttempts("password", String(body.email).toLowerCase());
  if (path === "/phone-number/verify") await forgetAttempts("code", body.phoneNumber);
});

const phone = phoneNumber({
  otpLength: codeLength,
  expiresIn: codeLifeSeconds,
  allowedAttempts: codeTries,
  phoneNumberValidator: (given) => normalizePhoneNumber(given) === given,
  sendOTP: ({ phoneNumber: to, code }) => sendCode(to, code),
  signUpOnVerification: { getTempEmail: (number) => `${number}@store.invalid` }, // RFC 2606: never an address
});

function buildAuth() {
  const { APP_URL, AUTH_SECRET } = env();
  return betterAuth({
    appName: "Sunap",
    baseURL: APP_URL,
    basePath: "/api/auth",
    secret: AUTH_SECRET,
    database: prismaAdapter(db(), { provider: "postgresql" }),
    trustedOrigins: loopbackTwins(APP_URL),
    telemetry: { enabled: false },
    logger: { log: logErrorsWithoutValues }, // with a level set, it would also print every refusal by itself
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordMinChars,
      maxPasswordLength: passwordMaxChars,
    },
    // No refresh: a page rendered on the server could not renew the cookie along with the row.
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true },
    user: { additionalFields: { role: { type: "string", input: false } } },
    plugins: [phone],
    hooks: { before: beforeSignIn, after: afterSignIn },
    databaseHooks: {
      user: {
        create: {
          // The only users made here are store owners, at their first code; createStaff makes the others.
          before: async (user) => {
            const owner = String(user.phoneNumber ?? "");
            const name = await findOwnerName(owner);
            return name === null ? false : { data: { ...user, name, role: "STORE" } };
          },
        },
      },
      verification: {
        create: {
          before: async (row) => {
            const value = hashStoredCode(row.identifier, row.value);
            return value === null ? undefined : { data: { ...row, value } };
          },
        },
      },
    },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 100,
      // By IP address; what one account may see is limited in attempt-limit.ts. Many clerks can share one address.
      customRules: {
        "/sign-in/email": { window: 60, max: 30 },
        "/phone-number/send-otp": { window: 60, max: 15 },
        "/phone-number/verify": { window: 60, max: 30 },
        "/get-session": false,
      },
    },
    advanced: {
      cookiePrefix: "sunap",
      useSecureCookies: APP_URL.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      database: { generateId: false }, // the database's own default: UUIDv7
      disableOriginCheck: false, // better-auth would skip it in tests
    },
  });
}

/** On a developer's machine people type localhost for 127.0.0.1 and the other way round. */
function loopbackTwins(appUrl: string): string[] {
  const url = new URL(appUrl);
  const loopback = ["localhost", "127.0.0.1"];
  if (!loopback.includes(url.hostname)) return [url.origin];
  return loopback.map((host) => `${url.protocol}//${host}${url.port ? `:${url.port}` : ""}`);
}

/** Error messages of the database can repeat what was being written, so only kinds and codes are logged. */
function logErrorsWithoutValues(level: string, message: string, ...details: unknown[]): void {
  if (level !== "error") return; // a mistyped password is no event
  const errors = details.filter((detail) => detail instanceof Error);
  const kinds = errors.map((error) => ({ name: error.name, code: (error as { code?: unknown }).code }));
  createLogger("web").error({ source: "better-auth", errors: kinds }, message);
}

type Auth = ReturnType<typeof buildAuth>;
const held = globalThis as { sunapAuth?: { auth: Auth; client: ReturnType<typeof db> } };

/** The process's better-auth. Made at the first call: a build imports this without an environment. */
export function auth(): Auth {
  const client = db();
  if (held.sunapAuth?.client !== client) held.sunapAuth = { auth: buildAuth(), client };
  return held.sunapAuth.auth;
}
