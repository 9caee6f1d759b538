import type { TestDatabase } from "#e2e/database/use-database.ts";
import { handleAuthRequest } from "./handle-auth-request.ts";

const appUrl = "http://sunap.test"; // APP_URL of the tests

/** Posts to /api/auth as a browser on the sign-in page does. */
export function postAuth(
  path: string,
  body: unknown = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  return handleAuthRequest(
    new Request(`${appUrl}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: appUrl, ...headers },
      body: JSON.stringify(body),
    }),
  );
}

/** Status and answered JSON, for comparing two answers whole. */
export async function answerOf(response: Response): Promise<{ status: number; body: unknown }> {
  return { status: response.status, body: await response.json() };
}

/** The headers with which a browser comes back after this response. */
export function cookieHeaders(response: Response): Headers {
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0]);
  return new Headers({ cookie: cookies.join("; "), origin: appUrl });
}

export async function insertDistributor(database: TestDatabase, name: string): Promise<string> {
  const [row] = await database.sql<{ id: string }>(
    `INSERT INTO distributor (name, business_number, bank_code, chat_sender, notice_channel)
     VALUES ($1, lpad((random() * 1e9)::bigint::text, 10, '0'), '004', $1 || '-sender', $1 || '-notice') RETURNING id`,
    [name],
  );
  return row?.id ?? "";
}

export async function insertStore(
  database: TestDatabase,
  ownerPhone: string,
  ownerName: string,
): Promise<void> {
  await database.sql("INSERT INTO store (name, owner_name, owner_phone) VALUES ('분식', $2, $1)", [
    ownerPhone,
    ownerName,
  ]);
}

/** The codes that were put into the queue for a number, newest last. */
export async function sentCodes(database: TestDatabase, phoneNumber: string): Promise<string[]> {
  const rows = await database.sql<{ text: string }>(
    "SELECT data->>'text' AS text FROM pgboss.job WHERE name = 'sms' AND data->>'to' = $1 ORDER BY created_on",
    [phoneNumber],
  );
  return rows.map(({ text }) => /[0-9]{6}/.exec(text)?.[0] ?? "");
}
