/** What a browser test knows about the Sunap that runs for it. */
export type StackAddress = {
  baseUrl: string;
  emulatorUrl: string;
  databaseUrl: string;
  bankWebhookSecret: string;
  sendbirdToken: string;
};

const variable = "SUNAP_TEST_STACK";

/** Called once, by the global setup: the test processes inherit it. */
export function publishStack(address: StackAddress): void {
  process.env[variable] = JSON.stringify(address);
}

/** The running stack. Throws outside `playwright test`. */
export function stackAddress(): StackAddress {
  const published = process.env[variable];
  if (published === undefined) throw new Error("No stack is running: use this in a browser test");
  return JSON.parse(published) as StackAddress;
}

/** For the configuration, which is also read before the stack is up. */
export function baseUrlIfRunning(): string | undefined {
  return process.env[variable] === undefined ? undefined : stackAddress().baseUrl;
}
