import type { LocalSecrets } from "./secrets.mjs";

type StackEnvironment = Record<string, string | undefined> & { APP_URL: string; EMULATOR_URL: string };

export function localEnvironment(options: {
  databaseUrl: string;
  port: number;
  emulatorPort: number;
  secrets: LocalSecrets;
  sandbox: boolean;
}): StackEnvironment;

export function startStack(options: {
  env: Record<string, string | undefined>;
  emulator: { port: number; dataFile: string };
  writeLine: (name: string, line: string) => void;
}): {
  /** A pid changes when a process has died and was started again; there is none in between. */
  children: readonly { name: string; pid(): number | undefined }[];
  stop(): Promise<void>;
};

export function waitUntilReady(port: number, options: { waitMs: number }): Promise<boolean>;
