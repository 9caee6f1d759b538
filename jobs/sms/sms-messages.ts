import type { ChatPermanent, MessagePort } from "#jobs/chat-port.ts";
import type { SmsPort } from "./sms-port.ts";

const noPhone: ChatPermanent = {
  kind: "permanent",
  code: "invalid-request",
  reason: "there is no phone to send it to",
};

/**
 * Notifications by text message, behind the same port as the chat. phoneOf: the phone as it is at the moment of sending,
 * so that a number which was corrected meanwhile counts; null when there is none.
 */
export function createSmsMessages(
  sms: SmsPort,
  phoneOf: (notificationId: string) => Promise<string | null>,
): MessagePort {
  return {
    async sendMessage({ dedupId: id, customType: kind, text, data }) {
      const to = await phoneOf(id);
      if (!to) return noPhone;
      const amount = data.paymentAmountWon ?? data.billAmountWon ?? null;
      const amountWon = amount === null ? null : String(amount);
      return sms.send({ to, text, notification: { id, kind, amountWon } });
    },
    async findMessage({ notificationId, sinceMs, awaitTurn }) {
      const to = await phoneOf(notificationId);
      return to ? sms.find({ to, notificationId, sinceMs, awaitTurn }) : noPhone;
    },
  };
}
