import type { EmbeddedPostgres } from "./embedded-postgres.mjs";

export function startTestPostgres(options: {
  logFile: string;
  maxConnections?: number;
}): Promise<EmbeddedPostgres>;
