import { describe, expect, it, vi } from "vitest";

const complete = {
  DATABASE_URL: "postgresql://sunap:secret@127.0.0.1:5432/sunap",
  APP_URL: "https://sunap.example.com/",
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
};

const names = [
  "BANK_WEBHOOK_SECRETS",
  "BEHIND_PROXY",
  "BANK_NICE_SOURCES",
  "BANK_NICE_BANK_CODE",
  "SENDBIRD_API_URL",
  "SENDBIRD_API_TOKEN",
  "SMS_API_KEY",
  "SMS_ALIMTALK_CHANNEL",
  "SMS_ALIMTALK_TEMPLATES",
  "PORT",
  "SANDBOX",
];

/** The module reads each environment once, so every case gets a fresh copy. */
async function load(variables: Record<string, string>) {
  vi.resetModules();
  vi.unstubAllEnvs();
  for (const name of [...Object.keys(complete), ...names]) vi.stubEnv(name, variables[name]);
  return import("./env.ts");
}

describe("env", () => {
  it("fills in the defaults and tidies what is given", async () => {
    const { env } = await load({ ...complete, BANK_WEBHOOK_SECRETS: " ", SANDBOX: "1" });
    expect(env()).toMatchObject({
      APP_URL: "https://sunap.example.com",
      PORT: 3000,
      DATABASE_DIRECT_URL: complete.DATABASE_URL,
      BANK_WEBHOOK_SECRETS: [],
      SENDBIRD_PACING: "strict",
      SENDBIRD_USER_RATE: 5,
      SENDBIRD_JITTER_MS: 100,
      SANDBOX: true,
    });
  });

  it("reads which AlimTalk template each kind has, and wants channel and templates together", async () => {
    const alimTalk = {
      SMS_ALIMTALK_CHANNEL: "KA01PF",
      SMS_ALIMTALK_TEMPLATES: "BILL_ISSUED=KA1, UNPAID_REMINDER=KA2",
    };
    const { env } = await load({ ...complete, ...alimTalk });
    expect(env()).toMatchObject({
      SMS_RATE: 10,
      SMS_FALLBACK_WAIT_MINUTES: 60,
      SMS_ALIMTALK_TEMPLATES: [
        ["BILL_ISSUED", "KA1"],
        ["UNPAID_REMINDER", "KA2"],
      ],
    });
    const half = await load({ ...complete, SMS_ALIMTALK_CHANNEL: "KA01PF" });
    expect(half.env).toThrow(/SMS_ALIMTALK_TEMPLATES/);
    const wrong = await load({ ...complete, ...alimTalk, SMS_ALIMTALK_TEMPLATES: "BILL_ISSUED" });
    expect(wrong.env).toThrow(/SMS_ALIMTALK_TEMPLATES has a wrong value/);
  });

  it("takes several webhook secrets at once", async () => {
    const first = `whsec_${Buffer.alloc(24, 1).toString("base64")}`;
    const second = `whsec_${Buffer.alloc(24, 2).toString("base64")}`;
    const { webEnv } = await load({ ...complete, BANK_WEBHOOK_SECRETS: `${first}, ${second}` });
    expect(webEnv().BANK_WEBHOOK_SECRETS).toEqual([first, second]);
  });

  it("takes addresses and networks of a payment agent, and nothing else", async () => {
    const sources = "203.0.113.7, 198.51.100.0/24,2001:db8::/32";
    const alone = await load({ ...complete, BANK_NICE_SOURCES: sources });
    expect(alone.env).toThrow(/^BEHIND_PROXY is missing/m);
    const { env } = await load({ ...complete, BEHIND_PROXY: "1", BANK_NICE_SOURCES: sources });
    expect(env()).toMatchObject({
      BANK_NICE_SOURCES: ["203.0.113.7", "198.51.100.0/24", "2001:db8::/32"],
      BANK_NICE_BANK_CODE: "004",
    });
    for (const wrong of ["bank.example", "203.0.113.7/33", "203.0.113.7/", "*"]) {
      const { env: refused } = await load({ ...complete, BANK_NICE_SOURCES: wrong });
      expect(refused, wrong).toThrow(/^BANK_NICE_SOURCES has a wrong value/m);
    }
  });

  it("names every missing or wrong variable, and repeats no value", async () => {
    const { env } = await load({ AUTH_SECRET: "short-secret", PORT: "http", SANDBOX: "maybe" });
    expect(env).toThrow(/^DATABASE_URL is missing: expected a Postgres address/m);
    expect(env).toThrow(/^APP_URL is missing/m);
    expect(env).toThrow(/^PORT has a wrong value: expected a whole number/m);
    expect(env).toThrow(/^SANDBOX has a wrong value: expected 1 or 0/m);
    expect(env).toThrow(/^AUTH_SECRET has a wrong value: expected a random secret of at least 32/m);
    expect(env).not.toThrow(/short-secret/);
  });

  it("refuses webhook secrets that are none", async () => {
    const { env } = await load({ ...complete, BANK_WEBHOOK_SECRETS: "whsec_short,hello" });
    expect(env).toThrow(/^BANK_WEBHOOK_SECRETS has a wrong value/m);
  });

  it("wants all of an SMS account or nothing of it", async () => {
    const { env } = await load({ ...complete, SMS_API_KEY: "key" });
    expect(env).toThrow(/^SMS_API_SECRET is missing: expected a value, because SMS_API_KEY has one/m);
  });
});

describe("what a process needs besides", () => {
  it("migrating needs the database alone", async () => {
    const { databaseEnv } = await load({ DATABASE_URL: complete.DATABASE_URL });
    expect(databaseEnv().DATABASE_DIRECT_URL).toBe(complete.DATABASE_URL);
  });

  it("the web app needs a webhook secret, a worker needs Sendbird", async () => {
    const { webEnv, workerEnv } = await load(complete);
    expect(webEnv).toThrow(/^BANK_WEBHOOK_SECRETS is missing/m);
    expect(workerEnv).toThrow(/^SENDBIRD_API_URL is missing.*\nSENDBIRD_API_TOKEN is missing/m);
  });
});
