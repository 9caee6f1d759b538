import type { ChatResult } from "#jobs/chat-port.ts";
import { type AlimTalk, alimTalkOptions } from "./alim-talk.ts";
import { digitsOf, type SmsMessage, type SmsPort, type SmsQuery } from "./sms-port.ts";
import { smsText } from "./sms-text.ts";
import { callSolapi, type SolapiAccount } from "./solapi-call.ts";
import { failureOf } from "./solapi-failures.ts";

const timeoutMs = 8_000;
const pageSize = 100;
const maxPages = 20;
/** The service's clock may be behind ours. */
const clockSlackMs = 60_000;

export interface SolapiOptions {
  apiKey: string;
  apiSecret: string;
  /** The sender's number, registered with the service (Korean law refuses any other). */
  sender: string;
  apiUrl?: string | undefined;
  alimTalk?: AlimTalk | null;
  timeoutMs?: number;
}

/** Texts through SOLAPI with its own client: short or long (the service tells by the length), or as AlimTalk. */
export function createSolapiSms(options: SolapiOptions): SmsPort {
  const { apiKey, apiSecret, apiUrl } = options;
  const account: SolapiAccount = {
    apiKey,
    apiSecret,
    timeoutMs: options.timeoutMs ?? timeoutMs,
    ...(apiUrl ? { apiUrl } : {}),
  };
  return {
    send: (message) => send(account, options, message).catch(failureOf),
    async find(query) {
      try {
        return await find(account, query);
      } catch (error) {
        if (error instanceof TurnFailed) throw error.cause; // our own waiting for a turn is not the service's failure
        return failureOf(error);
      }
    },
  };
}

async function send(
  account: SolapiAccount,
  options: SolapiOptions,
  { to, text, notification }: SmsMessage,
): Promise<ChatResult<{ providerMessageId: string }>> {
  const kakaoOptions =
    notification && options.alimTalk && alimTalkOptions(options.alimTalk, notification, text);
  const answer = await callSolapi(account, (service) =>
    service.send(
      {
        to: digitsOf(to),
        from: digitsOf(options.sender),
        text: smsText(text),
        ...(notification ? { customFields: { notificationId: notification.id } } : {}),
        ...(kakaoOptions ? { kakaoOptions } : {}),
      },
      { showMessageList: true },
    ),
  );
  return { kind: "ok", providerMessageId: answer.messageList?.[0]?.messageId ?? "" };
}

class TurnFailed extends Error {}

/** The texts that went to this number since, until the notification's own is among them. */
async function find(
  account: SolapiAccount,
  { to, notificationId, sinceMs, awaitTurn }: SmsQuery,
): Promise<ChatResult<{ message: { providerMessageId: string } | null }>> {
  let startKey: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    await awaitTurn().catch((cause: unknown) => {
      throw new TurnFailed("no turn", { cause });
    });
    const { messageList, nextKey } = await callSolapi(account, (service) =>
      service.getMessages({
        to: digitsOf(to),
        startDate: new Date(sinceMs - clockSlackMs),
        limit: pageSize,
        ...(startKey ? { startKey } : {}),
      }),
    );
    const found = Object.entries(messageList).find(
      ([, message]) => message.customFields?.notificationId === notificationId,
    );
    if (found) return { kind: "ok", message: { providerMessageId: found[0] } };
    if (!nextKey) return { kind: "ok", message: null };
    startKey = nextKey;
  }
  return { kind: "transient", ambiguous: true, reason: `SOLAPI: not among ${maxPages} pages of texts` };
}
