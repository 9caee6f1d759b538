import type { SignInRole } from "./destination.ts";

export type FailureReason =
  | "WRONG_PASSWORD"
  | "WRONG_CODE"
  | "CODE_EXPIRED"
  | "TOO_MANY_TRIES"
  | "INVALID_PHONE"
  | "INVALID_INPUT"
  | "RATE_LIMITED"
  | "OFFLINE"
  | "INTERNAL";

/** Why it did not work; waitSeconds: when RATE_LIMITED, how long until the next try. */
export type Failure = { reason: FailureReason; waitSeconds?: number };

export type AuthResult<T> = { ok: true; value: T } | { ok: false; failure: Failure };

const reasonOf: Record<string, FailureReason> = {
  INVALID_EMAIL_OR_PASSWORD: "WRONG_PASSWORD",
  INVALID_EMAIL: "WRONG_PASSWORD",
  PASSWORD_TOO_LONG: "WRONG_PASSWORD",
  INVALID_OTP: "WRONG_CODE",
  OTP_EXPIRED: "CODE_EXPIRED",
  OTP_NOT_FOUND: "CODE_EXPIRED", // expired codes are swept away
  TOO_MANY_ATTEMPTS: "TOO_MANY_TRIES",
  INVALID_INPUT: "INVALID_INPUT",
};

/** Signs in by e-mail and password; gives the role. */
export async function signInByPassword(email: string, password: string): Promise<AuthResult<SignInRole>> {
  const result = await post<{ role: SignInRole }>("/sign-in/email", { email, password });
  return result.ok ? { ok: true, value: result.value.role } : result;
}

/** Asks for a code by text message. Succeeds for every mobile number: only those on record get a message. */
export async function requestCode(phoneNumber: string): Promise<AuthResult<unknown>> {
  const result = await post("/phone-number/send-otp", { phoneNumber });
  if (result.ok || result.failure.reason !== "INVALID_INPUT") return result;
  return { ok: false, failure: { reason: "INVALID_PHONE" } };
}

/** Signs in with the code that came. */
export function signInByCode(phoneNumber: string, code: string): Promise<AuthResult<unknown>> {
  return post("/phone-number/verify", { phoneNumber, code });
}

async function post<T>(path: string, body: object): Promise<AuthResult<T>> {
  try {
    const response = await fetch(`/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.ok) return { ok: true, value: (await response.json()) as T };
    return { ok: false, failure: await failureOf(response) };
  } catch {
    return { ok: false, failure: { reason: navigator.onLine ? "INTERNAL" : "OFFLINE" } };
  }
}

async function failureOf(response: Response): Promise<Failure> {
  if (response.status === 429) {
    return { reason: "RATE_LIMITED", waitSeconds: Number(response.headers.get("x-retry-after")) || 60 };
  }
  const answer = (await response.json().catch(() => null)) as { code?: string } | null;
  return { reason: reasonOf[answer?.code ?? ""] ?? "INTERNAL" };
}
