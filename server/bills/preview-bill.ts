import type { z } from "zod";
import { previewDraft } from "#server/notifications/preview-draft.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { billTerms } from "./bill.schema.ts";

/** What its store would read if this bill were issued now; null when it could not be. Changes nothing. */
export function previewBill(
  actor: DistributorActor,
  bill: z.output<typeof billTerms> & { tradeRelationshipId: string },
): Promise<{ storeName: string; text: string } | null> {
  return previewDraft(actor.distributorId, bill);
}
