import pino from "pino";
import { databaseEnv } from "./env.ts";

/**
 * One line of JSON an event. Log ids, counts and codes; never names, phone numbers, account numbers, message texts,
 * one-time codes or secrets.
 */
export function createLogger(process: "web" | "worker" | "migrate" | "seed"): pino.Logger {
  return pino({
    level: databaseEnv().LOG_LEVEL,
    base: { process },
    redact: ["*.password", "*.token", "*.authorization", "headers.authorization", "headers.cookie"],
  });
}
