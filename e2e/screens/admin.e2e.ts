import { soleValue } from "../access/demo-rows.ts";
import { test } from "../access/session.ts";
import { expectGoodScreen } from "./check-screen.ts";

test.use({ trace: "off" }); // a look costs less than its recording, and what fails is told in words

const screens: Record<string, string | (() => Promise<string>)> = {
  overview: "/admin",
  distributors: "/admin/distributors",
  "one distributor": async () =>
    `/admin/distributors/${await soleValue("SELECT id FROM distributor ORDER BY id LIMIT 1")}`,
  stores: "/admin/stores",
  "one store": async () => `/admin/stores/${await soleValue("SELECT id FROM store ORDER BY id LIMIT 1")}`,
  "virtual accounts": "/admin/virtual-accounts",
  deposits: "/admin/deposits",
  settlements: "/admin/settlements",
  "one settlement": async () =>
    `/admin/settlements/${await soleValue("SELECT id FROM settlement ORDER BY payout_on LIMIT 1")}`,
  "settlements to be paid": "/admin/settlements?status=TO_PAY",
  "settlement terms": "/admin/settlements/contracts",
  "bank business days": "/admin/settlements/calendar",
  notifications: "/admin/notifications",
  "failed notifications": "/admin/notifications?state=FAILED",
  audit: "/admin/audit",
  "continuous check": "/admin/audit/integrity",
  "bank simulator": "/admin/sandbox",
};

for (const [name, address] of Object.entries(screens)) {
  test(`an operator's screen: ${name}`, async ({ page, signInAs }) => {
    await signInAs("admin");
    await expectGoodScreen(page, typeof address === "string" ? address : await address());
  });
}
