import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { auth } from "./auth.ts";
import { createStaff } from "./create-staff.ts";
import { getViewer } from "./get-viewer.ts";
import { handleAuthRequest } from "./handle-auth-request.ts";
import { answerOf, cookieHeaders, insertDistributor, postAuth } from "./identity.fixtures.ts";

const database = useDatabase();
const clerk = { email: "clerk@one.example", password: "one-password-2026" };
const admin = { email: "admin@sunap.example", password: "admin-password-2026" };
let distributorId = "";

beforeAll(async () => {
  distributorId = await insertDistributor(database, "하나유통");
  await createStaff(null, { ...clerk, name: "김직원", role: "DISTRIBUTOR", distributorId });
  await createStaff(null, { ...admin, name: "운영자", role: "ADMIN" });
});

beforeEach(() => database.sql("TRUNCATE rate_limit"));

const signIn = (credentials: object, headers = {}) => postAuth("/sign-in/email", credentials, headers);

describe("sign-in by e-mail and password", () => {
  it("makes a viewer with its tenant, and a cookie that scripts and other sites do not get", async () => {
    const response = await signIn({ ...clerk, email: "Clerk@One.example" });
    expect(await answerOf(response.clone())).toEqual({ status: 200, body: { role: "DISTRIBUTOR" } });
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith("sunap.session_token="));
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(await getViewer(cookieHeaders(response))).toMatchObject({
      role: "DISTRIBUTOR",
      name: "김직원",
      distributorId,
      distributorName: "하나유통",
    });
  });

  it("makes an admin's viewer", async () => {
    const viewer = await getViewer(cookieHeaders(await signIn(admin)));
    expect(viewer).toEqual({ role: "ADMIN", name: "운영자", userId: expect.any(String) });
  });

  it("refuses a wrong password and an unknown address with the same answer", async () => {
    const wrong = await answerOf(await signIn({ ...clerk, password: "not-the-password" }));
    expect(wrong).toMatchObject({ status: 401, body: { code: "INVALID_EMAIL_OR_PASSWORD" } });
    expect(await answerOf(await signIn({ ...clerk, email: "nobody@one.example" }))).toEqual(wrong);
  });

  it("refuses another site's request", async () => {
    const response = await signIn(clerk, { origin: "https://evil.example", "sec-fetch-site": "cross-site" });
    expect(response.status).toBe(403);
    expect((await signIn(clerk, { "content-type": "text/plain" })).status).toBe(415);
  });

  it("gives no viewer to staff without a distributor, nor after sign-out, nor for a forged cookie", async () => {
    const headers = cookieHeaders(await signIn(clerk));
    await database.sql("DELETE FROM distributor_staff");
    expect(await getViewer(headers)).toBeNull();
    await database.sql(
      "INSERT INTO distributor_staff (user_id, distributor_id) SELECT id, $1 FROM app_user WHERE email = $2",
      [distributorId, clerk.email],
    );
    expect(await getViewer(headers)).not.toBeNull();
    const cookie = headers.get("cookie") ?? "";
    expect(await getViewer(new Headers({ cookie: `${cookie.slice(0, -6)}AAAA%3D` }))).toBeNull();
    expect((await postAuth("/sign-out", {}, { cookie })).status).toBe(200);
    expect(await getViewer(headers)).toBeNull();
    expect((await postAuth("/sign-out", {}, { cookie })).status).toBe(200);
  });
});

describe("limits", () => {
  it("stops the eleventh try at one account, whatever address it comes from, and says how long", async () => {
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      const headers = { "x-forwarded-for": `10.0.0.${attempt}` };
      expect((await signIn({ ...clerk, password: `wrong-${attempt}-password` }, headers)).status).toBe(401);
    }
    const refused = await signIn(clerk, { "x-forwarded-for": "10.0.0.11" });
    expect(await answerOf(refused.clone())).toMatchObject({ status: 429, body: { code: "RATE_LIMITED" } });
    expect(Number(refused.headers.get("x-retry-after"))).toBeGreaterThan(800);
    expect((await signIn(admin)).status).toBe(200);

    await database.sql(
      "UPDATE rate_limit SET last_request = last_request - 15 * 60000 WHERE key LIKE 'password:%'",
    );
    expect((await signIn(clerk)).status).toBe(200);
  });

  it("counts failures only: whoever signs in starts anew", async () => {
    for (let round = 0; round < 12; round += 1) expect((await signIn(clerk)).status).toBe(200);
    expect(await database.sql("SELECT 1 FROM rate_limit WHERE key LIKE 'password:%'")).toEqual([]);
  });

  it("stops one address that tries many accounts", async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 31; attempt += 1) {
      const headers = { "x-forwarded-for": "10.1.1.1" };
      statuses.push((await signIn({ email: `nobody${attempt}@one.example`, password: "x" }, headers)).status);
    }
    expect(statuses.slice(0, 30).every((status) => status === 401)).toBe(true);
    expect(statuses[30]).toBe(429);
  });
});

describe("what is closed", () => {
  it.each([
    "/sign-up/email",
    "/update-user",
    "/change-email",
    "/change-password",
    "/delete-user",
    "/request-password-reset",
    "/reset-password",
    "/sign-in/phone-number",
    "/sign-in/social",
    "/phone-number/request-password-reset",
    "/phone-number/reset-password",
    "/list-sessions",
    "/../auth/sign-up/email",
    "//sign-up/email",
    "/sign-up/email/",
  ])("POST %s", async (path) => {
    const body = { email: "new@one.example", password: "new-password-2026", name: "새사람", role: "ADMIN" };
    expect((await postAuth(path, body)).status).toBe(404);
    expect(await database.sql("SELECT 1 FROM app_user WHERE email = $1", [body.email])).toEqual([]);
  });

  it("keeps sign-up shut behind the door too", async () => {
    const request = new Request("http://sunap.test/api/auth/sign-up/email", {
      method: "POST",
      headers: { "content-type": "application/json", origin: "http://sunap.test" },
      body: JSON.stringify({ email: "new@one.example", password: "new-password-2026", name: "새사람" }),
    });
    expect((await auth().handler(request)).status).toBe(400);
    expect(await database.sql("SELECT 1 FROM app_user WHERE email = 'new@one.example'")).toEqual([]);
  });

  it("refuses what is too large or no JSON", async () => {
    const send = (body: string) =>
      handleAuthRequest(
        new Request("http://sunap.test/api/auth/sign-in/email", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body,
        }),
      );
    expect((await send("{")).status).toBe(400);
    expect((await send(JSON.stringify({ ...clerk, password: "x".repeat(5000) }))).status).toBe(413);
  });
});
