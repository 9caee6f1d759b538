import { z } from "zod";

/** What the emulator remembers, one JSON line each. Field names are ours; the API's shapes are in platform-api.ts. */
const userSchema = z.object({
  type: z.literal("user"),
  userId: z.string(),
  nickname: z.string(),
  createdAtMs: z.number(),
});
const channelSchema = z.object({
  type: z.literal("channel"),
  channelUrl: z.string(),
  name: z.string(),
  memberIds: z.array(z.string()),
  isDistinct: z.boolean(),
  createdAtMs: z.number(),
});
const messageSchema = z.object({
  type: z.literal("message"),
  messageId: z.number(),
  channelUrl: z.string(),
  senderUserId: z.string(),
  text: z.string(),
  customType: z.string(),
  data: z.string(),
  dedupId: z.string().nullable(),
  createdAtMs: z.number(),
});
const smsSchema = z.object({
  type: z.literal("sms"),
  to: z.string(),
  text: z.string(),
  receivedAtMs: z.number(),
  /** Of the text service; empty for one that was put into the inbox by hand. */
  messageId: z.string().default(""),
  /** Short, long, or by KakaoTalk. */
  form: z.enum(["SMS", "LMS", "ATA"]).default("SMS"),
  customFields: z.record(z.string(), z.string()).default({}),
});

export const recordSchema = z.discriminatedUnion("type", [
  userSchema,
  channelSchema,
  messageSchema,
  smsSchema,
]);
export type EmulatorRecord = z.infer<typeof recordSchema>;
export type EmulatorUser = z.infer<typeof userSchema>;
export type EmulatorChannel = z.infer<typeof channelSchema>;
export type EmulatorMessage = z.infer<typeof messageSchema>;
export type EmulatorSms = z.infer<typeof smsSchema>;
