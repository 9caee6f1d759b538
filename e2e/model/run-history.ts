import { differences, linesOfModel, linesOfProduct } from "./compare.ts";
import { History } from "./history.ts";
import { performAction } from "./product-actions.ts";
import { openWorld } from "./product-world.ts";
import { Reference } from "./reference.ts";

/** Where model and product part: the step, what was done, and how they differ. */
export interface Parting {
  seed: number;
  step: number;
  action: string;
  differences: string[];
}

type Database = Parameters<typeof openWorld>[0];

/**
 * Plays the history of one seed with the model and with the product, and compares them after every step. Null: they
 * agreed to the end. The database's clock must be the model's (`installClock`), and nobody else may move it meanwhile.
 */
export async function runHistory(database: Database, seed: number, steps: number): Promise<Parting | null> {
  const prefix = String(100_000_000 + seed);
  const history = new History(seed, prefix);
  const { start, relationships, contracts } = history.opening;
  const model = new Reference(start, structuredClone(relationships), contracts);
  const world = await openWorld(database, history.opening, prefix);
  for (let step = 1; step <= steps; step += 1) {
    const action = history.next(model);
    const parting = (found: string[]): Parting => ({ seed, step, action: show(action), differences: found });
    const expected = model.apply(action);
    let answered: string;
    try {
      answered = await performAction(world, action, model.now);
    } catch (error) {
      return parting([`product threw: ${error instanceof Error ? error.message : String(error)}`]);
    }
    if (action.do === "advance") {
      step -= 1; // time alone changes nothing, and is no step
      continue;
    }
    if (answered !== expected) return parting([`model answers ${expected}, product ${answered}`]);
    const found = differences(linesOfModel(model), await linesOfProduct(world));
    if (found.length > 0) return parting(found);
  }
  return null;
}

const show = (action: object) =>
  JSON.stringify(action, (_key, value) => (typeof value === "bigint" ? String(value) : value));
