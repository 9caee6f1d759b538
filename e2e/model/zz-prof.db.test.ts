import { beforeAll, test } from "vitest";
import { useDatabase } from "#e2e/database/use-database.ts";
import { differences, linesOfModel, linesOfProduct } from "./compare.ts";
import { History } from "./history.ts";
import { performAction } from "./product-actions.ts";
import { openWorld, installClock } from "./product-world.ts";
import { Reference } from "./reference.ts";
const database = useDatabase();
beforeAll(() => installClock(database));
test("prof", async () => {
  const t: Record<string, number> = {}; const c: Record<string, number> = {};
  const out: Record<string, number> = {};
  const tick = async <T>(k: string, f: () => Promise<T>) => { const s = performance.now(); const r = await f(); t[k] = (t[k] ?? 0) + performance.now() - s; c[k] = (c[k] ?? 0) + 1; return r; };
  for (let seed = 1; seed <= 30; seed++) {
    const history = new History(seed, String(100_000_000 + seed));
    const { start, relationships, contracts } = history.opening;
    const model = new Reference(start, structuredClone(relationships), contracts);
    const world = await tick("open", () => openWorld(database, history.opening, String(100_000_000 + seed)));
    for (let i = 0; i < 20; i++) {
      const a = history.next(model); const e = model.apply(a); out[a.do + " " + e] = (out[a.do + " " + e] ?? 0) + 1;
      await tick(a.do, () => performAction(world, a, model.now));
      const l = await tick("snapshot", () => linesOfProduct(world));
      if (differences(linesOfModel(model), l).length) throw new Error("x");
    }
  }
  console.log(Object.entries(t).map(([k, v]) => `${k} ${c[k]} × ${(v / (c[k] ?? 1)).toFixed(1)} = ${v.toFixed(0)}`).join("\n"), out);
}, 300_000);
