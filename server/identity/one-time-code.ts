import { setTimeout as delay } from "node:timers/promises";
import { enqueueSms } from "#server/platform/queue.ts";
import { findOwnerName } from "./identity.repository.ts";
import { keyedHash } from "./keyed-hash.ts";

export const codeLength = 6;
export const codeLifeSeconds = 5 * 60;
export const codeTries = 5;

/** Longer than a look-up and an enqueue take, so that the time of the answer tells nothing either. */
const answerTimeMs = 250;

/** Where the phone-number plugin keeps a number's code. */
export function codeIdentifier(phoneNumber: string): string {
  return `phone-number-otp-${phoneNumber}`;
}

/** Puts the code's text message into the queue if a store's owner has this number; takes equally long if not. */
export async function sendCode(phoneNumber: string, code: string): Promise<void> {
  const send = async () => {
    if ((await findOwnerName(phoneNumber)) !== null)
      await enqueueSms({ to: phoneNumber, text: codeText(code) });
  };
  await Promise.all([send(), delay(answerTimeMs)]);
}

/** One SMS (90 bytes in EUC-KR), in a form that phones recognise and offer to fill in. */
export function codeText(code: string): string {
  return `[Sunap] 인증번호 ${code}\n5분 안에 입력하세요. 남에게 알려 주지 마세요.`;
}

/** What is stored instead of a code. */
export function hashCode(phoneNumber: string, code: string): string {
  return keyedHash(`${phoneNumber}:${code}`);
}

/** The plugin stores `<code>:<tries>`; the same with the code hashed, null when it is not a fresh code. */
export function hashStoredCode(identifier: string, value: string): string | null {
  const phoneNumber = identifier.slice(codeIdentifier("").length);
  const fresh = /^([0-9]{6}):([0-9]+)$/.exec(value);
  if (!identifier.startsWith(codeIdentifier("")) || !fresh) return null;
  const [, code = "", tries = "0"] = fresh;
  return `${hashCode(phoneNumber, code)}:${tries}`;
}
