import { addDays } from "#server/settlements/bank-calendar.ts";
import { type BillingCycle, seoulInstant } from "./calendar.ts";
import { clerkOf } from "./cast.ts";
import type { DemoBatch, DemoBill, DemoRelationship, DemoWorld } from "./model.ts";

const previewMs = 4 * 60_000; // a clerk looks at the preview before issuing

/** One batch a distributor and cycle, oldest first; its bills follow. */
export function createBatches(world: DemoWorld): void {
  for (const distributor of world.distributors) {
    for (const cycle of distributor.cycles) {
      const issuedAt = seoulInstant(cycle.issuedOn, distributor.issueTime);
      const issuedBy = clerkOf(world, distributor);
      const uploadedAt = new Date(issuedAt.getTime() - previewMs);
      const upload = { importId: world.idAt(uploadedAt), at: uploadedAt };
      const id = world.idAt(issuedAt);
      world.batches.push({ id, distributor, cycle, issuedAt, issuedBy, bills: [], upload });
    }
  }
}

const dueAfterDays = [5, 10, 20];

/** The batch's bill of one store. */
export function issueInBatch(
  world: DemoWorld,
  batch: DemoBatch,
  relationship: DemoRelationship,
  amountWon: bigint,
): DemoBill {
  const { cycle, issuedAt } = batch;
  const month = Number(cycle.periodEndOn.slice(5, 7));
  const { index } = relationship;
  const bill = issue(world, relationship, {
    batch,
    amountWon,
    ...termsOf(cycle),
    dueOn: index % 8 === 7 ? null : addDays(cycle.issuedOn, dueAfterDays[index % 3] ?? 0),
    memo: index % 4 === 0 ? null : `${month}월 식자재 대금`,
    issuedAt,
  });
  batch.bills.push(bill);
  return bill;
}

/** A bill typed by the clerk, e.g. in place of a wrong one. */
export function issueByHand(
  world: DemoWorld,
  wrong: DemoBill,
  right: { amountWon: bigint; issuedAt: Date; memo: string },
): DemoBill {
  const { relationship, periodStartOn, periodEndOn, dueOn } = wrong;
  const bill = issue(world, relationship, { batch: null, periodStartOn, periodEndOn, dueOn, ...right });
  world.audits.push({
    at: right.issuedAt,
    actor: bill.issuedBy,
    distributor: relationship.distributor,
    action: "bill.issue",
    subjectId: bill.id,
    details: { count: 1, expiredCount: wrong.end?.canceled ? 0 : 1 },
  });
  return bill;
}

/** Rule R4: the previous bill ends in the moment the new one begins. */
function issue(
  world: DemoWorld,
  relationship: DemoRelationship,
  bill: Pick<
    DemoBill,
    "batch" | "amountWon" | "periodStartOn" | "periodEndOn" | "dueOn" | "memo" | "issuedAt"
  >,
): DemoBill {
  const previous = relationship.bills.at(-1);
  if (previous && !previous.end) previous.end = { at: bill.issuedAt, canceled: null };
  const issuedBy = clerkOf(world, relationship.distributor);
  const issued: DemoBill = { id: world.idAt(bill.issuedAt), relationship, ...bill, issuedBy, end: null };
  relationship.bills.push(issued);
  world.bills.push(issued);
  return issued;
}

export function cancel(world: DemoWorld, bill: DemoBill, at: Date, reason: string): void {
  bill.end = { at, canceled: { reason, by: bill.issuedBy } };
  world.audits.push({
    at,
    actor: bill.issuedBy,
    distributor: bill.relationship.distributor,
    action: "bill.cancel",
    subjectId: bill.id,
    details: { reason },
  });
}

function termsOf({ periodStartOn, periodEndOn }: BillingCycle) {
  return { periodStartOn, periodEndOn };
}
