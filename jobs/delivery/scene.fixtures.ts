import { afterEach, beforeEach, expect, vi } from "vitest";
import { createTrade, depositBody, type Trade } from "#e2e/database/factories.ts";
import type { TestDatabase } from "#e2e/database/use-database.ts";
import { SendbirdEmulator } from "#jobs/sendbird/emulator/emulator.ts";
import { defaultLimits } from "#jobs/sendbird/emulator/settings.ts";
import { parseBankNotice } from "#server/bank/bank-notice.schema.ts";
import { issueSingleBill } from "#server/bills/issue-single-bill.ts";
import { recordNotice } from "#server/payments/record-notice.ts";
import { emulatorToken, startWorker } from "./delivery.fixtures.ts";

const generous = { ratePerSecond: 1000, burst: 1000 };

export interface MessageState {
  kind: string;
  recipient: string;
  state: string;
  reason: string | null;
  attempts: number;
}

/** An emulator, workers and an empty queue for each test of a file, and the steps that such tests are made of. */
export function useScene(database: TestDatabase) {
  let emulator: SendbirdEmulator;
  const workers: { stop(): Promise<void> }[] = [];

  const startEmulator = async (dedupHonoured: boolean) => {
    emulator = await SendbirdEmulator.start({
      apiToken: emulatorToken,
      dedupHonoured,
      limits: { ...defaultLimits, createChannel: generous, createUser: generous, appRead: generous },
    });
  };

  beforeEach(async () => {
    for (const table of ["pgboss.job", "notification", "rate_bucket", "sending_stop"])
      await database.sql(`DELETE FROM ${table}`);
    await database.sql("UPDATE fair_clock SET virtual_time = 0");
    await startEmulator(true);
  });

  const stopWorkers = () => Promise.all(workers.splice(0).map((worker) => worker.stop()));

  afterEach(async () => {
    await stopWorkers();
    await emulator.close();
  });

  const states = () =>
    database.sql<MessageState>(
      `SELECT kind, recipient, state, coalesce(drop_reason, last_error) AS reason, attempts
       FROM notification ORDER BY seq`,
    );

  return {
    get emulator() {
      return emulator;
    },
    /** An emulator that takes the same message twice, in place of the usual one. */
    async ignoreDedup(): Promise<void> {
      await emulator.close();
      await startEmulator(false);
    },
    async work(count: number, pacing: Parameters<typeof startWorker>[2]): Promise<void> {
      for (let i = 0; i < count; i += 1) workers.push(await startWorker(database, emulator, pacing));
    },
    stopWorkers,
    /** A trade relationship whose channels the chat knows. */
    async newTrade(distributor?: Parameters<typeof createTrade>[1]): Promise<Trade> {
      const trade = await createTrade(database, distributor);
      emulator.provision({
        users: [
          { userId: trade.sender, nickname: "한빛식자재" },
          { userId: `store-${trade.storeId}`, nickname: "행복한분식" },
        ],
        channels: [
          {
            channelUrl: trade.channel,
            name: "행복한분식",
            userIds: [trade.sender, `store-${trade.storeId}`],
          },
          { channelUrl: trade.noticeChannel, name: "수납 알림", userIds: [trade.sender] },
        ],
      });
      return trade;
    },
    async bill(trade: Trade, amountWon = 1_000_000n): Promise<string> {
      const { tradeRelationshipId } = trade;
      const terms = { amountWon, periodStartOn: null, periodEndOn: null, dueOn: null, memo: null };
      return (await issueSingleBill(trade.clerk, { tradeRelationshipId, ...terms })).billId;
    },
    pay(trade: Trade, amountWon: bigint) {
      return recordNotice(parseBankNotice(depositBody(trade, { amountWon })));
    },
    states,
    async untilAllEnded(timeout = 20_000): Promise<void> {
      await vi.waitFor(
        async () => {
          const [row] = await database.sql<{ open: number }>(
            "SELECT count(*)::int AS open FROM notification WHERE due_at IS NOT NULL",
          );
          expect(row?.open).toBe(0);
        },
        { timeout, interval: 50 },
      );
    },
    /** Waits until the messages look so. */
    async untilStates(expected: Partial<MessageState>[], timeout = 15_000): Promise<void> {
      await vi.waitFor(
        async () => expect(await states()).toEqual(expected.map((part) => expect.objectContaining(part))),
        { timeout, interval: 50 },
      );
    },
    texts: (channel: string) => emulator.messages(channel).map((message) => message.text),
    /** The lives of all messages, in the order in which things happened. */
    lives: () =>
      database.sql<{ outcome: string; attempt: number; detail: string | null; hasSlot: boolean }>(
        `SELECT outcome, attempt, detail, slot_at IS NOT NULL AS "hasSlot" FROM notification_event ORDER BY id`,
      ),
  };
}
