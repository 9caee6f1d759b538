import { digitsOf, type SmsPort, type SmsResult } from "./sms-port.ts";

const TIMEOUT_MS = 10_000;

interface SolapiOptions {
  apiKey: string;
  apiSecret: string;
  /** The sender's number, registered with the service (Korean law refuses any other). */
  sender: string;
  timeoutMs?: number;
}

/** Texts through SOLAPI (api.solapi.com) with its own client. Its client repeats lost connections by itself. */
export function createSolapiSms(options: SolapiOptions): SmsPort {
  return {
    async send({ to, text }) {
      // Loaded at the first text: the client is large, and most processes never send one.
      const { SolapiMessageService } = await import("solapi");
      const service = new SolapiMessageService(options.apiKey, options.apiSecret);
      const sending = service
        .send({ to: digitsOf(to), from: digitsOf(options.sender), text })
        .then((): SmsResult => ({ kind: "ok" }), classify);
      return withTimeout(sending, options.timeoutMs ?? TIMEOUT_MS);
    },
  };
}

/** The client takes no signal; what it still does after the time is up concerns nobody. */
async function withTimeout(sending: Promise<SmsResult>, timeoutMs: number): Promise<SmsResult> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<SmsResult>((resolve) => {
    timer = setTimeout(
      () => resolve({ kind: "transient", reason: `no answer within ${timeoutMs} ms` }),
      timeoutMs,
    );
  });
  const result = await Promise.race([sending, timeout]);
  clearTimeout(timer);
  return result;
}

/** The client's errors carry a tag (others a name) and the service's code. Their texts may quote the request. */
interface SolapiError {
  _tag?: unknown;
  errorCode?: unknown;
  httpStatus?: unknown;
  failedMessageList?: unknown;
}

function classify(error: unknown): SmsResult {
  const tag = (error as SolapiError | null)?._tag ?? (error instanceof Error ? error.name : undefined);
  const { errorCode, httpStatus, failedMessageList } = (error ?? {}) as SolapiError;
  const code = typeof errorCode === "string" ? errorCode : statusCodeOf(failedMessageList);
  const reason = ["solapi", tag, code].filter((part) => typeof part === "string").join(" ");
  const isBusy = httpStatus === 429;
  const isRefused =
    tag === "ClientError" ||
    tag === "BadRequestError" ||
    tag === "MessageNotReceivedError" ||
    tag === "ApiKeyError";
  return { kind: isRefused && !isBusy ? "permanent" : "transient", reason };
}

function statusCodeOf(failed: unknown): string | undefined {
  const first = Array.isArray(failed) ? (failed[0] as { statusCode?: unknown } | undefined) : undefined;
  return typeof first?.statusCode === "string" ? first.statusCode : undefined;
}
