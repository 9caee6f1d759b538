import type { Tx } from "#server/platform/db.ts";

/**
 * Locks a trade relationship for a change of its bills, or of what hangs on which bill is active. Everyone who
 * issues, cancels or links takes it, so these follow one another.
 */
export async function lockRelationship(tx: Tx, tradeRelationshipId: string): Promise<void> {
  await tx.$executeRaw`SELECT FROM trade_relationship WHERE id = ${tradeRelationshipId}::uuid FOR NO KEY UPDATE`;
}
