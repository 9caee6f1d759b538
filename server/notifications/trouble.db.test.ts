import { expect, test } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { db } from "#server/platform/db.ts";
import { troubles } from "./notification.schema.ts";
import { troubleOf } from "./trouble.repository.ts";

useDatabase();

// As the worker writes them: jobs/delivery/deliver.ts, open-channel.ts, await-turn.ts, jobs/sendbird, jobs/sms.
const texts: Record<string, string> = {
  'channel-not-found: HTTP 400, 400201: "Channel" not found.': "channel-not-found",
  'sender-not-found: HTTP 400, 400201: "User" not found.': "sender-not-found",
  "sender-not-member: HTTP 400, 400108: Not authorized. User must be a member.": "sender-not-member",
  'member-not-found: HTTP 400, 400201: "User" not found.': "member-not-found",
  "refused: HTTP 400, 400300: Deactivated user not accessible.": "user-deactivated",
  "user-deactivated: HTTP 400, 400300: Deactivated user not accessible.": "user-deactivated",
  "token-refused: HTTP 400, 400401: Invalid API token.": "token-refused",
  "invalid-request: HTTP 400, 400111: Invalid value.": "invalid-request",
  "refused: HTTP 400, 900020: no": "refused",
  "channel and members exist, but the chat refuses the message": "channel-refused",
  "refused by the rate limit (scope: user)": "rate-limit",
  "the service limits how often we may look": "rate-limit",
  "the service limits how often we may make channels": "rate-limit",
  "no slot of chat:read within 3000 ms": "own-limit",
  "slot missed by 130 ms": "slot-missed",
  "looked for, and not there": "not-there",
  "channel made": "channel-made",
  "invalid-request: there is no phone to send it to": "no-phone",
  "the chat can't be reached": "chat-away",
  "forecast wait for the chat: 75 min": "chat-slow",
  "SOLAPI ClientError NotEnoughBalance": "no-balance",
  "no answer within 8000 ms": "no-answer",
  "not found within 100 pages": "no-answer",
  "SOLAPI gave no answer: ETIMEDOUT": "no-answer",
  "SOLAPI: not among 20 pages of texts": "no-answer",
  "SOLAPI ServerError": "service-error",
  "connection failed: ECONNREFUSED": "no-connection",
  "HTTP 503 without an error body": "service-error",
  "HTTP 500, 500901: Unexpected error.": "service-error",
  "HTTP 200 without a message id": "service-error",
  "no attempt came to an end": "never-ended",
  "internal error": "internal",
  "something new": "other",
};

test.each(Object.entries(texts))("%s", async (text, trouble) => {
  const [row] = await db().$queryRaw<{ trouble: string }[]>`
    SELECT ${troubleOf(Prisma.sql`t.text`)} AS trouble FROM (SELECT ${text}::text AS text) AS t`;
  expect(row?.trouble).toBe(trouble);
});

test("nothing is no trouble, and each trouble has a text that means it", async () => {
  const [row] = await db().$queryRaw<{ trouble: string | null }[]>`
    SELECT ${troubleOf(Prisma.sql`t.text`)} AS trouble FROM (SELECT NULL::text AS text) AS t`;
  expect(row?.trouble).toBeNull();
  expect([...new Set(Object.values(texts))].sort()).toEqual([...troubles].sort());
});
