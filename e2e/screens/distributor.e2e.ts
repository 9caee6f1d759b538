import { expect } from "@playwright/test";
import { soleValue } from "../access/demo-rows.ts";
import { test } from "../access/session.ts";
import { expectGoodScreen } from "./check-screen.ts";

test.use({ trace: "off" }); // a look costs less than its recording, and what fails is told in words

const ofHanbit = "(SELECT id FROM distributor WHERE name = '한빛식자재')";

const screens: Record<string, string | (() => Promise<string>)> = {
  overview: "/distributor",
  "active bills": "/distributor/bills",
  "bills of any status": "/distributor/bills?status=ALL",
  "bill form": "/distributor/bills?issue=new",
  import: "/distributor/bills/import",
  "one bill": async () => {
    const sql = `SELECT bill_id FROM payment_with_bill WHERE bill_id IS NOT NULL AND distributor_id = ${ofHanbit}
                 ORDER BY bill_id DESC LIMIT 1`;
    return `/distributor/bills/${await soleValue(sql)}`;
  },
  payments: "/distributor/payments",
  "export to the ERP": "/distributor/payments/export",
  statement: "/distributor/payments/statement",
  "settlement forecast": "/distributor/settlements",
  "one settlement": async () => {
    const sql = `SELECT id FROM settlement WHERE distributor_id = ${ofHanbit} ORDER BY payout_on LIMIT 1`;
    return `/distributor/settlements/${await soleValue(sql)}`;
  },
  stores: "/distributor/stores",
  "one store": async () => {
    const sql = `SELECT id FROM trade_relationship WHERE distributor_id = ${ofHanbit} ORDER BY customer_code LIMIT 1`;
    return `/distributor/stores/${await soleValue(sql)}`;
  },
  notifications: "/distributor/notifications",
};

for (const [name, address] of Object.entries(screens)) {
  test(`a distributor's screen: ${name}`, async ({ page, signInAs }) => {
    await signInAs("hanbit");
    await expectGoodScreen(page, typeof address === "string" ? address : await address());
    await expect(page.getByRole("main")).toBeVisible();
  });
}
