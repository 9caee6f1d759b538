import { hashPassword } from "better-auth/crypto";
import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import type { IdentityErrorCode } from "./identity.errors.ts";
import { distributorExists, insertPasswordUser, insertStaff } from "./identity.repository.ts";
import { type CreateStaffInput, createStaffInput } from "./staff.schema.ts";

/**
 * Makes someone who signs in by e-mail and password. actor null: the product itself, for the first admin.
 * Errors: EMAIL_TAKEN {email}, STAFF_DISTRIBUTOR_NOT_FOUND.
 */
export async function createStaff(
  actor: AdminActor | null,
  input: CreateStaffInput,
): Promise<{ userId: string }> {
  const staff = createStaffInput.parse(input);
  const passwordHash = await hashPassword(staff.password); // slow by design: not inside the transaction
  const distributorId = staff.role === "DISTRIBUTOR" ? staff.distributorId : null;
  return transaction(async (tx) => {
    if (distributorId && !(await distributorExists(tx, distributorId))) {
      throw new DomainError<IdentityErrorCode>("STAFF_DISTRIBUTOR_NOT_FOUND");
    }
    const { email, name, role } = staff;
    const userId = await insertPasswordUser(tx, { email, name, role, passwordHash });
    if (userId === null) throw new DomainError<IdentityErrorCode>("EMAIL_TAKEN", { email });
    if (distributorId) await insertStaff(tx, userId, distributorId);
    await recordAudit(tx, {
      actorId: actor?.userId ?? null,
      distributorId,
      action: "staff.create",
      subjectId: userId,
      details: { role },
    });
    return { userId };
  });
}
