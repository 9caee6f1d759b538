import type { Tx } from "#server/platform/db.ts";

/** How much waits for an operator. */
export interface WaitingCounts {
  /** Deposits for accounts that nobody owned, not attributed and not cancelled. */
  unmatchedDepositCount: number;
  /** Notices kept aside that only an operator can resolve: conflicts, and those signed too long ago. */
  heldNoticeCount: number;
  /** Cancellations whose deposit has not been reported yet; they are applied by themselves when it is. */
  earlyCancellationCount: number;
  /** Messages that were given up. */
  failedNotificationCount: number;
}

/** The overview reads across the domains, so its one query stands here instead of in each. */
export async function countWaiting(tx: Tx): Promise<WaitingCounts> {
  const [row] = await tx.$queryRaw<WaitingCounts[]>`
    SELECT
      (SELECT count(*)::int FROM unmatched_deposit) AS "unmatchedDepositCount",
      (SELECT count(*)::int FROM held_notice h WHERE h.resolution IS NULL AND h.kind <> 'EARLY_CANCELLATION')
        AS "heldNoticeCount",
      (SELECT count(*)::int FROM held_notice h WHERE h.resolution IS NULL AND h.kind = 'EARLY_CANCELLATION')
        AS "earlyCancellationCount",
      (SELECT count(*)::int FROM notification n WHERE n.state = 'FAILED') AS "failedNotificationCount"`;
  if (!row) throw new Error("nothing was counted");
  return row;
}
