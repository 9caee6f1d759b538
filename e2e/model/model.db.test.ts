import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { installClock } from "./product-world.ts";
import { runHistory } from "./run-history.ts";

// `npm run bench -- model --seeds 5000` plays as many as you like; `--from 17 --seeds 1` plays the one that failed.
const seeds = Number(process.env.MODEL_SEEDS ?? 120);
const steps = 15;
const database = useDatabase();

beforeAll(() => installClock(database));

test(
  `product and reference model agree after every step of ${seeds} histories`,
  async () => {
    for (let seed = 1; seed <= seeds; seed += 1) expect(await runHistory(database, seed, steps)).toBeNull();
  },
  10 * 60_000,
);
