import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { PgBoss } from "pg-boss";
import { bareEnvironment, startScript } from "#e2e/delivery/child-process.ts";
import { fleetSize } from "#e2e/delivery/drain.ts";
import { type EmulatorProcess, emulatorToken } from "#e2e/delivery/emulator-process.ts";
import { acceptedAtMs, throughputOf } from "#e2e/delivery/outcome.ts";
import type { EmulatorMessage } from "#jobs/sendbird/emulator/records.ts";
import { type PeerKind, preparePeerTables } from "./limiters.ts";
import { type PeerMessage, peerQueue, peerSchema } from "./peer-queue.ts";

/** The same messages, the same server, as many processes; refusals are tried again until all has arrived. */
export async function drainByPeer(options: {
  kind: PeerKind;
  databaseUrl: string;
  emulator: EmulatorProcess;
  rate: number;
  messages: EmulatorMessage[];
  logFile: string;
}): Promise<{ accepted: number; refusals: number; throughput: number }> {
  const { kind, databaseUrl, emulator, rate, messages, logFile } = options;
  await openChannelsOf(emulator, messages);
  await preparePeerTables(databaseUrl, rate);
  const boss = new PgBoss({ connectionString: databaseUrl, schema: peerSchema });
  boss.on("error", () => undefined);
  await boss.start();
  await boss.createQueue(peerQueue, { retryLimit: 10_000, retryDelay: 1, expireInSeconds: 60 });
  const script = fileURLToPath(new URL("peer-worker.ts", import.meta.url));
  const flags = ["--kind", kind, "--database", databaseUrl, "--emulator", emulator.url];
  const workers = Array.from({ length: fleetSize }, () =>
    startScript({
      args: [script, ...flags, "--token", emulatorToken, "--rate", String(rate)],
      env: bareEnvironment(),
      logFile,
      isReady: (line) => line === "peer ready",
    }),
  );
  try {
    await Promise.all(workers.map((worker) => worker.ready));
    await boss.insert(
      peerQueue,
      messages.map((message) => ({ data: jobOf(message) })),
    );
    while ((await emulator.stats()).messages < messages.length) await sleep(200);
  } finally {
    for (const worker of workers) worker.kill("SIGTERM");
    await Promise.all(workers.map((worker) => worker.ended));
    await boss.stop({ graceful: false });
  }
  const accepted = acceptedAtMs(await emulator.requests());
  const { refusals } = await emulator.stats();
  return { accepted: accepted.length, refusals: refusals.total, throughput: throughputOf(accepted) };
}

function jobOf(message: EmulatorMessage): PeerMessage {
  return {
    channelUrl: message.channelUrl,
    message_type: "MESG",
    user_id: message.senderUserId,
    message: message.text,
    custom_type: message.customType,
    data: message.data,
    dedup_id: message.dedupId,
  };
}

async function openChannelsOf(emulator: EmulatorProcess, messages: EmulatorMessage[]): Promise<void> {
  const senders = [...new Set(messages.map(({ senderUserId }) => senderUserId))];
  await emulator.provision({
    users: senders.map((userId) => ({ userId, nickname: "한빛식자재" })),
    channels: messages.map(({ channelUrl, senderUserId }) => ({
      channelUrl,
      name: "행복한분식",
      userIds: [senderUserId],
    })),
  });
}
