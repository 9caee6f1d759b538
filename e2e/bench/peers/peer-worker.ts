import { parseArgs } from "node:util";
import { PgBoss } from "pg-boss";
import { z } from "zod";
import { limiters, peerKinds } from "./limiters.ts";
import { type PeerMessage, peerQueue, peerSchema } from "./peer-queue.ts";

// One of the processes of a comparison: what a user of pg-boss would write, with a limiter of one's choice before the
// request.

const flags = z
  .object({
    kind: z.enum(peerKinds),
    database: z.string(),
    emulator: z.string(),
    token: z.string(),
    rate: z.coerce.number(),
  })
  .parse(
    parseArgs({
      options: Object.fromEntries(
        ["kind", "database", "emulator", "token", "rate"].map((name) => [name, { type: "string" as const }]),
      ),
    }).values,
  );

const acquire = await limiters[flags.kind]({ databaseUrl: flags.database, rate: flags.rate });
const boss = new PgBoss({ connectionString: flags.database, schema: peerSchema, max: 6, migrate: false });
boss.on("error", (error) => process.stderr.write(`${error.message}\n`));
await boss.start();
await boss.work<PeerMessage>(
  peerQueue,
  { localConcurrency: 5, pollingIntervalSeconds: 0.5 },
  async (jobs) => {
    for (const { data } of jobs) {
      await acquire();
      await send(data);
    }
  },
);
process.on("SIGTERM", () => void boss.stop({ graceful: true, timeout: 5_000 }).then(() => process.exit(0)));
process.stdout.write("peer ready\n");

/** Throws when it is refused: pg-boss tries again later. */
async function send({ channelUrl, ...body }: PeerMessage): Promise<void> {
  const response = await fetch(`${flags.emulator}/v3/group_channels/${channelUrl}/messages`, {
    method: "POST",
    headers: { "Api-Token": flags.token, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
}
