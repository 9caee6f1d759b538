import { randomInt } from "node:crypto";
import { stackAddress } from "#e2e/stack/address.ts";
import { createStaff } from "#server/identity/create-staff.ts";
import { db } from "#server/platform/db.ts";
import { addVirtualAccounts } from "#server/trade-relationships/add-virtual-accounts.ts";
import { normalizeBusinessNumber } from "#server/trade-relationships/business-number.ts";
import { createDistributor } from "#server/trade-relationships/create-distributor.ts";
import { createStore } from "#server/trade-relationships/create-store.ts";
import { openTradeRelationship } from "#server/trade-relationships/open-trade-relationship.ts";
import { usualContract } from "#server/trade-relationships/trade-relationship.schema.ts";

// What a journey starts from is made by the product's own operations, in this process, on the stack's database.

type Bank = { code: "020" | "045"; name: string };

/** Not the bank of a demo distributor: what a journey puts into this pool, no demo store takes. */
const usualBank: Bank = { code: "020", name: "우리은행" };

/** For one journey alone, which must get the very number that it puts into the pool. */
export const ownBank: Bank = { code: "045", name: "새마을금고" };

/** The fee that `usualContract` takes for one payment, with its VAT. */
export const feeWithVatWon = 330;

export interface Clerk {
  email: string;
  password: string;
}

/** A distributor of one journey's own, with a clerk who can sign in. */
export interface JourneyDistributor {
  distributorId: string;
  name: string;
  /** The chat channel in which its clerks read what came in. */
  noticeChannel: string;
  chatSender: string;
  clerk: Clerk;
  bank: Bank;
}

/** A store, its trade with the distributor, and where to pay and to read. */
export interface JourneyTrade {
  tradeRelationshipId: string;
  customerCode: string;
  storeName: string;
  ownerPhone: string;
  bankCode: string;
  bankName: string;
  accountNumber: string;
  holderName: string;
  channel: string;
}

/** Lets the operations reach the stack's database: they read their environment at the first call. */
export function connectToStack(): void {
  process.env.DATABASE_URL = stackAddress().databaseUrl;
}

/** A distributor with the usual contract, that no other journey knows. */
export async function takeOnDistributor(bank = usualBank): Promise<JourneyDistributor> {
  const mark = newMark();
  const name = `나래유통 ${mark}`;
  const { distributorId } = await createDistributor(null, {
    ...usualContract,
    name,
    businessNumber: newBusinessNumber(),
    bankCode: bank.code,
  });
  const clerk = { email: `clerk-${mark}@narae.example`, password: `narae-${mark}-2026` };
  await createStaff(null, { ...clerk, name: "정다은", role: "DISTRIBUTOR", distributorId });
  // Journeys run at any hour: no night, in which bills and reminders would wait.
  const midnight = new Date(0);
  await db().messagePolicy.create({ data: { distributorId, nightFrom: midnight, nightTo: midnight } });
  // Nor does a batch wait to be taken back.
  await db().importSetting.create({ data: { distributorId, holdSeconds: 0 } });
  const { noticeChannel, chatSender } = await db().distributor.findUniqueOrThrow({
    where: { id: distributorId },
  });
  return { distributorId, name, noticeChannel, chatSender, clerk, bank };
}

/** Opens a trade with a new store, whose account is new in the pool. name: a unique one unless given. */
export async function openTrade(
  distributor: JourneyDistributor,
  {
    customerCode = "10001",
    name,
    newNumber = newAccountNumber(),
  }: { customerCode?: string; name?: string; newNumber?: string } = {},
): Promise<JourneyTrade> {
  const storeName = name ?? `소담식당 ${newMark()}`;
  const ownerPhone = `0103${randomInt(1_000_000, 9_999_999)}`;
  const { storeId } = await createStore(null, {
    name: storeName,
    ownerName: "한소담",
    ownerPhone,
    businessNumber: null,
  });
  await addVirtualAccounts(null, {
    bankCode: distributor.bank.code,
    holderName: distributor.name,
    accountNumbers: [newNumber],
  });
  const { distributorId } = distributor;
  const opened = await openTradeRelationship(null, { distributorId, storeId, customerCode });
  const { tradeRelationshipId, bankCode, accountNumber, holderName } = opened;
  const { channel } = await db().tradeRelationship.findUniqueOrThrow({ where: { id: tradeRelationshipId } });
  return {
    tradeRelationshipId,
    customerCode,
    storeName,
    ownerPhone,
    bankCode,
    bankName: distributor.bank.name,
    accountNumber,
    holderName,
    channel,
  };
}

/** Fourteen digits that no pool holds. */
export function newAccountNumber(): string {
  return `1005${randomInt(10_000, 99_999)}${randomInt(10_000, 99_999)}`;
}

function newMark(): string {
  return String(randomInt(100_000, 999_999));
}

function newBusinessNumber(): string {
  const nineDigits = String(randomInt(101_010_001, 899_879_999));
  for (let digit = 0; digit <= 9; digit += 1) {
    const number = normalizeBusinessNumber(`${nineDigits}${digit}`);
    if (number !== null) return number;
  }
  throw new RangeError(`${nineDigits} has no check digit`);
}
