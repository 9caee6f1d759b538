import { digitsOf, type SmsPort } from "./sms-port.ts";

const TIMEOUT_MS = 5_000;

/** Puts texts into the emulator's inbox (`/sms` on its pages) instead of sending them: development and tests. */
export function createEmulatorSms(emulatorUrl: string): SmsPort {
  const inbox = `${emulatorUrl.replace(/\/+$/, "")}/emulator/sms`;
  return {
    async send({ to, text }) {
      try {
        const response = await fetch(inbox, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ to: digitsOf(to), text }),
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        // Unread, the answer would keep its connection from being used again.
        await response.arrayBuffer();
        if (response.ok) return { kind: "ok" };
        const kind = response.status < 500 ? "permanent" : "transient";
        return { kind, reason: `emulator inbox: HTTP ${response.status}` };
      } catch (error) {
        return {
          kind: "transient",
          reason: `emulator inbox: ${error instanceof Error ? error.name : "unknown"}`,
        };
      }
    },
  };
}
