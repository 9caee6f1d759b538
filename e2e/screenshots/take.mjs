// `npm run screenshots [-- address]`: pictures of a running Sunap with the demo data, for the README.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { demoSignIns } from "../../prisma/demo-sign-ins.ts";
import { root } from "../../scripts/lib/checkout.mjs";
import { chromiumArgs, findChromium } from "../stack/chromium.ts";

const folder = path.join(root, "e2e", "screenshots");
const ledger = path.join(root, "e2e", "fixtures", "erp", "receivables-ledger-cp949.csv");
const desktop = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 };
const phone = { viewport: { width: 400, height: 800 }, deviceScaleFactor: 1, hasTouch: true, isMobile: true };

const { positionals } = parseArgs({ allowPositionals: true });
const address = (positionals[0] ?? "http://localhost:3000").replace(/\/+$/, "");

await requireRunning();
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumArgs });
try {
  await photographDistributor();
  await photographAdmin();
  await photographStore();
} finally {
  await browser.close();
}

async function photographDistributor() {
  const page = await openSession("clerk@hanbit.example");
  await photograph(page, "distributor-overview", "/distributor");
  await photograph(page, "distributor-bills", "/distributor/bills");
  await photograph(page, "distributor-settlements", "/distributor/settlements");

  await page.goto(`${address}/distributor/bills/import`);
  await page.locator("input[type=file]").setInputFiles(ledger);
  await page.getByRole("table", { name: "파일의 줄" }).waitFor();
  await photograph(page, "distributor-import");
  // Only a look: what was uploaded is thrown away again.
  await page.getByRole("button", { name: "버리기" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "버리기" }).click();
  await page.getByText("파일을 버렸습니다.").waitFor();
  await page.context().close();
}

async function photographAdmin() {
  const page = await openSession("admin@sunap.example");
  await photograph(page, "admin-deposits", "/admin/deposits");
  await page.context().close();
}

/** A store's owner is reminded, reads it in the chat, and follows the link. */
async function photographStore() {
  const emulator = await emulatorAddress();
  if (!emulator) return console.log("No emulator behind this address: no pictures of a store's phone.");
  const storeName = await remindOneStore();
  const page = await openBrowser(phone);
  await page.goto(`${emulator}/?${new URLSearchParams({ q: storeName })}`);
  await page.getByRole("link", { name: `한빛식자재 · ${storeName}` }).click();
  await page.getByText("[한빛식자재] 미납 알림").last().waitFor();
  await photograph(page, "store-chat");
  const link = await page.getByRole("link", { name: /\/b\// }).last().getAttribute("href");
  await photograph(page, "store-bill-link", new URL(link).pathname);
  await page.context().close();
}

/** Reminds the first store whose bill is not covered; its name. Within some hours the product sends it only once. */
async function remindOneStore() {
  const page = await openSession("clerk@hanbit.example");
  await page.goto(`${address}/distributor/bills?collection=UNCOVERED`);
  await page.getByRole("table", { name: "청구서" }).getByRole("link").first().click();
  await page.waitForURL("**/distributor/bills/*");
  const title = await page.getByRole("heading", { level: 1, name: / 청구서$/ }).textContent();
  await page.getByRole("button", { name: "미납 알림", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "미납 알림 보내기" });
  await dialog.getByRole("button", { name: "알림 보내기" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.context().close();
  return title.replace(/ 청구서$/, "");
}

async function openBrowser(device) {
  const context = await browser.newContext({ ...device, locale: "ko-KR", timezoneId: "Asia/Seoul" });
  return context.newPage();
}

/** A page of a desktop browser in which this demo account is signed in. */
async function openSession(email) {
  const page = await openBrowser(desktop);
  const { password } = demoSignIns.find((account) => account.email === email);
  const options = { data: { email, password }, headers: { origin: address } };
  const answer = await page.request.post(`${address}/api/auth/sign-in/email`, options);
  if (!answer.ok()) throw new Error(`Can't sign in (${answer.status()}): are these the demo data?`);
  return page;
}

/** Where the sign-in page says that text messages can be read; null outside a sandbox. */
async function emulatorAddress() {
  const page = await browser.newPage();
  await page.goto(`${address}/login`);
  const inbox = page.getByRole("link", { name: "테스트 문자함 열기" });
  const href = (await inbox.count()) > 0 ? await inbox.getAttribute("href") : null;
  await page.close();
  return href?.replace(/\/sms$/, "") ?? null;
}

/** name: of the file. where: the page to open first; otherwise what is open. */
async function photograph(page, name, where) {
  if (where) await page.goto(address + where);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  const file = path.join(folder, `${name}.png`);
  const picture = await page.screenshot({ path: file, animations: "disabled", caret: "hide" });
  console.log(`${path.relative(root, file)}  ${Math.round(picture.length / 1024)} KB`);
}

async function requireRunning() {
  const ready = await fetch(`${address}/api/ready`).catch(() => null);
  if (ready?.ok) return;
  console.error(`Sunap does not answer at ${address}. Start it with \`npm start\`, or name its address.`);
  process.exit(1);
}
