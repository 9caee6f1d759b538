import { addDays } from "#server/settlements/bank-calendar.ts";
import { createBatches, issueInBatch } from "./bills.ts";
import { seoulInstant } from "./calendar.ts";
import { incidents } from "./incidents.ts";
import type { DemoBill, DemoRelationship, DemoWorld, Habit } from "./model.ts";
import { pay } from "./notices.ts";
import type { Random } from "./random.ts";

const smallestBillWon = 30_000n;
const billUnits = [1, 10, 100, 1_000];

/** Every month's bills and what the stores paid, as they usually do, and here and there otherwise (incidents.ts). */
export function liveThroughHistory(world: DemoWorld): void {
  createBatches(world);
  for (const batch of world.batches) {
    for (const relationship of world.relationships) {
      if (relationship.distributor !== batch.distributor || !tradesAt(relationship, batch.issuedAt)) continue;
      const bill = issueInBatch(world, batch, relationship, amountToBill(world, relationship));
      const happens = incidents[relationship.customerCode]?.[batch.cycle.age];
      if (happens) happens(world, bill);
      else payAsUsual(world, bill, batch.cycle.age);
    }
  }
}

function tradesAt({ createdAt, endedAt }: DemoRelationship, at: Date): boolean {
  return createdAt < at && (!endedAt || at < endedAt);
}

/**
 * What the distributor's ERP says: this period's trade, and what it saw unpaid of the last bill. (The product knows no
 * arrears; these are the clerk's figures.)
 */
function amountToBill(world: DemoWorld, relationship: DemoRelationship): bigint {
  const { random } = world;
  const unit = random.pick(billUnits);
  const tradeWon = Math.round((relationship.tradeWon * random.between(80, 120)) / 100 / unit) * unit;
  const carried = Math.round(random.next() * 9_999); // won that make the sum look like one
  const amountWon = BigInt(unit === 1 ? tradeWon + carried : tradeWon) + unpaidWon(relationship);
  return amountWon > smallestBillWon ? amountWon : smallestBillWon;
}

function unpaidWon(relationship: DemoRelationship): bigint {
  const last = relationship.bills.at(-1);
  if (!last) return 0n;
  const paidWon = relationship.payments
    .filter(({ tradedAt, reversal }) => tradedAt >= last.issuedAt && !reversal)
    .reduce((sum, { amountWon }) => sum + amountWon, 0n);
  return last.amountWon - paidWon;
}

function payAsUsual(world: DemoWorld, bill: DemoBill, age: number): void {
  const { random } = world;
  const { habit } = bill.relationship;
  const isUnusual = age > 0 && random.next() < 0.15;
  const tired = habit === "never" && age % 2 === 1; // nobody delivers for long to one who never pays
  for (const part of partsOf(isUnusual || tired ? "late" : habit, bill.amountWon, random)) {
    pay(world, bill.relationship, {
      amountWon: part.amountWon,
      tradedAt: daytime(world, bill, part.afterDays),
    });
  }
}

interface Part {
  amountWon: bigint;
  afterDays: number;
}

function partsOf(habit: Habit, amountWon: bigint, random: Random): Part[] {
  switch (habit) {
    case "prompt":
      return [{ amountWon, afterDays: random.between(0, 3) }];
    case "late":
      return [{ amountWon, afterDays: random.between(13, 24) }];
    case "short":
      return [
        {
          amountWon: roundUp((amountWon * BigInt(random.between(40, 80))) / 100n, 10_000n),
          afterDays: random.between(2, 4),
        },
      ];
    case "over":
      return [{ amountWon: roundUp(amountWon + 1n, 100_000n), afterDays: random.between(1, 4) }];
    case "instalments":
      return instalments(amountWon, random);
    case "never":
      return [];
  }
}

function instalments(amountWon: bigint, random: Random): Part[] {
  const count = random.between(2, 4);
  const partWon = roundUp(amountWon / BigInt(count), 10_000n);
  const parts: Part[] = [];
  let leftWon = amountWon;
  let afterDays = random.between(1, 3);
  for (; leftWon > partWon; leftWon -= partWon) {
    parts.push({ amountWon: partWon, afterDays });
    afterDays += random.between(4, 7);
  }
  return [...parts, { amountWon: leftWon, afterDays }];
}

function roundUp(amountWon: bigint, unit: bigint): bigint {
  return ((amountWon + unit - 1n) / unit) * unit;
}

/** Some time of that day at which people pay bills; on the day of the issue, after it. */
function daytime(world: DemoWorld, bill: DemoBill, afterDays: number): Date {
  const { random } = world;
  const issuedOn = new Date(bill.issuedAt.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
  const hour = random.between(afterDays === 0 ? 16 : 8, 21);
  const minutes = String(random.between(0, 59)).padStart(2, "0");
  const seconds = String(random.between(0, 59)).padStart(2, "0");
  return seoulInstant(addDays(issuedOn, afterDays), `${String(hour).padStart(2, "0")}:${minutes}:${seconds}`);
}
