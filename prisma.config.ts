import { defineConfig } from "prisma/config";

// No datasource here: `generate` needs none, and migrations are applied by prisma/deploy.ts.
// With a network, `DATABASE_URL=… npx prisma migrate deploy` works on the same migrations and the same history table.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
});
