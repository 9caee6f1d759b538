import { describe, expect, it } from "vitest";
import { bankNameOf } from "./bank-code.schema.ts";
import { storeNameKey } from "./store-name-key.ts";
import * as schema from "./trade-relationship.schema.ts";

describe("createStoreInput", () => {
  const store = {
    name: " 행복한분식 ",
    ownerName: "김사장",
    ownerPhone: "010-2000-0001",
    businessNumber: "",
  };

  it("stores what people write in one form", () => {
    expect(schema.createStoreInput.parse({ ...store, businessNumber: "495-98-68919" })).toEqual({
      name: "행복한분식",
      ownerName: "김사장",
      ownerPhone: "01020000001",
      businessNumber: "4959868919",
    });
    expect(schema.createStoreInput.parse(store).businessNumber).toBeNull();
  });

  it.each([
    [{ ownerPhone: "02-123-4567" }, "ownerPhone", "PHONE_NUMBER_WRONG"],
    [{ businessNumber: "495-98-68918" }, "businessNumber", "BUSINESS_NUMBER_WRONG"],
  ])("says what is wrong with %j", (change, field, message) => {
    const issues = schema.createStoreInput.safeParse({ ...store, ...change }).error?.issues;
    expect(issues).toMatchObject([{ path: [field], message }]);
  });
});

it("a distributor begins with the usual contract", () => {
  const input = { name: "한빛식자재", businessNumber: "4959868919", bankCode: "004" };
  expect(schema.createDistributorInput.parse(input)).toMatchObject(schema.usualContract);
  expect(schema.createDistributorInput.safeParse({ ...input, bankCode: "999" }).success).toBe(false);
});

it.each([
  ["Cafe ＡＢ", "cafeab"],
  ["행복한 분식", "행복한분식"],
  ["ÀLA carte", "Àlacarte"],
])("%s ~ %s", (name, key) => {
  expect(storeNameKey(name)).toBe(key);
});

it("names a bank in both languages, and an unknown one by its code", () => {
  expect([bankNameOf("004", "ko"), bankNameOf("004", "en"), bankNameOf("999", "ko")]).toEqual([
    "KB국민은행",
    "KB Kookmin Bank",
    "999",
  ]);
});
