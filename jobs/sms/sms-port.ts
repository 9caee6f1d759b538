/** A text message to one phone. The text may hold a one-time code: no adapter may log it or put it in a reason. */
interface SmsMessage {
  /** A Korean mobile number; anything but digits is ignored. */
  to: string;
  text: string;
}

/** `transient` is worth another try, `permanent` is not. `reason` names codes only. */
export type SmsResult =
  | { kind: "ok" }
  | { kind: "transient"; reason: string }
  | { kind: "permanent"; reason: string };

export interface SmsPort {
  /** Never throws for what a network or the vendor can do. */
  send(message: SmsMessage): Promise<SmsResult>;
}

export const digitsOf = (phone: string): string => phone.replace(/\D/g, "");
