import { afterEach, expect, test, vi } from "vitest";
import { createTrade } from "#e2e/database/factories.ts";
import { useDatabase } from "#e2e/database/use-database.ts";
import { type StartedProcess, startScript } from "#e2e/delivery/child-process.ts";
import { logFileOf } from "#e2e/delivery/log-files.ts";
import { workerEnvironment } from "#e2e/delivery/worker-fleet.ts";
import { emulatorToken } from "#jobs/delivery/delivery.fixtures.ts";
import { useScene } from "#jobs/delivery/scene.fixtures.ts";
import { enqueueSms } from "#server/platform/queue.ts";

const database = useDatabase();
const scene = useScene(database);
const { newTrade, bill, texts, untilAllEnded, states } = scene;
let worker: StartedProcess | undefined;

afterEach(async () => {
  worker?.kill("SIGTERM");
  await worker?.ended;
});

test("a worker process sends to the chat, to phones that prefer it, to phones where the chat refuses, and codes", async () => {
  const [chatty, texty] = [await newTrade(), await newTrade()];
  const refused = await createTrade(database);
  scene.emulator.provision({
    users: [{ userId: refused.sender, nickname: "x" }],
    channels: [{ channelUrl: refused.channel, name: "without the sender", userIds: [] }],
  });
  await database.sql("UPDATE store SET medium = 'SMS' WHERE id = $1", [texty.storeId]);
  for (const trade of [chatty, texty, refused]) await bill(trade);
  await enqueueSms({ to: "01000000001", text: "인증번호 482913" });
  worker = startScript({
    args: ["jobs/worker.ts"],
    env: {
      ...workerEnvironment({
        databaseUrl: database.url,
        emulatorUrl: scene.emulator.url,
        pacing: "gcra",
        rate: 5,
        jitterMs: 2_000,
      }),
      SENDBIRD_API_TOKEN: emulatorToken,
      EMULATOR_URL: scene.emulator.url,
    },
    logFile: logFileOf("worker-texts"),
    isReady: (line) => line.includes('"msg":"worker ready"'),
  });
  await worker.ready;
  await untilAllEnded(40_000);
  await vi.waitFor(() => expect(scene.emulator.sms("01000000001")).toHaveLength(1), 15_000);
  expect((await states()).map(({ state }) => state)).toEqual(["SENT", "SENT", "SENT"]);
  expect([chatty, texty, refused].map(({ channel }) => texts(channel).length)).toEqual([1, 0, 0]);
  const phones = await database.sql<{ phone: string }>(
    "SELECT owner_phone AS phone FROM store WHERE id IN ($1, $2)",
    [texty.storeId, refused.storeId],
  );
  const received = scene.emulator.sms().map(({ to }) => to);
  expect(received.sort()).toEqual(["01000000001", ...phones.map(({ phone }) => phone)].sort());
}, 90_000);
