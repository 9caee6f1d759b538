import { type Tx, transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { ImportErrorCode } from "./import.errors.ts";
import * as repository from "./import.repository.ts";
import type { ResolveDuplicatesInput } from "./import.schema.ts";
import { storesOfLines } from "./judging.repository.ts";
import { lockStagedImport } from "./lock-staged-import.ts";
import { judgeStores } from "./stage-rows.ts";
import * as staging from "./staging.repository.ts";

/**
 * Says what several rows of one store come to: one of them, or their sum as one bill.
 *
 * @throws DomainError as lockStagedImport; IMPORT_ROW_NOT_FOUND {lineNo} when the line is no store's
 */
export async function resolveDuplicates(
  actor: DistributorActor,
  { importId, choice }: ResolveDuplicatesInput,
): Promise<void> {
  await transaction(async (tx) => {
    await lockStagedImport(tx, actor, importId);
    const stores = await choose(tx, importId, choice);
    await judgeStores(tx, { importId, distributorId: actor.distributorId }, stores);
    await repository.raiseVersion(tx, importId);
  }, 60_000);
}

/** The stores concerned; null: all. */
async function choose(
  tx: Tx,
  importId: string,
  choice: ResolveDuplicatesInput["choice"],
): Promise<string[] | null> {
  if ("pick" in choice) {
    const store = await storeOf(tx, importId, choice.pick);
    await staging.keepOneLine(tx, importId, store, choice.pick);
    return [store];
  }
  if ("apart" in choice) {
    const store = await storeOf(tx, importId, choice.apart);
    await staging.setSummed(tx, importId, [store], false);
    return [store];
  }
  if (choice.sum === "all") {
    await staging.setSummed(tx, importId, null, true);
    return null;
  }
  const store = await storeOf(tx, importId, choice.sum);
  await staging.setSummed(tx, importId, [store], true);
  return [store];
}

async function storeOf(tx: Tx, importId: string, lineNo: number): Promise<string> {
  const [store] = await storesOfLines(tx, importId, [lineNo]);
  if (!store) throw new DomainError<ImportErrorCode>("IMPORT_ROW_NOT_FOUND", { lineNo });
  return store;
}
