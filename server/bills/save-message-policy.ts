import type { z } from "zod";
import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { readMessagePolicy, saveMessagePolicy } from "./message-policy.repository.ts";
import type { MessagePolicy } from "./message-policy.rules.ts";
import type { messagePolicyInput } from "./reminder.schema.ts";

/**
 * Sets when a distributor's messages leave and how its stores are reminded. A schedule that is on is next due at its
 * first time from now on, so that switching it on never reminds at once.
 */
export async function saveMessagePolicyOf(
  actor: DistributorActor,
  input: z.output<typeof messagePolicyInput>,
): Promise<MessagePolicy> {
  const { distributorId, userId } = actor;
  return transaction(async (tx) => {
    const { at } = await readMessagePolicy(tx, distributorId);
    await saveMessagePolicy(tx, { distributorId, savedBy: userId, policy: input, at });
    await recordAudit(tx, {
      actorId: userId,
      distributorId,
      action: "bill.saveMessagePolicy",
      subjectId: null,
      details: { ...input, night: { ...input.night }, schedule: { ...input.schedule } },
    });
    return (await readMessagePolicy(tx, distributorId)).policy;
  });
}
