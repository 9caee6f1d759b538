import iconv from "iconv-lite";
import { db, type Tx } from "#server/platform/db.ts";
import { type Page, toPage } from "#server/trpc/paging.schema.ts";
import type { BankProviderName } from "./bank-provider.ts";
import {
  type BankRequestRow,
  findRequest,
  listRequests,
  type StoredBankRequest,
} from "./bank-request.repository.ts";

/** The log, newest first; refusedOnly: what was not answered 200. */
export async function listBankRequests(page: {
  cursor?: string | null | undefined;
  limit: number;
  refusedOnly: boolean;
}): Promise<Page<BankRequestRow>> {
  return toPage(await listRequests(db(), page), page.limit, (last) => last.id);
}

/** One request with its bytes, or null. */
export function findBankRequest(tx: Tx, id: string): Promise<StoredBankRequest | null> {
  return findRequest(tx, id);
}

/** A body as a person can read it: bytes that are no text of its provider's encoding show as �. */
export function bodyText(provider: BankProviderName, body: Uint8Array): string {
  return provider === "nice" ? iconv.decode(Buffer.from(body), "cp949") : new TextDecoder().decode(body);
}
