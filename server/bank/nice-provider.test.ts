import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { parseBankNotice } from "./bank-notice.schema.ts";
import { niceProvider } from "./nice-provider.ts";

const provider = niceProvider({
  sources: ["203.0.113.7", "198.51.100.0/24", "2001:db8::/32"],
  bankCode: "088",
});
const complete: Record<string, string> = {
  MID: "agent0001m",
  TID: "agent0001m03011708211953289333",
  MOID: "order 7",
  Amt: "300000",
  VbankNum: "79012345678901",
  VbankInputName: "똠방각하 뷁",
  AuthDate: "261122100001",
  StateCd: "0",
  ResultCode: "4110",
};

/** The form as the agent writes it: each byte of the EUC-KR text escaped where it is no letter or digit. */
function form(fields: Record<string, string>): Uint8Array {
  const escaped = (text: string) =>
    [...iconv.encode(text, "cp949")]
      .map((byte) => {
        const char = String.fromCharCode(byte);
        return /[A-Za-z0-9]/.test(char) ? char : `%${byte.toString(16).padStart(2, "0").toUpperCase()}`;
      })
      .join("");
  return Buffer.from(
    Object.entries(fields)
      .map(([name, value]) => `${name}=${escaped(value)}`)
      .join("&"),
  );
}

const verify = (sourceAddress: string | null) =>
  provider.verify({ headers: new Headers(), body: new Uint8Array(), sourceAddress }, new Date()).isGenuine;

describe("where it comes from", () => {
  test.each(["203.0.113.7", "::ffff:203.0.113.7", "198.51.100.200", "2001:db8::1"])(
    "%s is listed",
    (address) => expect(verify(address)).toBe(true),
  );
  test.each(["203.0.113.8", "198.51.101.1", "2001:db9::1", "localhost", "", null])("%s is not", (address) =>
    expect(verify(address)).toBe(false),
  );
});

describe("what it says", () => {
  test("a deposit, in our terms: Seoul time, names of all of CP949, escaped or raw", () => {
    const raw = iconv.encode(
      Object.entries(complete)
        .map(([name, value]) => `${name}=${value}`)
        .join("&"),
      "cp949",
    );
    for (const body of [form(complete), raw]) {
      const [notice] = provider.parse(body) ?? [];
      expect(notice).toMatchObject({
        kind: "RECEIVED",
        bankCode: "088",
        transactionId: complete.TID,
        accountNumber: complete.VbankNum,
        depositorName: "똠방각하 뷁",
        amountWon: 300_000n,
        tradedAt: new Date("2026-11-22T01:00:01Z"),
      });
      expect(parseBankNotice(notice?.body ?? "")).toEqual(notice); // what is stored can be read again
      expect(JSON.parse(notice?.body ?? "").reported).toMatchObject({
        by: "nice",
        form: { MOID: "order 7" },
      });
    }
  });

  test("the bank that it names comes before ours", () => {
    expect(provider.parse(form({ ...complete, FnCd: "004" }))).toMatchObject([{ bankCode: "004" }]);
  });

  test.each([
    ["an account was opened", { ResultCode: "4100" }],
    ["a state of a cancellation", { StateCd: "1" }],
  ])("%s: nothing for us", (_name, change) => {
    expect(provider.parse(form({ ...complete, ...change }))).toEqual([]);
  });

  test.each([
    ["no transaction", { TID: "" }],
    ["no merchant", { MID: "" }],
    ["no result", { ResultCode: "" }],
    ["no amount", { Amt: "" }],
    ["amount 0", { Amt: "0" }],
    ["an amount with a sign", { Amt: "-300000" }],
    ["an amount with a fraction", { Amt: "300000.5" }],
    ["an account in words", { VbankNum: "KB 790-123" }],
    ["a bank that is none", { FnCd: "KB" }],
    ["the 30th of February", { AuthDate: "260230100000" }],
    ["25 o'clock", { AuthDate: "261122250000" }],
    ["a moment that is too short", { AuthDate: "26112210000" }],
  ])("%s: malformed", (_name, change) => {
    expect(provider.parse(form({ ...complete, ...change }))).toBeNull();
  });

  test.each(["", "%", "MID=%zz", "{}", "\u0000", "MID=a&TID=%ff%ff&ResultCode=4110"])(
    "%j: malformed",
    (body) => {
      expect(provider.parse(Buffer.from(body))).toBeNull();
    },
  );
});
