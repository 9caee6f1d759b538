import { seoulDayOf } from "#server/platform/clock.ts";
import { addDays } from "#server/settlements/bank-calendar.ts";
import { seoulInstant } from "./calendar.ts";
import { clerkOf, createDistributors, createStores, createUsers } from "./cast.ts";
import { liveThroughHistory } from "./history.ts";
import { fillInboxes } from "./inbox.ts";
import { payToday } from "./incidents.ts";
import type { DemoBatch, DemoWorld } from "./model.ts";
import { createIdSource, createRandom } from "./random.ts";
import { endRelationship, openRelationships, relationshipOf } from "./relationships.ts";
import { sendReminders } from "./reminders.ts";

const randomSeed = 20_261_122;
const quietMs = 10 * 60_000;

/** Makes up the whole demo as it stands at an instant: the same for the same instant. */
export function createWorld(now: Date): DemoWorld {
  const world = emptyWorld(now);
  recordFounding(world);
  openRelationships(world);
  endRelationship(world, relationshipOf(world, "1024"), seoulInstant(addDays(world.today, -40), "17:10:00"));
  liveThroughHistory(world);
  payToday(world);
  fillInboxes(world);
  sendReminders(world);
  world.batches.forEach((batch) => {
    recordBatch(world, batch);
  });
  return world;
}

function emptyWorld(now: Date): DemoWorld {
  const today = seoulDayOf(now);
  const random = createRandom(randomSeed);
  const idAt = createIdSource(random);
  const distributors = createDistributors(today, idAt);
  const users = createUsers(distributors, today, idAt);
  const admin = users.find(({ role }) => role === "ADMIN");
  if (!admin) throw new Error("the demo's sign-ins have no admin");
  return {
    ...{ now, today, until: new Date(now.getTime() - quietMs), random, idAt, users, admin, distributors },
    stores: createStores(today, random, idAt),
    relationships: [],
    accounts: [],
    batches: [],
    bills: [],
    reminders: [],
    deposits: [],
    attributions: [],
    payments: [],
    heldNotices: [],
    audits: [],
  };
}

function recordFounding(world: DemoWorld): void {
  const { audits, admin } = world;
  for (const distributor of world.distributors) {
    const { id, bankCode, createdAt: at } = distributor;
    const by = { at, actor: admin, distributor };
    audits.push({ ...by, action: "distributor.create", subjectId: id, details: { bankCode } });
    for (const { id: subjectId, createdAt: agreedAt, ...terms } of distributor.contracts) {
      audits.push({ ...by, at: agreedAt, action: "settlement.setContract", subjectId, details: terms });
    }
    const clerk = clerkOf(world, distributor);
    audits.push({ ...by, action: "staff.create", subjectId: clerk.id, details: { role: clerk.role } });
  }
  for (const { id, createdAt: at } of world.stores) {
    audits.push({ at, actor: admin, distributor: null, action: "store.create", subjectId: id, details: {} });
  }
}

function recordBatch(world: DemoWorld, batch: DemoBatch): void {
  const { distributor, issuedAt: at, issuedBy: actor, bills, id, upload } = batch;
  const expiredCount = bills.filter((bill) => {
    const { relationship } = bill;
    const previous = relationship.bills[relationship.bills.indexOf(bill) - 1];
    return previous !== undefined && previous.end?.canceled === null;
  }).length;
  const by = { at, actor, distributor };
  const billCount = bills.length;
  world.audits.push({
    ...{ ...by, action: "bill.issue", subjectId: id },
    details: { count: billCount, expiredCount },
  });
  const totalWon = bills.reduce((sum, { amountWon }) => sum + amountWon, 0n);
  world.audits.push({
    ...{ ...by, action: "billImport.issue", subjectId: upload.importId },
    details: { billBatchId: id, version: 1, billCount, totalWon },
  });
}
