import { z } from "zod";
import { auth } from "./auth.ts";
import { normalizePhoneNumber } from "./phone-number.ts";

const maxBodyBytes = 4096;

const phoneNumber = z
  .string()
  .max(40)
  .transform((text, context) => {
    const normalized = normalizePhoneNumber(text);
    if (normalized !== null) return normalized;
    context.addIssue({ code: "custom", message: "a Korean mobile number" });
    return z.NEVER;
  });

/**
 * better-auth brings many more endpoints (sign-up, change of e-mail, deletion, …), and takes more fields in these
 * (`updatePhoneNumber`, profile fields). Only what stands here is open, and only these fields reach it.
 */
const doors: Record<string, z.ZodType> = {
  "POST /sign-in/email": z.object({ email: z.string().max(200), password: z.string().max(200) }),
  "POST /phone-number/send-otp": z.object({ phoneNumber }),
  "POST /phone-number/verify": z.object({ phoneNumber, code: z.string().max(20) }),
  "POST /sign-out": z.object({}),
};

/**
 * Answers a request to /api/auth/…: 200 {role} (null when the request signs nobody in), or {code} with 404 no such
 * door; 400 INVALID_INPUT; 413; 415; 429 with X-Retry-After in seconds; better-auth's own codes for the rest.
 */
export async function handleAuthRequest(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.replace(/^\/api\/auth/, "");
  const schema = doors[`${request.method} ${path}`];
  if (!schema) return refusal(404, "NOT_FOUND");
  // A form on another site can post only other types without asking first.
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\b/i.test(type)) return refusal(415, "NOT_JSON");
  const body = await readBody(request);
  if (body === null) return refusal(413, "TOO_LARGE");
  const input = schema.safeParse(parseJson(body));
  if (!input.success) return refusal(400, "INVALID_INPUT");
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  const answer = await auth().handler(
    new Request(request.url, { method: request.method, headers, body: JSON.stringify(input.data) }),
  );
  return answer.ok ? withoutToken(answer) : answer;
}

/** better-auth repeats the session's token in the body, where scripts could read it: only the cookie keeps it. */
async function withoutToken(answer: Response): Promise<Response> {
  const { user } = (await answer.json()) as { user?: { role?: string } };
  const headers = new Headers({ "cache-control": "no-store" });
  for (const cookie of answer.headers.getSetCookie()) headers.append("set-cookie", cookie);
  return Response.json({ role: user?.role ?? null }, { headers });
}

function refusal(status: number, code: string): Response {
  return Response.json({ code }, { status });
}

/** The body as text; null when it is too large, of which no more is read. */
async function readBody(request: Request): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBodyBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
