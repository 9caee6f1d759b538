import type { EmulatorClock } from "./clock.ts";
import { alreadyExists, invalidValue, missing, notAuthorized, notFound } from "./failures.ts";
import {
  type JsonObject,
  optionalBoolean,
  optionalString,
  queryBoolean,
  queryInteger,
  requiredString,
  requiredStringList,
} from "./parameters.ts";
import type { EmulatorChannel, EmulatorMessage } from "./records.ts";
import type { ChatStore } from "./store.ts";

const USER_ID_MAX = 80;
const MESSAGE_MAX = 5_000;
const DATA_MAX = 16_384;
const CUSTOM_TYPE_MAX = 128;
const MEMBERS_MAX = 100;
const CHANNEL_NAME_MAX = 191;
const CHANNEL_URL = /^[0-9A-Za-z_-]{4,100}$/;
const PAGE_MAX = 200;
const PAGE_DEFAULT = 15;

export interface PlatformContext {
  store: ChatStore;
  clock: EmulatorClock;
  dedupHonoured: boolean;
}

/** A message that has passed every check and waits for its commit. */
interface CheckedMessage {
  channelUrl: string;
  senderUserId: string;
  text: string;
  customType: string;
  data: string;
  dedupId: string | null;
}

const channelOf = (store: ChatStore, channelUrl: string): EmulatorChannel => {
  const channel = store.channel(channelUrl);
  if (!channel) throw notFound("Channel");
  return channel;
};

/** `POST /v3/group_channels/{url}/messages`, up to the commit. Text messages only. */
export function checkMessage(context: PlatformContext, channelUrl: string, body: JsonObject): CheckedMessage {
  const messageType = requiredString(body, "message_type", 32);
  if (messageType !== "MESG") throw invalidValue("message_type");
  const senderUserId = requiredString(body, "user_id", USER_ID_MAX);
  const text = requiredString(body, "message", MESSAGE_MAX);
  const customType = optionalString(body, "custom_type", CUSTOM_TYPE_MAX) ?? "";
  const data = optionalString(body, "data", DATA_MAX) ?? "";
  const dedupId = optionalString(body, "dedup_id", CUSTOM_TYPE_MAX) ?? null;
  optionalBoolean(body, "send_push");
  optionalBoolean(body, "is_silent");
  optionalBoolean(body, "mark_as_read");
  const channel = channelOf(context.store, channelUrl);
  if (!context.store.user(senderUserId)) throw notFound("User");
  if (!channel.memberIds.includes(senderUserId)) throw notAuthorized("User must be a member.");
  return { channelUrl, senderUserId, text, customType, data, dedupId };
}

/** Stores the message, or finds the one that the same `dedup_id` has stored before. */
export function commitMessage(
  context: PlatformContext,
  message: CheckedMessage,
): { body: unknown; suppressed: boolean } {
  const { store, clock, dedupHonoured } = context;
  const earlier =
    dedupHonoured && message.dedupId !== null
      ? store.messageByDedupId(message.channelUrl, message.dedupId)
      : undefined;
  const stored = earlier ?? store.addMessage({ ...message, createdAtMs: Math.floor(clock.wallMs()) });
  return { body: messageBody(store, stored), suppressed: earlier !== undefined };
}

/**
 * `GET /v3/group_channels/{url}/messages`: the `prev_limit` messages before and the `next_limit` after a reference
 * point, which `message_ts` or `message_id` names; oldest first unless `reverse`.
 */
export function listMessages(context: PlatformContext, channelUrl: string, query: URLSearchParams): unknown {
  const everything = { min: 0, max: Number.MAX_SAFE_INTEGER };
  const messageTs = queryInteger(query, "message_ts", everything);
  const messageId = queryInteger(query, "message_id", everything);
  const prevLimit = queryInteger(query, "prev_limit", { min: 0, max: PAGE_MAX }) ?? PAGE_DEFAULT;
  const nextLimit = queryInteger(query, "next_limit", { min: 0, max: PAGE_MAX }) ?? PAGE_DEFAULT;
  const include = queryBoolean(query, "include", true);
  const reverse = queryBoolean(query, "reverse", false);
  channelOf(context.store, channelUrl);
  if (messageTs === undefined && messageId === undefined) throw missing("message_ts");

  const compare = (message: EmulatorMessage): number =>
    messageTs !== undefined ? message.createdAtMs - messageTs : message.messageId - (messageId ?? 0);
  const visible = context.store.messages(channelUrl).filter(messageFilter(query));
  const before = visible.filter((message) => compare(message) < 0);
  const at = include ? visible.filter((message) => compare(message) === 0) : [];
  const after = visible.filter((message) => compare(message) > 0);
  const page = [...(prevLimit > 0 ? before.slice(-prevLimit) : []), ...at, ...after.slice(0, nextLimit)];
  if (reverse) page.reverse();
  return { messages: page.map((message) => messageBody(context.store, message)) };
}

function messageFilter(query: URLSearchParams): (message: EmulatorMessage) => boolean {
  const listed = (...names: string[]) => {
    const text = names.map((name) => query.get(name)).find((value) => value !== null && value !== undefined);
    return text ? new Set(text.split(",")) : null;
  };
  const senders = listed("sender_ids", "sender_id");
  const customTypes = listed("custom_types", "custom_type");
  return (message) =>
    (senders === null || senders.has(message.senderUserId)) &&
    (customTypes === null || customTypes.has("*") || customTypes.has(message.customType));
}

/** `POST /v3/users` */
export function createUser(context: PlatformContext, body: JsonObject): unknown {
  const userId = requiredString(body, "user_id", USER_ID_MAX);
  const nickname = optionalString(body, "nickname", USER_ID_MAX);
  const profileUrl = optionalString(body, "profile_url", 2_048);
  // Both may be empty but must be there.
  if (nickname === undefined) throw missing("nickname");
  if (profileUrl === undefined) throw missing("profile_url");
  if (context.store.user(userId)) throw alreadyExists("user_id");
  const createdAtMs = Math.floor(context.clock.wallMs());
  context.store.addUser({ userId, nickname, createdAtMs });
  return { ...userBody(context.store, userId), created_at: Math.floor(createdAtMs / 1_000), is_active: true };
}

/** `POST /v3/group_channels`. A distinct channel of exactly these members is returned if it exists. */
export function createChannel(context: PlatformContext, body: JsonObject): unknown {
  const { store, clock } = context;
  const memberIds = [...new Set(requiredStringList(body, "user_ids", MEMBERS_MAX))];
  const name = optionalString(body, "name", CHANNEL_NAME_MAX) ?? "";
  const givenUrl = optionalString(body, "channel_url", 100);
  const isDistinct = optionalBoolean(body, "is_distinct") ?? false;
  if (givenUrl !== undefined && !CHANNEL_URL.test(givenUrl)) throw invalidValue("channel_url");
  if (memberIds.some((userId) => !store.user(userId))) throw notFound("User");
  const twin = isDistinct ? store.channels().find((channel) => hasExactly(channel, memberIds)) : undefined;
  if (twin) return channelBody(store, twin);
  if (givenUrl !== undefined && store.channel(givenUrl)) throw alreadyExists("channel_url");
  const channelUrl =
    givenUrl ?? `sendbird_group_channel_${store.counts().channels + 1}_${clock.wallMs().toString(36)}`;
  const createdAtMs = Math.floor(clock.wallMs());
  return channelBody(store, store.addChannel({ channelUrl, name, memberIds, isDistinct, createdAtMs }));
}

const hasExactly = (channel: EmulatorChannel, memberIds: string[]) =>
  channel.isDistinct &&
  channel.memberIds.length === memberIds.length &&
  memberIds.every((userId) => channel.memberIds.includes(userId));

/** `GET /v3/group_channels/{url}` */
export function viewChannel(context: PlatformContext, channelUrl: string, query: URLSearchParams): unknown {
  const showMember = queryBoolean(query, "show_member", false);
  return channelBody(context.store, channelOf(context.store, channelUrl), showMember);
}

function channelBody(store: ChatStore, channel: EmulatorChannel, showMember = true): JsonObject {
  const last = store.lastMessage(channel.channelUrl);
  return {
    channel_url: channel.channelUrl,
    name: channel.name,
    custom_type: "",
    data: "",
    is_distinct: channel.isDistinct,
    is_public: false,
    freeze: false,
    member_count: channel.memberIds.length,
    ...(showMember ? { members: channel.memberIds.map((userId) => userBody(store, userId)) } : {}),
    last_message: last ? messageBody(store, last) : null,
    created_at: Math.floor(channel.createdAtMs / 1_000),
  };
}

const userBody = (store: ChatStore, userId: string): JsonObject => ({
  user_id: userId,
  nickname: store.user(userId)?.nickname ?? "",
  profile_url: "",
  metadata: {},
});

const messageBody = (store: ChatStore, message: EmulatorMessage): JsonObject => ({
  message_id: message.messageId,
  type: "MESG",
  custom_type: message.customType,
  channel_url: message.channelUrl,
  channel_type: "group",
  user: userBody(store, message.senderUserId),
  mention_type: "users",
  mentioned_users: [],
  is_removed: false,
  is_op_msg: false,
  silent: false,
  message: message.text,
  data: message.data,
  translations: {},
  sorted_metaarray: [],
  file: {},
  created_at: message.createdAtMs,
  updated_at: 0,
});
