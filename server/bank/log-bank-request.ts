import type { Tx } from "#server/platform/db.ts";
import type { BankProviderName, BankRequest } from "./bank-provider.ts";
import { insertBankRequest } from "./bank-request.repository.ts";
import { loggableHeaders } from "./loggable-headers.ts";

/** Of a request that nobody vouches for the beginning says enough. */
const refusedBodyBytes = 2 * 1024;

export interface LoggedVerdict {
  isGenuine: boolean;
  isStale: boolean;
  /** What became of it, in a word. */
  verdict: string;
  /** HTTP, of the answer. */
  status: number;
  durationMs: number;
  replay?: { of: string; by: string };
}

/**
 * Writes one request into the log, in the caller's transaction. Signatures and secrets stay out; the body is kept
 * byte by byte, because a replay reads it again.
 */
export async function logBankRequest(
  tx: Tx,
  provider: BankProviderName,
  request: BankRequest,
  { replay, ...verdict }: LoggedVerdict,
): Promise<void> {
  const { body } = request;
  await insertBankRequest(tx, {
    provider,
    sourceAddress: request.sourceAddress,
    headers: loggableHeaders(request.headers),
    body: verdict.isGenuine ? body : body.subarray(0, refusedBodyBytes),
    bodyBytes: body.byteLength,
    ...verdict,
    replayOf: replay?.of ?? null,
    replayedBy: replay?.by ?? null,
  });
}
