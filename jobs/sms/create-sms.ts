import { createEmulatorSms } from "./emulator-sms.ts";
import type { SmsPort } from "./sms-port.ts";
import { createSolapiSms } from "./solapi-sms.ts";

interface SmsSettings {
  apiKey?: string | undefined;
  apiSecret?: string | undefined;
  /** The registered sender's number. */
  sender?: string | undefined;
  /** Where the emulator runs, if one does. */
  emulatorUrl?: string | undefined;
}

type SmsChoice = { port: SmsPort; via: "solapi" | "emulator" } | { port: null; reason: string };

/**
 * The way texts go: the real service if its three settings are there, else the emulator's inbox, else none, with a
 * reason that names what is missing. A half-configured service is never silently replaced by the inbox.
 */
export function smsPort(settings: SmsSettings): SmsChoice {
  const { apiKey, apiSecret, sender, emulatorUrl } = settings;
  if (apiKey && apiSecret && sender) {
    return { port: createSolapiSms({ apiKey, apiSecret, sender }), via: "solapi" };
  }
  const given = Object.entries({ SMS_API_KEY: apiKey, SMS_API_SECRET: apiSecret, SMS_SENDER: sender });
  const missing = given.filter(([, value]) => !value).map(([name]) => name);
  if (missing.length < given.length) return { port: null, reason: `${missing.join(", ")} missing` };
  if (emulatorUrl) return { port: createEmulatorSms(emulatorUrl), via: "emulator" };
  return { port: null, reason: `${missing.join(", ")} missing, and no emulator runs` };
}
