import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { getViewer } from "./get-viewer.ts";
import { answerOf, cookieHeaders, insertStore, postAuth, sentCodes } from "./identity.fixtures.ts";

const database = useDatabase();
const owner = "01055550001";
const stranger = "01099990009";

beforeAll(async () => {
  await insertStore(database, owner, "박사장");
  await insertStore(database, owner, "박사장");
});

beforeEach(() =>
  database.sql(
    "DELETE FROM rate_limit; DELETE FROM verification; DELETE FROM app_user; DELETE FROM pgboss.job",
  ),
);

const send = (phoneNumber: string, headers = {}) =>
  postAuth("/phone-number/send-otp", { phoneNumber }, headers);
const verify = (phoneNumber: string, code: string, more: object = {}) =>
  postAuth("/phone-number/verify", { phoneNumber, code, ...more });

async function requestCode(phoneNumber = owner): Promise<string> {
  expect((await send(phoneNumber)).status).toBe(200);
  return (await sentCodes(database, phoneNumber)).at(-1) ?? "";
}

const wrongCode = (code: string) => code.replace(/./, (digit) => String((Number(digit) + 1) % 10));

describe("a store owner's sign-in by one-time code", () => {
  it("makes the user at the first time, finds it at the next", async () => {
    const first = await verify("+82 10-5555-0001", await requestCode());
    expect(first.status).toBe(200);
    const viewer = await getViewer(cookieHeaders(first));
    expect(viewer).toEqual({ role: "STORE", name: "박사장", phoneNumber: owner, userId: expect.any(String) });
    const second = await verify(owner, await requestCode("010-5555-0001".replaceAll("-", "")));
    expect(await getViewer(cookieHeaders(second))).toEqual(viewer);
    const users = await database.sql("SELECT role, uuid_extract_version(id) AS version FROM app_user");
    expect(users).toEqual([{ role: "STORE", version: 7 }]);
  });

  it("keeps the code in the queue alone", async () => {
    const code = await requestCode();
    expect(code).toMatch(/^[0-9]{6}$/);
    const rows = await database.sql<{ row: string }>("SELECT v::text AS row FROM verification v");
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).toMatch(/[0-9a-f]{64}:0/);
    expect(rows[0]?.row.replace(owner, "")).not.toMatch(new RegExp(`\\b${code}\\b`));
    await verify(owner, wrongCode(code));
    const [after] = await database.sql<{ value: string }>("SELECT value FROM verification");
    expect(after?.value).toMatch(/^[0-9a-f]{64}:1$/);
  });

  it("answers a stranger's number as it answers an owner's, and sends nothing", async () => {
    const known = await answerOf(await send(owner));
    const unknown = await answerOf(await send(stranger));
    expect(unknown).toEqual(known);
    expect(await sentCodes(database, stranger)).toEqual([]);
    expect(await answerOf(await verify(stranger, "000000"))).toEqual(
      await answerOf(await verify(owner, "abcdef")),
    );
    expect(await database.sql("SELECT 1 FROM app_user")).toEqual([]);
  });

  it("refuses what is no mobile number", async () => {
    expect((await send("02-123-4567")).status).toBe(400);
    expect((await send("'; DROP TABLE store")).status).toBe(400);
  });

  it("gives no role and no profile to whoever asks for them", async () => {
    const response = await verify(owner, await requestCode(), {
      role: "ADMIN",
      name: "관리자",
      updatePhoneNumber: true,
    });
    expect(await getViewer(cookieHeaders(response))).toMatchObject({ role: "STORE", name: "박사장" });
  });
});

describe("a code", () => {
  it("serves once", async () => {
    const code = await requestCode();
    const answers = await Promise.all([verify(owner, code), verify(owner, code), verify(owner, code)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await verify(owner, code)).status).toBe(400);
  });

  it("dies of five wrong tries", async () => {
    const code = await requestCode();
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      const answer = await answerOf(await verify(owner, wrongCode(code)));
      expect(answer).toMatchObject({ status: 400, body: { code: "INVALID_OTP" } });
    }
    expect(await answerOf(await verify(owner, code))).toMatchObject({
      status: 403,
      body: { code: "TOO_MANY_ATTEMPTS" },
    });
    expect(await answerOf(await verify(owner, code))).toMatchObject({ body: { code: "OTP_NOT_FOUND" } });
  });

  it("expires after five minutes", async () => {
    const code = await requestCode();
    const [row] = await database.sql<{ seconds: number }>(
      "SELECT extract(epoch FROM expires_at - created_at)::int AS seconds FROM verification",
    );
    expect(row?.seconds).toBe(300);
    await database.sql("UPDATE verification SET expires_at = now() - interval '1 second'");
    const answer = await answerOf(await verify(owner, code));
    expect(["OTP_EXPIRED", "OTP_NOT_FOUND"]).toContain((answer.body as { code: string }).code);
    expect(answer.status).toBe(400);
  });

  it("dies when the next one is sent", async () => {
    const old = await requestCode();
    const current = await requestCode();
    if (old !== current) expect((await verify(owner, old)).status).toBe(400);
    expect((await verify(owner, current)).status).toBe(200);
  });

  it("dies when the store gets another owner", async () => {
    const code = await requestCode();
    await database.sql("UPDATE store SET owner_phone = '01055550002'");
    expect((await verify(owner, code)).status).toBe(400);
    await database.sql("UPDATE store SET owner_phone = $1", [owner]);
  });

  it("is not sent a sixth time in half an hour, from whatever address it is asked for", async () => {
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect((await send(owner, { "x-forwarded-for": `10.0.0.${attempt}` })).status).toBe(200);
    }
    const refused = await send(owner, { "x-forwarded-for": "10.0.0.6" });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("x-retry-after"))).toBeGreaterThan(1700);
    expect(await sentCodes(database, owner)).toHaveLength(5);
  });

  it("is not counted against an owner who gets in", async () => {
    for (let round = 0; round < 6; round += 1)
      expect((await verify(owner, await requestCode())).status).toBe(200);
  });
});
