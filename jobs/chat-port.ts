/**
 * The chat channel as the message worker sees it. Vendor-neutral: nothing here names Sendbird, so that a second
 * channel can stand beside it by implementing `ChatPort`.
 *
 * No method throws for an outcome that a network or a vendor can cause; every outcome is a value of `ChatResult`.
 */

/** Who the limit applies to: one sending user, or everything this application sends. */
export type RateLimitScope = "user" | "app" | "unknown";

export type ChatRefusal =
  | "channel-not-found"
  | "sender-not-found"
  | "sender-not-member"
  | "member-not-found"
  | "user-deactivated"
  | "token-refused"
  | "invalid-request"
  | "refused";

/**
 * The vendor refused for the moment. Nothing was stored. Every number but `retryAfterMs` is absent when the vendor
 * did not say it.
 */
export interface ChatRateLimited {
  kind: "rate-limited";
  scope: RateLimitScope;
  /** Wait at least this long before the next request in this scope. */
  retryAfterMs: number;
  /** After this long without a request the vendor's bucket is full again. */
  resetMs?: number;
  /** Requests per second. */
  limitPerSecond?: number;
  /**
   * The burst that the numbers imply, if the vendor runs a token bucket: (reset − retry_after) × rate + 1.
   * An upper bound: it is one less if the vendor counts the refused request into `reset`.
   */
  serverBurst?: number;
}

/** Worth another try. `ambiguous`: the request may have taken effect, so look before repeating it. */
export interface ChatTransient {
  kind: "transient";
  ambiguous: boolean;
  reason: string;
}

/** Will fail again however often it is repeated. `reason` is the vendor's text, cut short; never the message. */
export interface ChatPermanent {
  kind: "permanent";
  code: ChatRefusal;
  reason: string;
}

export type ChatFailure = ChatRateLimited | ChatTransient | ChatPermanent;
export type ChatResult<T> = ({ kind: "ok" } & T) | ChatFailure;

export interface OutgoingMessage {
  channelUrl: string;
  senderUserId: string;
  text: string;
  /** The notification kind, e.g. `BILL_ISSUED`. */
  customType: string;
  /** Facts for machines; the adapter adds `notificationId`. Amounts as strings (won does not fit every number). */
  data: Record<string, string | number | boolean | null>;
  /** The notification's id: the same for every attempt at one notification. */
  dedupId: string;
}

export interface MessageQuery {
  channelUrl: string;
  senderUserId: string;
  notificationId: string;
  /** Epoch milliseconds on our clock: the first attempt began no earlier. */
  sinceMs: number;
  /** Awaited before each request: reads have a limit of their own. */
  awaitTurn: () => Promise<void>;
}

/** What every medium can do: send, and look whether it has sent. */
export interface MessagePort {
  sendMessage(message: OutgoingMessage): Promise<ChatResult<{ providerMessageId: string }>>;
  /** Looks whether a notification already stands in its channel; `message` is null when it does not. */
  findMessage(query: MessageQuery): Promise<ChatResult<{ message: { providerMessageId: string } | null }>>;
}

export interface ChatPort extends MessagePort {
  /** Idempotent: a channel that exists already is success with `created: false`; its members stay as they are. */
  createChannel(channel: {
    channelUrl: string;
    name: string;
    userIds: string[];
  }): Promise<ChatResult<{ created: boolean }>>;
  /** Idempotent: a user that exists already is success with `created: false`; its nickname stays as it is. */
  createUser(user: { userId: string; nickname: string }): Promise<ChatResult<{ created: boolean }>>;
}
