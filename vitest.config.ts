import { defineConfig } from "vitest/config";

const ignored = ["**/node_modules/**", "**/.next/**", "**/.sunap/**"];

// Only what has no default, with values that stand for nothing outside a test.
const env = {
  APP_URL: "http://sunap.test",
  AUTH_SECRET: "a secret of the tests, known to everyone",
  BANK_WEBHOOK_SECRETS: "whsec_dGhlIHRlc3QgYmFuaydzIHdlYmhvb2sgc2VjcmV0",
  LOG_LEVEL: "silent",
  TZ: "UTC",
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          env,
          testTimeout: 30_000,
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...ignored, "**/*.db.test.ts"],
        },
      },
      {
        test: {
          name: "db",
          env,
          include: ["**/*.db.test.ts"],
          exclude: ignored,
          globalSetup: ["./e2e/database/global-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
