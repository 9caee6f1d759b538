import { transaction } from "#server/platform/db.ts";
import {
  type CustomersRegistered,
  registerCustomers,
} from "#server/trade-relationships/register-customers.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import * as repository from "./import.repository.ts";
import type { RegisterUnknownInput } from "./import.schema.ts";
import { lockStagedImport } from "./lock-staged-import.ts";
import * as matching from "./matching.repository.ts";
import { judgeStores } from "./stage-rows.ts";

/**
 * Registers customers whom the file names and nobody is, and gives their rows to them.
 *
 * @throws DomainError as lockStagedImport and registerCustomers
 */
export function registerUnknown(
  actor: DistributorActor,
  { importId, customers }: RegisterUnknownInput,
): Promise<CustomersRegistered> {
  return transaction(async (tx) => {
    const { mapping } = await lockStagedImport(tx, actor, importId);
    const result = await registerCustomers(tx, actor, customers);
    const place = { importId, distributorId: actor.distributorId };
    const lines = await matching.listUnplacedLines(tx, importId);
    await matching.rematchLines(tx, place, lines);
    await matching.matchByName(tx, place, lines);
    await matching.reportMatches(tx, place, mapping, lines);
    await judgeStores(tx, place, null);
    await repository.raiseVersion(tx, importId);
    return result;
  }, 60_000);
}
