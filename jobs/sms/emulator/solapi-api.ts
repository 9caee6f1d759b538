import { createHmac } from "node:crypto";
import { z } from "zod";
import type { EmulatorSms } from "#jobs/sendbird/emulator/records.ts";
import type { Reply } from "#jobs/sendbird/emulator/reply.ts";
import { shortTextBytes, textBytes } from "../sms-text.ts";
import { textAccount } from "./text-account.ts";
import type { TextFault, TextService } from "./text-service.ts";

const messageSchema = z.object({
  to: z.string(),
  from: z.string().optional(),
  text: z.string().min(1),
  customFields: z.record(z.string(), z.string()).default({}),
  kakaoOptions: z.object({ pfId: z.string(), templateId: z.string().optional() }).optional(),
});
const sendSchema = z.object({
  messages: z.array(messageSchema).length(1),
  showMessageList: z.boolean().optional(),
});
const sendPath = "/messages/v4/send-many/detail";
const listPath = "/messages/v4/list";
const maxBytes = 2_000;
const maxPage = 500;

export interface TextRequest {
  method: string;
  url: URL;
  authorization: string | undefined;
  body: string | null;
}

const reply = (status: number, body: unknown): Reply => ({ kind: "json", status, body });
const failure = (status: number, errorCode: string): Reply =>
  reply(status, { errorCode, errorMessage: `${errorCode} (emulator)` });

export const isTextPath = (path: string): boolean => path.startsWith("/messages/v4/");

/** As much of SOLAPI's API as its client needs for one text at a time: send, and list what was sent. */
export function handleText(service: TextService, request: TextRequest): Reply {
  const { method, url } = request;
  const refusal = refuseKey(request.authorization);
  if (refusal) return refusal;
  if (!service.pass().allowed) return failure(429, "TooManyRequests");
  if (method === "POST" && url.pathname === sendPath) return send(service, request.body ?? "");
  if (method === "GET" && url.pathname === listPath) return list(service, url.searchParams);
  return failure(404, "ResourceNotFound");
}

function refuseKey(authorization = ""): Reply | null {
  const read = (name: string) => new RegExp(`\\b${name}=([^,\\s]+)`).exec(authorization)?.[1] ?? "";
  if (read("apiKey") !== textAccount.apiKey) return failure(403, "InvalidAPIKey");
  const signed = createHmac("sha256", textAccount.apiSecret)
    .update(read("date") + read("salt"))
    .digest("hex");
  return signed === read("signature") ? null : failure(403, "SignatureDoesNotMatch");
}

function send(service: TextService, body: string): Reply {
  const parsed = sendSchema.safeParse(parseJson(body));
  const [message] = parsed.data?.messages ?? [];
  if (!message || textBytes(message.text) > maxBytes) return failure(400, "ValidationError");
  const fault = service.drawFault();
  const before = fault && repliesBefore[fault]?.();
  if (before) return before;
  if (fault === "refused" || !/^01[0-9]{8,9}$/.test(message.to)) return reply(200, notReceived(message));
  const { to, text, customFields } = message;
  const form = message.kakaoOptions?.templateId ? "ATA" : textBytes(text) > shortTextBytes ? "LMS" : "SMS";
  const taken = service.take({ to, text, customFields, form });
  return (fault && repliesAfter[fault]?.()) ?? reply(200, received(taken));
}

const repliesBefore: Partial<Record<TextFault, () => Reply>> = {
  "no-balance": () => failure(402, "NotEnoughBalance"),
  unavailable: () => failure(503, "ServiceUnavailable"),
  "internal-error": () => failure(500, "InternalServerError"),
  "timeout-before-accept": () => ({ kind: "hang" }),
  "reset-before-accept": () => ({ kind: "reset" }),
};

const repliesAfter: Partial<Record<TextFault, () => Reply>> = {
  "internal-error-after-accept": () => failure(500, "InternalServerError"),
  "timeout-after-accept": () => ({ kind: "hang" }),
  "reset-after-accept": () => ({ kind: "reset" }),
};

function received({ messageId, customFields }: EmulatorSms) {
  const statusMessage = "정상 접수";
  return {
    failedMessageList: [],
    groupInfo: { count: { total: 1, registeredFailed: 0, registeredSuccess: 1 } },
    messageList: [{ messageId, statusCode: "2000", statusMessage, customFields }],
  };
}

function notReceived({ to, text }: { to: string; text: string }) {
  return {
    failedMessageList: [{ to, statusCode: "1062", statusMessage: text }],
    groupInfo: { count: { total: 1, registeredFailed: 1, registeredSuccess: 0 } },
  };
}

/** Newest first, as the service has them; the key of the next page is the id that it begins with. */
function list(service: TextService, query: URLSearchParams): Reply {
  const limit = Math.min(Number(query.get("limit") ?? 20), maxPage);
  const sinceMs = Date.parse(query.get("startDate") ?? "1970-01-01");
  const untilMs = Date.parse(query.get("endDate") ?? "9999-01-01");
  const all = service
    .texts(query.get("to") ?? undefined)
    .filter(({ receivedAtMs: at }) => at >= sinceMs && at <= untilMs)
    .reverse();
  const startKey = query.get("startKey");
  const start = startKey ? all.findIndex(({ messageId }) => messageId === startKey) : 0;
  const page = start < 0 ? [] : all.slice(start, start + limit);
  const nextKey = start < 0 ? null : (all[start + limit]?.messageId ?? null);
  const messageList = Object.fromEntries(page.map((sms) => [sms.messageId, stored(sms)]));
  return reply(200, { limit, startKey, nextKey, messageList });
}

function stored({ messageId, to, text, form, customFields, receivedAtMs }: EmulatorSms) {
  const at = new Date(receivedAtMs).toISOString();
  const unset = [
    "imageId",
    "subject",
    "country",
    "networkName",
    "networkCode",
    "dateReceived",
    "dateReported",
    "clusterKey",
  ];
  return {
    ...Object.fromEntries(unset.map((name) => [name, null])),
    messageId,
    type: form,
    to,
    from: textAccount.sender,
    text,
    customFields,
    status: "COMPLETE",
    statusCode: "4000",
    reason: "수신완료",
    dateCreated: at,
    dateUpdated: at,
    dateProcessed: at,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
