import { parseArgs } from "node:util";
import { z } from "zod";
import { SendbirdEmulator } from "./emulator.ts";
import { defaultLimits, limitsSchema } from "./settings.ts";

/**
 * The emulator as a process. Flags, not environment, since it is a tool beside the product and no part of it:
 *
 *   node jobs/sendbird/emulator/main.ts --token T [--port 0] [--data-file F] [--limiter gcra|sliding|fixed]
 *     [--user-rate 5] [--user-burst 10] [--app-rate 5] [--app-burst 10] [--ignore-dedup]
 *     [--latency-ms 0] [--latency-jitter-ms 0] [--seed 1]
 */
const whole = (min: number) => z.coerce.number().int().min(min);
const flagsSchema = z.object({
  token: z.string({ error: "is required" }).min(1),
  port: whole(0).max(65_535).default(0),
  "data-file": z.string().min(1).optional(),
  limiter: limitsSchema.shape.kind.default(defaultLimits.kind),
  "user-rate": whole(1).default(defaultLimits.userSend.ratePerSecond),
  "user-burst": whole(1).default(defaultLimits.userSend.burst),
  "app-rate": whole(1).default(defaultLimits.appSend.ratePerSecond),
  "app-burst": whole(1).default(defaultLimits.appSend.burst),
  "ignore-dedup": z.boolean().default(false),
  "latency-ms": whole(0).default(0),
  "latency-jitter-ms": whole(0).default(0),
  seed: whole(0).default(1),
});

function readFlags() {
  const text = { type: "string" } as const;
  const names = Object.keys(flagsSchema.shape);
  const { values } = parseArgs({
    options: Object.fromEntries(
      names.map((name) => [name, name === "ignore-dedup" ? ({ type: "boolean" } as const) : text]),
    ),
  });
  const parsed = flagsSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues.map((issue) => `--${issue.path.join(".")} ${issue.message}`).join("; "),
  );
}

async function main(): Promise<void> {
  const flags = readFlags();
  const emulator = await SendbirdEmulator.start({
    apiToken: flags.token,
    port: flags.port,
    dataFile: flags["data-file"] ?? null,
    dedupHonoured: !flags["ignore-dedup"],
    limits: {
      kind: flags.limiter,
      userSend: { ratePerSecond: flags["user-rate"], burst: flags["user-burst"] },
      appSend: { ratePerSecond: flags["app-rate"], burst: flags["app-burst"] },
    },
    faults: { latencyMs: flags["latency-ms"], latencyJitterMs: flags["latency-jitter-ms"], seed: flags.seed },
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void emulator.close());
  process.stdout.write(`emulator listening on ${emulator.url}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`emulator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
