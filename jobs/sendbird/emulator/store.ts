import { Journal } from "./journal.ts";
import type {
  EmulatorChannel,
  EmulatorMessage,
  EmulatorRecord,
  EmulatorSms,
  EmulatorUser,
} from "./records.ts";

const FIRST_MESSAGE_ID = 1_000_001;

/** Everything one application holds, in memory, with every change journalled before it counts. */
export class ChatStore {
  readonly #journal: Journal;
  #users = new Map<string, EmulatorUser>();
  #channels = new Map<string, EmulatorChannel>();
  #messages = new Map<string, EmulatorMessage[]>();
  #byDedupId = new Map<string, EmulatorMessage>();
  #sms: EmulatorSms[] = [];
  #nextMessageId = FIRST_MESSAGE_ID;
  #version = 0;

  constructor(dataFile: string | null) {
    this.#journal = new Journal(dataFile);
    for (const record of this.#journal.load()) this.#apply(record);
  }

  /** Rises with every change: the live pages compare it. */
  get version(): number {
    return this.#version;
  }

  user(userId: string): EmulatorUser | undefined {
    return this.#users.get(userId);
  }

  channel(channelUrl: string): EmulatorChannel | undefined {
    return this.#channels.get(channelUrl);
  }

  channels(): EmulatorChannel[] {
    return [...this.#channels.values()];
  }

  /** Oldest first. Empty for an unknown channel. */
  messages(channelUrl: string): readonly EmulatorMessage[] {
    return this.#messages.get(channelUrl) ?? [];
  }

  lastMessage(channelUrl: string): EmulatorMessage | undefined {
    return this.#messages.get(channelUrl)?.at(-1);
  }

  messageByDedupId(channelUrl: string, dedupId: string): EmulatorMessage | undefined {
    return this.#byDedupId.get(dedupKey(channelUrl, dedupId));
  }

  /** Oldest first; `to` compares digits only. */
  sms(to?: string): EmulatorSms[] {
    if (to === undefined) return [...this.#sms];
    const wanted = digits(to);
    return this.#sms.filter((sms) => digits(sms.to) === wanted);
  }

  addUser(user: Omit<EmulatorUser, "type">): EmulatorUser {
    return this.#commit({ type: "user", ...user });
  }

  addChannel(channel: Omit<EmulatorChannel, "type">): EmulatorChannel {
    return this.#commit({ type: "channel", ...channel });
  }

  addMessage(message: Omit<EmulatorMessage, "type" | "messageId">): EmulatorMessage {
    return this.#commit({ type: "message", messageId: this.#nextMessageId, ...message });
  }

  addSms(sms: Omit<EmulatorSms, "type">): EmulatorSms {
    return this.#commit({ type: "sms", ...sms });
  }

  counts(): { users: number; channels: number; messages: number; sms: number } {
    let messages = 0;
    for (const list of this.#messages.values()) messages += list.length;
    return { users: this.#users.size, channels: this.#channels.size, messages, sms: this.#sms.length };
  }

  clear(): void {
    this.#journal.clear();
    this.#users.clear();
    this.#channels.clear();
    this.#messages.clear();
    this.#byDedupId.clear();
    this.#sms = [];
    this.#version += 1;
  }

  close(): void {
    this.#journal.close();
  }

  #commit<R extends EmulatorRecord>(record: R): R {
    this.#journal.append(record);
    this.#apply(record);
    return record;
  }

  #apply(record: EmulatorRecord): void {
    this.#version += 1;
    if (record.type === "user") this.#users.set(record.userId, record);
    else if (record.type === "channel") this.#channels.set(record.channelUrl, record);
    else if (record.type === "sms") this.#sms.push(record);
    else this.#applyMessage(record);
  }

  #applyMessage(message: EmulatorMessage): void {
    const list = this.#messages.get(message.channelUrl);
    if (list) list.push(message);
    else this.#messages.set(message.channelUrl, [message]);
    if (message.dedupId !== null) {
      const key = dedupKey(message.channelUrl, message.dedupId);
      if (!this.#byDedupId.has(key)) this.#byDedupId.set(key, message);
    }
    this.#nextMessageId = Math.max(this.#nextMessageId, message.messageId + 1);
  }
}

const dedupKey = (channelUrl: string, dedupId: string) => `${channelUrl}\n${dedupId}`;
const digits = (phone: string) => phone.replace(/\D/g, "");
