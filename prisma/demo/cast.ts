import { demoSignIns } from "#prisma/demo-sign-ins.ts";
import { addDays } from "#server/settlements/bank-calendar.ts";
import { normalizeBusinessNumber } from "#server/trade-relationships/business-number.ts";
import { billingCycles, seoulInstant, shiftMonth } from "./calendar.ts";
import type { DemoDistributor, DemoStore, DemoUser, DemoWorld } from "./model.ts";
import { givenNames, otherStoreNames, sampleStores, surnames } from "./names.ts";
import type { Random } from "./random.ts";

/** When the first distributor was taken on: before the oldest bill. */
export function foundedOn(today: string): string {
  return `${shiftMonth(today.slice(0, 7), -9)}-10`;
}

/** The two distributors with their settlement contracts. */
export function createDistributors(today: string, idAt: (at: Date) => string): DemoDistributor[] {
  const firstOn = foundedOn(today);
  const firstAt = seoulInstant(firstOn, "09:30:00");
  const secondAt = seoulInstant(firstOn, "14:10:00");
  const cheaperOn = `${shiftMonth(today.slice(0, 7), -3)}-01`;
  const agreedAt = seoulInstant(addDays(cheaperOn, -10), "10:25:00");
  const usual = { businessDays: 1, cutoffTime: "16:00:00", feeWon: 300n, feeRateBps: 0 };
  return [
    {
      id: idAt(firstAt),
      name: "한빛식자재",
      businessNumber: withCheckDigit("214810735"),
      bankCode: "004",
      createdAt: firstAt,
      contracts: [
        { id: idAt(firstAt), effectiveFromOn: firstOn, createdAt: firstAt, ...usual },
        { id: idAt(agreedAt), effectiveFromOn: cheaperOn, createdAt: agreedAt, ...usual, feeWon: 250n },
      ],
      cycles: billingCycles(today, 0),
      issueTime: "10:12:40",
    },
    {
      id: idAt(secondAt),
      name: "새벽유통",
      businessNumber: withCheckDigit("120864219"),
      bankCode: "088",
      createdAt: secondAt,
      contracts: [
        {
          id: idAt(secondAt),
          effectiveFromOn: firstOn,
          createdAt: secondAt,
          businessDays: 2,
          cutoffTime: "17:00:00",
          feeWon: 200n,
          feeRateBps: 5,
        },
      ],
      cycles: billingCycles(today, 1),
      issueTime: "14:40:05",
    },
  ];
}

const userNames: Record<string, string> = {
  "clerk@hanbit.example": "김하늘",
  "clerk@saebyeok.example": "이도윤",
  "admin@sunap.example": "박운영",
  "admin2@sunap.example": "최승인",
};

/** Those of the demo's sign-ins who have a password; a store's owner becomes a user by proving the phone number. */
export function createUsers(
  distributors: DemoDistributor[],
  today: string,
  idAt: (at: Date) => string,
): DemoUser[] {
  const at = seoulInstant(foundedOn(today), "15:00:00");
  return demoSignIns.flatMap(({ role, label, email, password }) => {
    if (role === "STORE" || !email || !password) return [];
    const distributor = distributors.find(({ name }) => label.startsWith(name)) ?? null;
    return [{ id: idAt(at), name: userNames[email] ?? label, email, password, role, distributor }];
  });
}

/** The staff member who does a distributor's work. */
export function clerkOf(world: DemoWorld, distributor: DemoDistributor): DemoUser {
  const clerk = world.users.find((user) => user.distributor === distributor);
  if (!clerk) throw new Error(`${distributor.name} has no demo sign-in`);
  return clerk;
}

/** All stores: the twenty of the sample files, then the others. */
export function createStores(today: string, random: Random, idAt: (at: Date) => string): DemoStore[] {
  const day = foundedOn(today);
  const numbers = new Set(sampleStores.map(([, businessNumber]) => businessNumber));
  const others = otherStoreNames.map((name) => [name, newBusinessNumber(random, numbers)] as const);
  return [...sampleStores, ...others].map(([name, businessNumber], index) => {
    const createdAt = new Date(seoulInstant(day, "16:00:00").getTime() + index * 61_000);
    return {
      id: idAt(createdAt),
      name,
      businessNumber,
      ownerName: `${surnames[(index * 7) % surnames.length]}${givenNames[(index * 5) % givenNames.length]}`,
      ownerPhone: `0102000${String(index + 1).padStart(4, "0")}`,
      createdAt,
    };
  });
}

function newBusinessNumber(random: Random, taken: Set<string>): string {
  for (;;) {
    const number = withCheckDigit(String(random.between(101_010_001, 899_879_999)));
    if (taken.has(number)) continue;
    taken.add(number);
    return number;
  }
}

/** Completes nine digits to a registration number. */
function withCheckDigit(nineDigits: string): string {
  for (let digit = 0; digit <= 9; digit += 1) {
    const number = normalizeBusinessNumber(`${nineDigits}${digit}`);
    if (number) return number;
  }
  throw new RangeError(`${nineDigits} are not nine digits`);
}
