import { addDays } from "#server/settlements/bank-calendar.ts";
import { seoulInstant } from "./calendar.ts";
import { foundedOn } from "./cast.ts";
import type { DemoAccount, DemoDistributor, DemoRelationship, DemoStore, DemoWorld, Habit } from "./model.ts";

/** Whom a bank's app names when one transfers to these accounts. */
export const accountHolder = "(주)수납";

// In the order of the customers: most pay in one go, and every habit is met among the first ten.
const habits: readonly Habit[] = [
  "instalments",
  "prompt",
  "late",
  "prompt",
  "short",
  "prompt",
  "over",
  "prompt",
  "never",
  "prompt",
  "instalments",
  "prompt",
  "late",
];

/** 한빛식자재 serves the first 40 stores, 새벽유통 the last 16 and these. */
const sharedStoreIndexes = [0, 2, 4, 6, 8, 13, 20, 21];
const hanbitStoreCount = 40;
const freeAccountCounts: Record<string, number> = { "004": 120, "088": 110, "020": 12, "081": 8 };

/** How each bank's numbers begin, and how long they are. */
const numberShapes: Record<string, { prefix: string; digits: number }> = {
  "004": { prefix: "790", digits: 14 },
  "088": { prefix: "562", digits: 14 },
  "020": { prefix: "182", digits: 14 },
  "081": { prefix: "378", digits: 14 },
};

/** Opens all trade relationships, gives each its account, and fills the banks' pools. */
export function openRelationships(world: DemoWorld): void {
  const [hanbit, saebyeok] = world.distributors;
  if (!hanbit || !saebyeok) throw new Error("the demo has two distributors");
  const shared = sharedStoreIndexes.flatMap((index) => world.stores[index] ?? []);
  world.stores.slice(0, hanbitStoreCount).forEach((store, index) => {
    open(world, hanbit, store, index, String(index + 1).padStart(5, "0"));
  });
  [...shared, ...world.stores.slice(hanbitStoreCount)].forEach((store, index) => {
    open(world, saebyeok, store, index, String(1001 + index));
  });
  fillPools(world);
}

function open(
  world: DemoWorld,
  distributor: DemoDistributor,
  store: DemoStore,
  index: number,
  customerCode: string,
): void {
  const { random } = world;
  const createdAt = openedAt(world, distributor, index);
  const account = createAccount(world, distributor.bankCode);
  const relationship: DemoRelationship = {
    id: world.idAt(createdAt),
    distributor,
    store,
    customerCode,
    account,
    createdAt,
    endedAt: null,
    habit: habits[index % habits.length] ?? "prompt",
    index,
    tradeWon: random.between(18, 390) * 10_000,
    bills: [],
    payments: [],
  };
  account.given = { relationship, at: createdAt };
  world.relationships.push(relationship);
  world.audits.push({
    at: createdAt,
    actor: world.admin,
    distributor,
    action: "tradeRelationship.open",
    subjectId: relationship.id,
    details: { storeId: store.id, customerCode, virtualAccountId: account.id },
  });
}

/** Most came at the beginning, some in between; 한빛식자재's last two only just now, without a bill so far. */
function openedAt(world: DemoWorld, distributor: DemoDistributor, index: number): Date {
  if (distributor === world.distributors[0] && index >= hanbitStoreCount - 2) {
    return seoulInstant(addDays(world.today, index === hanbitStoreCount - 1 ? -4 : -2), "11:05:00");
  }
  const joinedWith = index % 11 === 10 ? distributor.cycles[3] : undefined;
  if (joinedWith) return seoulInstant(addDays(joinedWith.issuedOn, -5), "15:20:00");
  const first = seoulInstant(addDays(foundedOn(world.today), 3), "10:00:00");
  return new Date(first.getTime() + index * 97_000);
}

function createAccount(world: DemoWorld, bankCode: string): DemoAccount {
  const createdAt = seoulInstant(addDays(foundedOn(world.today), 1), "09:00:00");
  const account: DemoAccount = {
    id: world.idAt(createdAt),
    bankCode,
    accountNumber: newAccountNumber(world, bankCode),
    createdAt,
    given: null,
  };
  world.accounts.push(account);
  return account;
}

/** A number of the bank that no account has. */
export function newAccountNumber(world: DemoWorld, bankCode: string): string {
  const shape = numberShapes[bankCode] ?? { prefix: "100", digits: 12 };
  for (;;) {
    let number = shape.prefix;
    while (number.length < shape.digits) number += String(world.random.between(0, 9));
    if (!world.accounts.some((account) => account.accountNumber === number)) return number;
  }
}

function fillPools(world: DemoWorld): void {
  for (const [bankCode, freeCount] of Object.entries(freeAccountCounts)) {
    const givenCount = world.accounts.filter((account) => account.bankCode === bankCode).length;
    for (let count = 0; count < freeCount; count += 1) createAccount(world, bankCode);
    world.audits.push({
      at: seoulInstant(addDays(foundedOn(world.today), 1), "09:00:00"),
      actor: world.admin,
      distributor: null,
      action: "virtualAccount.add",
      subjectId: null,
      details: { bankCode, addedCount: freeCount + givenCount, knownCount: 0 },
    });
  }
}

/** Ends a relationship; its last bill and its account stay. */
export function endRelationship(world: DemoWorld, relationship: DemoRelationship, at: Date): void {
  relationship.endedAt = at;
  world.audits.push({
    at,
    actor: world.admin,
    distributor: relationship.distributor,
    action: "tradeRelationship.end",
    subjectId: relationship.id,
    details: { reason: "폐업" },
  });
}

/** The relationship of a customer code; the codes of the two distributors differ. */
export function relationshipOf(world: DemoWorld, customerCode: string): DemoRelationship {
  const found = world.relationships.find((candidate) => candidate.customerCode === customerCode);
  if (!found) throw new Error(`the demo has no customer ${customerCode}`);
  return found;
}
