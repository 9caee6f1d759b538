import type { ChatResult } from "#jobs/chat-port.ts";

/** A text message to one phone. The text may hold a one-time code: no adapter may log it or put it in a reason. */
export interface SmsMessage {
  /** A Korean mobile number; anything but digits is ignored. */
  to: string;
  text: string;
  /** What it is about, if it is a notification: then it can be looked for, and may go as an AlimTalk. */
  notification?: { id: string; kind: string; amountWon: string | null };
}

export interface SmsQuery {
  to: string;
  notificationId: string;
  /** Epoch milliseconds on our clock: it was sent no earlier. */
  sinceMs: number;
  /** Awaited before each request: reads have a limit of their own. */
  awaitTurn: () => Promise<void>;
}

/** How text messages go. No method throws for what a network or the vendor can do; reasons name codes only. */
export interface SmsPort {
  send(message: SmsMessage): Promise<ChatResult<{ providerMessageId: string }>>;
  /** Looks whether the service has taken a notification's text; `message` is null when it has not. */
  find(query: SmsQuery): Promise<ChatResult<{ message: { providerMessageId: string } | null }>>;
}

export const digitsOf = (phone: string): string => phone.replace(/\D/g, "");
