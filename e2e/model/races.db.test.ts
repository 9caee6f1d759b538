import { beforeAll, test } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { sendMutatedRequests } from "./mutated-requests.ts";
import { Races } from "./races.ts";
import { SeededRandom } from "./seeded-random.ts";

// `npm run bench -- races` plays the same with as many rounds as you like.
const database = useDatabase();
let races: Races;

beforeAll(async () => {
  races = await Races.open(database);
});

test("64 copies of one notice at the same moment are one payment", async () => {
  for (let round = 0; round < 5; round += 1) await races.copies(64);
});

test("a deposit and its cancellation that come at the same moment find each other", async () => {
  const random = new SeededRandom(1);
  for (let round = 0; round < 40; round += 1) await races.depositMeetsCancellation(random);
  await races.check();
});

test("issue, cancel, pay, reverse, link and close on 8 connections: all that must hold holds, and no deadlock is seen", async () => {
  const random = new SeededRandom(2);
  for (let round = 0; round < 40; round += 1) await races.everythingAtOnce(random, 8);
  await races.check();
});

// `npm run bench -- mutated-requests --count 10000`
test("500 mutated requests: each is refused, and nothing is stored but its line in the log", async () => {
  const account = { bankCode: "004", accountNumber: "79012345678901" };
  await sendMutatedRequests(database, new SeededRandom(3), account, 500);
});
