import { defineConfig, devices } from "@playwright/test";
import { baseUrlIfRunning } from "./e2e/stack/address.ts";
import { chromiumArgs, findChromium } from "./e2e/stack/chromium.ts";

// Two files can be tested at once: each journey makes what it needs, and shares only the demo data.
export default defineConfig({
  testDir: "./e2e",
  testMatch: "**/*.e2e.ts",
  outputDir: "./test-results/browser",
  globalSetup: "./e2e/stack/global-setup.ts",
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    ...(baseUrlIfRunning() ? { baseURL: baseUrlIfRunning() } : {}),
    locale: "ko-KR",
    timezoneId: "Asia/Seoul",
    trace: "off", // it doubles the time; `npx playwright test --trace on` where a failure needs one
    screenshot: "only-on-failure",
    launchOptions: { executablePath: await findChromium(), args: chromiumArgs },
  },
  // `*.phone.e2e.ts` runs in the phone's viewport, `*.desktop.e2e.ts` in the desktop's, any other in both.
  projects: [
    {
      name: "desktop",
      testIgnore: "**/*.phone.e2e.ts",
      use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } },
    },
    { name: "phone", testIgnore: "**/*.desktop.e2e.ts", use: { ...devices["Pixel 7"] } },
  ],
});
