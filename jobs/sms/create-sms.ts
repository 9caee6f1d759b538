import { NotificationKind } from "#prisma/generated/enums.ts";
import type { AlimTalk } from "./alim-talk.ts";
import { textAccount } from "./emulator/text-account.ts";
import type { SmsPort } from "./sms-port.ts";
import { createSolapiSms } from "./solapi-sms.ts";

interface SmsSettings {
  apiKey?: string | undefined;
  apiSecret?: string | undefined;
  /** The registered sender's number. */
  sender?: string | undefined;
  /** Where the emulator runs, if one does. */
  emulatorUrl?: string | undefined;
  /** The Kakao business channel and its templates by kind, if AlimTalk is to be used. */
  alimTalk?: AlimTalk | null;
}

type SmsChoice = { port: SmsPort; via: "solapi" | "emulator" } | { port: null; reason: string };

/**
 * The way texts go: the real service if its three settings are there, else the emulator's inbox (through the very same
 * client), else none, with a reason that names what is missing. A half-configured service is never silently replaced by
 * the inbox.
 */
export function smsPort(settings: SmsSettings): SmsChoice {
  const { apiKey, apiSecret, sender, emulatorUrl, alimTalk = null } = settings;
  if (apiKey && apiSecret && sender) {
    return { port: createSolapiSms({ apiKey, apiSecret, sender, alimTalk }), via: "solapi" };
  }
  const given = Object.entries({ SMS_API_KEY: apiKey, SMS_API_SECRET: apiSecret, SMS_SENDER: sender });
  const missing = given.filter(([, value]) => !value).map(([name]) => name);
  if (missing.length < given.length) return { port: null, reason: `${missing.join(", ")} missing` };
  if (emulatorUrl) {
    return { port: createSolapiSms({ ...textAccount, apiUrl: emulatorUrl, alimTalk }), via: "emulator" };
  }
  return { port: null, reason: `${missing.join(", ")} missing, and no emulator runs` };
}

/** AlimTalk as the environment has it. Throws when a template is for no kind of message. */
export function alimTalkOf(channelId: string | undefined, templates: [string, string][]): AlimTalk | null {
  if (!channelId) return null;
  const wrong = templates.map(([kind]) => kind).filter((kind) => !(kind in NotificationKind));
  if (wrong.length > 0) throw new Error(`SMS_ALIMTALK_TEMPLATES: ${wrong.join(", ")} is no kind of message`);
  return { channelId, templates: new Map(templates) };
}
