import { Prisma } from "#prisma/generated/client.ts";
import type { Trouble } from "./notification.schema.ts";

// What the worker notes of an attempt begins with one of these (jobs/delivery, jobs/sendbird, jobs/sms). The first that fits
// counts. 400300 is Sendbird's code for a deactivated user.
const beginnings: readonly (readonly [string, Trouble])[] = [
  ["channel-not-found", "channel-not-found"],
  ["sender-not-found", "sender-not-found"],
  ["sender-not-member", "sender-not-member"],
  ["member-not-found", "member-not-found"],
  ["user-deactivated", "user-deactivated"],
  ["refused: HTTP 400, 400300", "user-deactivated"],
  ["token-refused", "token-refused"],
  ["invalid-request: there is no phone", "no-phone"],
  ["invalid-request", "invalid-request"],
  ["refused by the rate limit", "rate-limit"],
  ["the service limits", "rate-limit"],
  ["refused", "refused"],
  ["channel and members exist", "channel-refused"],
  ["channel made", "channel-made"],
  ["no slot of", "own-limit"],
  ["slot missed", "slot-missed"],
  ["looked for", "not-there"],
  ["the chat can't be reached", "chat-away"],
  ["forecast wait for the chat", "chat-slow"],
  ["no answer", "no-answer"],
  ["not found within", "no-answer"], // the look came to no end: whether it arrived is as unknown as before
  ["SOLAPI gave no answer", "no-answer"],
  ["SOLAPI: not among", "no-answer"],
  ["SOLAPI ClientError", "no-balance"], // the one error of ours that it is worth trying again after
  ["SOLAPI", "service-error"],
  ["connection failed", "no-connection"],
  ["HTTP ", "service-error"],
  ["no attempt came to an end", "never-ended"],
  ["internal error", "internal"],
];

/** What a text of the worker's means, as SQL; NULL of NULL. */
export function troubleOf(text: Prisma.Sql): Prisma.Sql {
  const cases = beginnings.map(
    ([beginning, trouble]) => Prisma.sql`WHEN starts_with(${text}, ${beginning}) THEN ${trouble}`,
  );
  return Prisma.sql`CASE WHEN ${text} IS NULL THEN NULL ${Prisma.join(cases, " ")} ELSE 'other' END`;
}
