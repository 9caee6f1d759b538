import type { StoreActor } from "#server/trpc/actor.ts";
import { readSnapshot } from "./read-snapshot.ts";
import * as repository from "./store-bill.repository.ts";

export interface OwnStore {
  storeId: string;
  storeName: string;
  trades: repository.StoreTrade[];
}

/** The owner's stores, each with the distributors it trades with and the account of each trade. */
export async function listStores(actor: StoreActor): Promise<OwnStore[]> {
  const [stores, trades] = await readSnapshot(async (tx) => [
    await repository.listStores(tx, actor.phoneNumber),
    await repository.listTrades(tx, actor.phoneNumber),
  ]);
  return stores.map((store) => ({
    ...store,
    trades: trades.filter((trade) => trade.storeId === store.storeId),
  }));
}
