import { isIP } from "node:net";
import { z } from "zod";

/** Thrown when the environment is incomplete or wrong; the message names each variable and what it should hold. */
export class EnvironmentError extends Error {
  override name = "EnvironmentError";
}

const minAuthSecretChars = 32;
const minWebhookSecretBytes = 16; // Standard Webhooks recommends 24 to 64 bytes

const postgresUrl = z
  .string("a Postgres address, e.g. postgresql://user:password@host:5432/sunap")
  .regex(/^postgres(ql)?:\/\/\S+$/, "a Postgres address, e.g. postgresql://user:password@host:5432/sunap");

const httpUrl = (example: string) =>
  z
    .string(`a web address, e.g. ${example}`)
    .regex(/^https?:\/\/[^\s/]+\S*$/, `a web address, e.g. ${example}`)
    .transform((url) => url.replace(/\/+$/, ""));

const positiveNumber = (fallback: number) =>
  z.coerce.number("a number above 0").positive("a number above 0").default(fallback);

const wholeNumber = (min: number, max: number, fallback: number) => {
  const expected = `a whole number from ${min} to ${max}`;
  return z.coerce.number(expected).int(expected).min(min, expected).max(max, expected).default(fallback);
};

const flag = z
  .enum(["1", "0", "true", "false"], "1 or 0")
  .transform((value) => value === "1" || value === "true")
  .default(false);

const webhookSecrets = z
  .string("one or more whsec_… secrets, separated by commas")
  .transform((list) => list.split(",").map((secret) => secret.trim()))
  .refine(
    (secrets) => secrets.every(isWebhookSecret),
    `secrets made of whsec_ and at least ${minWebhookSecretBytes} bytes in base64, separated by commas`,
  );

function isWebhookSecret(secret: string): boolean {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
  return encoded !== undefined && Buffer.from(encoded, "base64").length >= minWebhookSecretBytes;
}

/** Addresses and networks, e.g. 203.0.113.7,198.51.100.0/24. */
const addressList = z
  .string()
  .transform((list) => list.split(",").map((source) => source.trim()))
  .refine(
    (sources) => sources.every(isAddressOrNetwork),
    "addresses or networks (203.0.113.7, 198.51.100.0/24), separated by commas",
  );

function isAddressOrNetwork(source: string): boolean {
  const [address = "", bits, ...rest] = source.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 6 ? 128 : 32));
}

const templateListText = "KIND=template pairs, separated by commas, e.g. BILL_ISSUED=KA01TP2400…";

/** Which AlimTalk template each kind of message has. */
const templateList = z
  .string()
  .regex(/^\s*[A-Z_]+=[^,=\s]+(\s*,\s*[A-Z_]+=[^,=\s]+)*\s*$/, templateListText)
  .transform((list) => list.split(",").map((pair) => pair.trim().split("=") as [string, string]));

const databaseShape = {
  DATABASE_URL: postgresUrl,
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  LOG_LEVEL: z
    .enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "fatal, error, warn, info, debug, trace or silent",
    )
    .default("info"),
};

const commonShape = {
  ...databaseShape,
  PORT: wholeNumber(1, 65_535, 3000),
  APP_URL: httpUrl("https://sunap.example.com"),
  AUTH_SECRET: z
    .string(`a random secret of at least ${minAuthSecretChars} characters`)
    .min(minAuthSecretChars, `a random secret of at least ${minAuthSecretChars} characters`),
  BANK_WEBHOOK_SECRETS: webhookSecrets.optional().transform((secrets) => secrets ?? []),
  /** Set by the operator who has put a proxy in front that appends the address it sees to X-Forwarded-For. */
  BEHIND_PROXY: flag,
  BANK_NICE_SOURCES: addressList.optional().transform((sources) => sources ?? []),
  BANK_NICE_BANK_CODE: z
    .string()
    .regex(/^[0-9]{3}$/, "a bank's three digits, e.g. 004")
    .default("004"),
  SENDBIRD_API_URL: httpUrl("https://api-APPID.sendbird.com").optional(),
  SENDBIRD_API_TOKEN: z.string().optional(),
  SENDBIRD_USER_RATE: positiveNumber(5),
  SENDBIRD_USER_BURST: wholeNumber(1, 1000, 8),
  SENDBIRD_USER_WINDOW_MS: wholeNumber(1, 3_600_000, 1_000),
  SENDBIRD_APP_RATE: positiveNumber(5),
  SENDBIRD_APP_BURST: wholeNumber(1, 1000, 8),
  SENDBIRD_APP_WINDOW_MS: wholeNumber(1, 3_600_000, 1_000),
  /** No limit of a channel unless it is given. */
  SENDBIRD_CHANNEL_RATE: z.coerce.number("a number above 0").positive("a number above 0").optional(),
  SENDBIRD_CHANNEL_BURST: wholeNumber(1, 1000, 1),
  SENDBIRD_CHANNEL_WINDOW_MS: wholeNumber(1, 3_600_000, 1_000),
  SENDBIRD_READ_RATE: positiveNumber(5),
  SENDBIRD_READ_BURST: wholeNumber(1, 1000, 1),
  SENDBIRD_CREATE_RATE: positiveNumber(5),
  SENDBIRD_CREATE_BURST: wholeNumber(1, 1000, 1),
  SENDBIRD_PACING: z.enum(["strict", "gcra"], "strict or gcra").default("strict"),
  SENDBIRD_JITTER_MS: wholeNumber(0, 10_000, 100),
  SMS_API_KEY: z.string().optional(),
  SMS_API_SECRET: z.string().optional(),
  SMS_SENDER: z
    .string()
    .regex(/^[0-9-]{8,13}$/, "the sender's phone number")
    .optional(),
  /** Texts a second that all instances together may send: one-time codes and messages. */
  SMS_RATE: positiveNumber(10),
  SMS_BURST: wholeNumber(1, 1000, 1),
  SMS_READ_RATE: positiveNumber(5),
  /** A store's message that would wait longer for the chat goes as a text; 0: none does. */
  SMS_FALLBACK_WAIT_MINUTES: wholeNumber(0, 1440, 60),
  /** A Kakao business channel, and the templates approved for it. */
  SMS_ALIMTALK_CHANNEL: z.string().optional(),
  SMS_ALIMTALK_TEMPLATES: templateList.optional().transform((templates) => templates ?? []),
  SANDBOX: flag,
  METRICS_TOKEN: z.string().optional(),
  EMULATOR_URL: httpUrl("http://127.0.0.1:3100").optional(),
};

const smsNames = ["SMS_API_KEY", "SMS_API_SECRET", "SMS_SENDER"] as const;

const databaseSchema = z.object(databaseShape).transform(withDirectUrl);

const commonSchema = z
  .object(commonShape)
  .superRefine((values, context) => {
    if ((values.SMS_ALIMTALK_CHANNEL === undefined) !== (values.SMS_ALIMTALK_TEMPLATES.length === 0)) {
      const missing = values.SMS_ALIMTALK_CHANNEL === undefined ? "CHANNEL" : "TEMPLATES";
      context.addIssue({
        code: "custom",
        path: [`SMS_ALIMTALK_${missing}`],
        message: "a value: AlimTalk needs both",
      });
    }
    if (values.BANK_NICE_SOURCES.length > 0 && !values.BEHIND_PROXY)
      context.addIssue({
        code: "custom",
        path: ["BEHIND_PROXY"],
        message: "1, because BANK_NICE_SOURCES trusts the address that only a proxy can vouch for",
      });
    const given = smsNames.filter((name) => values[name] !== undefined);
    if (given.length === 0) return;
    for (const name of smsNames.filter((candidate) => !given.includes(candidate)))
      context.addIssue({ code: "custom", path: [name], message: `a value, because ${given[0]} has one` });
  })
  .transform(withDirectUrl);

const webSchema = z
  .object({ BANK_WEBHOOK_SECRETS: webhookSecrets })
  .transform(({ BANK_WEBHOOK_SECRETS }) => ({ BANK_WEBHOOK_SECRETS }));

const workerSchema = z.object({
  SENDBIRD_API_URL: httpUrl("https://api-APPID.sendbird.com"),
  SENDBIRD_API_TOKEN: z.string("the API token of the Sendbird application"),
});

function withDirectUrl<T extends { DATABASE_URL: string; DATABASE_DIRECT_URL?: string | undefined }>(
  values: T,
) {
  return { ...values, DATABASE_DIRECT_URL: values.DATABASE_DIRECT_URL ?? values.DATABASE_URL };
}

/** Reads and checks variables with a schema; an empty value counts as a missing one. Never repeats a value: it may be secret. */
export function readEnvironment<T extends z.ZodType>(
  schema: T,
  source: Record<string, string | undefined>,
): z.output<T> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const fault = given[name] === undefined ? "is missing" : "has a wrong value";
    return `${name} ${fault}: expected ${issue.message}`;
  });
  throw new EnvironmentError(problems.join("\n"));
}

function once<T>(read: () => T): () => T {
  let value: { read: T } | undefined;
  return () => {
    value ??= { read: read() };
    return value.read;
  };
}

/** What every process of the product needs. Throws EnvironmentError, listing every bad or missing variable. */
export const env = once(() => readEnvironment(commonSchema, process.env));

/** Only what concerns the database: enough for `npm run migrate` and the seed. */
export const databaseEnv = once(() => readEnvironment(databaseSchema, process.env));

/** `env()` of the web app, which verifies the bank's notices: at least one webhook secret. */
export const webEnv = once(() => both(env, () => readEnvironment(webSchema, process.env)));

/** `env()` of a worker, which sends messages: Sendbird's address and token are set. */
export const workerEnv = once(() => both(env, () => readEnvironment(workerSchema, process.env)));

/** Joins two readings; when both fail, the error lists the problems of both, each once. */
function both<A extends object, B extends object>(readFirst: () => A, readSecond: () => B): A & B {
  const problems: string[] = [];
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof EnvironmentError)) throw error;
      problems.push(...error.message.split("\n"));
      return undefined;
    }
  };
  const first = attempt(readFirst);
  const second = attempt(readSecond);
  if (first && second) return { ...first, ...second };
  throw new EnvironmentError([...new Set(problems)].join("\n"));
}

/** For a process's entry file: the environment, or its problems on stderr (no stack) and exit code 1. */
export function environmentOrExit<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
