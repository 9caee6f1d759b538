import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * The secrets of a local installation, made once and kept in `stateDir`, readable by their owner alone.
 * @returns {{databasePassword: string, authSecret: string, bankWebhookSecret: string, sendbirdToken: string}}
 */
export function localSecrets(stateDir) {
  const file = path.join(stateDir, "secrets.json");
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const secrets = { ...newSecrets(), ...kept };
  if (Object.keys(kept).length < Object.keys(secrets).length) {
    writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  chmodSync(file, 0o600);
  return secrets;
}

export function newSecrets() {
  return {
    databasePassword: randomBytes(16).toString("hex"),
    authSecret: randomBytes(32).toString("base64url"),
    bankWebhookSecret: `whsec_${randomBytes(32).toString("base64")}`,
    sendbirdToken: randomBytes(20).toString("hex"),
  };
}
