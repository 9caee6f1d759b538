import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import { enqueueSms } from "#server/platform/queue.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { getLastLook } from "./get-last-look.ts";
import type { ImportErrorCode } from "./import.errors.ts";
import type { TestMessageInput } from "./import.schema.ts";
import { countTestMessages, lockStaff } from "./test-message.repository.ts";

/** The text is given, the phone is not: nobody is to be bothered from here. */
const MAX_AN_HOUR = 5;

/**
 * Sends the message that one of the stores would get to the clerk's own phone, as a text message marked as a test.
 * Nothing is billed. Audited.
 *
 * @throws DomainError IMPORT_NOT_FOUND, IMPORT_NOTHING_TO_BILL; TEST_MESSAGE_LIMIT {maxAnHour}
 */
export async function sendTestMessage(
  actor: DistributorActor,
  { importId, phoneNumber }: TestMessageInput,
): Promise<void> {
  const { sample } = await getLastLook(actor, importId);
  if (!sample) throw new DomainError<ImportErrorCode>("IMPORT_NOTHING_TO_BILL");
  await transaction(async (tx) => {
    await lockStaff(tx, actor.userId);
    if ((await countTestMessages(tx, actor.userId)) >= MAX_AN_HOUR) {
      throw new DomainError<ImportErrorCode>("TEST_MESSAGE_LIMIT", { maxAnHour: MAX_AN_HOUR });
    }
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: actor.distributorId,
      action: "billImport.test",
      subjectId: importId,
      details: {},
    });
  });
  await enqueueSms({ to: phoneNumber, text: `[시험 발송]\n${sample.text}` });
}
