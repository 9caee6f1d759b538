import { test as base, devices, type Page } from "@playwright/test";
import { closeDb } from "#server/platform/db.ts";
import { type Clerk, connectToStack } from "./product.ts";
import { signInByPassword, signInByPhone } from "./sign-in.ts";

type JourneyFixtures = {
  /** A store owner's phone: a browser of its own, signed in nowhere. */
  phonePage: Page;
  /** Signs `page` in at the desk. */
  signInAtDesk: (who: Clerk) => Promise<void>;
  /** Signs `phonePage` in as the owner of the stores with this number. */
  signInOnPhone: (ownerPhone: string) => Promise<void>;
};

/** A test in which several people take part: `page` is the desk's, in the viewport of the project. */
export const test = base.extend<JourneyFixtures, { product: undefined }>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from this pattern
    async ({}, use) => {
      connectToStack();
      await use(undefined);
      await closeDb();
    },
    { scope: "worker", auto: true },
  ],
  phonePage: async ({ browser }, use) => {
    const { defaultBrowserType: _, ...pixel } = devices["Pixel 7"];
    const context = await browser.newContext(pixel);
    await use(await context.newPage());
    await context.close();
  },
  signInAtDesk: async ({ context }, use) => {
    await use((who) => signInByPassword(context, who));
  },
  signInOnPhone: async ({ phonePage }, use) => {
    await use((ownerPhone) => signInByPhone(phonePage.context(), ownerPhone));
  },
});

export { expect } from "@playwright/test";
