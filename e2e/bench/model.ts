import { startOwnDatabase } from "#e2e/delivery/own-database.ts";
import { sendMutatedRequests } from "#e2e/model/mutated-requests.ts";
import { installClock } from "#e2e/model/product-world.ts";
import { Races } from "#e2e/model/races.ts";
import { runHistory } from "#e2e/model/run-history.ts";
import { SeededRandom } from "#e2e/model/seeded-random.ts";
import { logFileOf } from "./log-files.ts";
import { wholeOption } from "./options.ts";

/**
 * Plays histories with the reference model and with the product, and stops at the first in which they part.
 *
 *   --seeds 5000 --from 1 --steps 15
 */
export function modelBench(): Promise<Record<string, number>> {
  return withDatabase(async (database) => {
    await installClock(database);
    const [from, seeds, steps] = [
      wholeOption("from", 1),
      wholeOption("seeds", 200),
      wholeOption("steps", 15),
    ];
    for (let seed = from; seed < from + seeds; seed += 1) {
      const parting = await runHistory(database, seed, steps);
      if (parting) throw new Error(`model and product part: ${JSON.stringify(parting, null, 2)}`);
      if (seed % 100 === 0) process.stderr.write(`${seed} histories agree\n`);
    }
    console.table([{ histories: seeds, "steps each": steps, partings: 0 }]);
    return { histories: seeds, steps, partings: 0 };
  });
}

/**
 * Copies of one notice, a deposit against its cancellation, and everything at once for one store.
 *
 *   --rounds 1000 --connections 8 --seed 1
 */
export function racesBench(): Promise<Record<string, number>> {
  return withDatabase(async (database) => {
    const random = new SeededRandom(wholeOption("seed", 1));
    const [rounds, connections] = [wholeOption("rounds", 1000), wholeOption("connections", 8)];
    for (let round = 1; round <= rounds; round += 1) {
      const races = await Races.open(database);
      await races.copies(64);
      await races.depositMeetsCancellation(random);
      for (let i = 0; i < 2; i += 1) await races.everythingAtOnce(random, connections);
      if (round % 50 === 0) {
        await races.check();
        process.stderr.write(`${round} rounds hold\n`);
      }
    }
    await (await Races.open(database)).check();
    console.table([{ rounds, "copies each": 64, "of everything": 2 * rounds, connections, broken: 0 }]);
    return { rounds, connections, broken: 0 };
  });
}

/** Requests that are wrong in some way: `--count 10000 --seed 1`. */
export function mutatedRequestsBench(): Promise<Record<string, number>> {
  return withDatabase(async (database) => {
    const random = new SeededRandom(wholeOption("seed", 1));
    const count = wholeOption("count", 10_000);
    const account = { bankCode: "004", accountNumber: "79012345678901" };
    const answers = await sendMutatedRequests(database, random, account, count);
    console.table(answers);
    return { count, accepted: 0, stored: 0 };
  });
}

async function withDatabase<T>(
  work: (database: Parameters<typeof installClock>[0]) => Promise<T>,
): Promise<T> {
  const database = await startOwnDatabase(logFileOf("postgres"));
  try {
    return await work(database as Parameters<typeof installClock>[0]);
  } finally {
    await database.stop();
  }
}
