import { z } from "zod";
import { normalizePhoneNumber } from "#server/identity/phone-number.ts";
import { pageInput } from "#server/trpc/paging.schema.ts";
import { bankCode } from "./bank-code.schema.ts";
import { normalizeBusinessNumber } from "./business-number.ts";

const name = z.string().trim().min(1).max(100);
const reason = z.string().trim().min(1).max(200);

/** Text → what `normalize` makes of it, or the issue `problem`. */
function normalized(normalize: (text: string) => string | null, problem: string) {
  return (text: string, ctx: z.RefinementCtx): string => {
    const value = normalize(text);
    if (value !== null) return value;
    ctx.addIssue({ code: "custom", message: problem, input: text });
    return z.NEVER;
  };
}

const toBusinessNumber = normalized(normalizeBusinessNumber, "BUSINESS_NUMBER_WRONG");
const toPhoneNumber = normalized(normalizePhoneNumber, "PHONE_NUMBER_WRONG");

/** The terms of a distributor's first settlement contract, unless others are agreed. */
export const usualContract = { businessDays: 1, cutoffTime: "16:00", feeWon: 300n, feeRateBps: 0 };

/** A distributor, with its first settlement contract: without one its payments could not be settled. */
export const createDistributorInput = z.object({
  name,
  businessNumber: z.string().trim().min(1).transform(toBusinessNumber),
  /** The bank that its stores' accounts are opened at: the one they already use (rule R2). */
  bankCode,
  businessDays: z.number().int().min(1).max(30).default(usualContract.businessDays),
  /** HH:MM in Seoul. */
  cutoffTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default(usualContract.cutoffTime),
  feeWon: z.bigint().min(0n).max(100_000n).default(usualContract.feeWon),
  feeRateBps: z.number().int().min(0).max(10_000).default(usualContract.feeRateBps),
});
export type CreateDistributorInput = z.output<typeof createDistributorInput>;

export const createStoreInput = z.object({
  name,
  ownerName: name,
  ownerPhone: z.string().trim().min(1).transform(toPhoneNumber),
  /** Empty or null: not known. */
  businessNumber: z
    .string()
    .nullable()
    .default(null)
    .transform((text, ctx) => (text?.trim() ? toBusinessNumber(text, ctx) : null)),
});
export type CreateStoreInput = z.output<typeof createStoreInput>;

/** A customer as a distributor's own staff registers it, with its store. An owner's name that nobody knows is the store's. */
export const newCustomerSchema = createStoreInput
  .extend({
    ownerName: z.string().trim().max(100).nullish(),
    /** The distributor's ERP code of the store, leading zeros kept. */
    customerCode: z.string().trim().min(1).max(50),
  })
  .transform(({ ownerName, ...customer }) => ({ ...customer, ownerName: ownerName || customer.name }));
export type NewCustomer = z.output<typeof newCustomerSchema>;

export const openTradeRelationshipInput = z.object({
  distributorId: z.uuid(),
  storeId: z.uuid(),
  /** The distributor's ERP code of the store, leading zeros kept. */
  customerCode: z.string().trim().min(1).max(50),
});
export type OpenTradeRelationshipInput = z.output<typeof openTradeRelationshipInput>;

export const tradeRelationshipInput = z.object({ tradeRelationshipId: z.uuid() });

export const distributorInput = z.object({ distributorId: z.uuid() });

export const storeInput = z.object({ storeId: z.uuid() });

/** By the chat with each distributor, or by text message to its owner's phone. */
export const setStoreMediumInput = storeInput.extend({ medium: z.enum(["CHAT", "SMS"]) });
export type SetStoreMediumInput = z.output<typeof setStoreMediumInput>;

/** Ends it, or takes it up again. */
export const endTradeRelationshipInput = tradeRelationshipInput.extend({ reason });
export type EndTradeRelationshipInput = z.output<typeof endTradeRelationshipInput>;

/** An account number as banks tell it, without dashes. */
export const accountNumber = z.string().regex(/^[0-9]{6,20}$/);

export const maxAccountsAtOnce = 5_000;

export const addVirtualAccountsInput = z.object({
  bankCode,
  /** Whom a bank's app names when one transfers to these accounts. */
  holderName: name,
  accountNumbers: z.array(accountNumber).min(1).max(maxAccountsAtOnce),
});
export type AddVirtualAccountsInput = z.output<typeof addVirtualAccountsInput>;

const search = z.string().trim().max(100).default("");

/** Customer codes in order. `search`: part of the store's or its owner's name, the start of the code, or the account number. */
export const listRelationshipsInput = pageInput.extend({
  search,
  state: z.enum(["OPEN", "ENDED", "ALL"]).default("OPEN"),
  /** `<distributor id>/<customer code>` of the last row seen. */
  cursor: z
    .string()
    .regex(/^[0-9a-f-]{36}\/.+$/)
    .nullish(),
});
export type ListRelationshipsInput = z.output<typeof listRelationshipsInput>;

/** The same for all distributors, or one. */
export const listAllRelationshipsInput = listRelationshipsInput.extend({ distributorId: z.uuid().nullish() });

const newestFirst = pageInput.extend({ cursor: z.uuid().nullish() });

export const listDistributorsInput = newestFirst.extend({ search });
export type ListDistributorsInput = z.output<typeof listDistributorsInput>;

/** `search`: part of a store's or its owner's name, or the start of its phone or business number. */
export const listStoresInput = newestFirst.extend({ search });
export type ListStoresInput = z.output<typeof listStoresInput>;

export const listVirtualAccountsInput = newestFirst.extend({
  bankCode: bankCode.nullish(),
  state: z.enum(["FREE", "GIVEN", "ALL"]).default("ALL"),
  /** The start of an account number. */
  search: z.string().trim().max(40).default(""),
});
export type ListVirtualAccountsInput = z.output<typeof listVirtualAccountsInput>;
