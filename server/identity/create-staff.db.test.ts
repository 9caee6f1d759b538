import { expect, it } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { createStaff } from "./create-staff.ts";
import { insertDistributor } from "./identity.fixtures.ts";

const database = useDatabase();
const person = { email: "Kim@One.example", name: "김직원", password: "one-password-2026" };

it("makes a distributor's staff, once for an address, and leaves a trace without the person in it", async () => {
  const distributorId = await insertDistributor(database, "하나유통");
  const admin = await createStaff(null, { ...person, email: "a@sunap.example", role: "ADMIN" });
  const made = await createStaff(admin, { ...person, role: "DISTRIBUTOR", distributorId });
  const again = createStaff(admin, { ...person, email: "kim@one.example", role: "ADMIN" });
  await expect(again).rejects.toMatchObject({ code: "EMAIL_TAKEN", details: { email: "kim@one.example" } });

  const [user] = await database.sql("SELECT email, role FROM app_user WHERE id = $1", [made.userId]);
  expect(user).toEqual({ email: "kim@one.example", role: "DISTRIBUTOR" });
  const [account] = await database.sql("SELECT password FROM account WHERE user_id = $1", [made.userId]);
  expect(account?.password).not.toContain(person.password);
  const [entry] = await database.sql("SELECT * FROM audit_entry WHERE subject_id = $1", [made.userId]);
  expect(entry).toMatchObject({
    actor_id: admin.userId,
    distributor_id: distributorId,
    action: "staff.create",
    details: { role: "DISTRIBUTOR" },
  });
});

it("stores nothing for an unknown distributor", async () => {
  const distributorId = "01890000-0000-7000-8000-000000000000";
  const attempt = createStaff(null, {
    ...person,
    email: "b@one.example",
    role: "DISTRIBUTOR",
    distributorId,
  });
  await expect(attempt).rejects.toMatchObject({ code: "STAFF_DISTRIBUTOR_NOT_FOUND" });
  expect(await database.sql("SELECT 1 FROM app_user WHERE email = 'b@one.example'")).toEqual([]);
});

it.each([{ email: "nobody" }, { password: "too-short" }, { name: " " }])("refuses %j", async (fault) => {
  await expect(createStaff(null, { ...person, ...fault, role: "ADMIN" })).rejects.toThrow();
});
