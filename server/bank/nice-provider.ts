import { BlockList, isIP } from "node:net";
import { type BankNotice, parseBankNotice } from "./bank-notice.schema.ts";
import type { BankProvider, Verification } from "./bank-provider.ts";
import { parseEucKrForm } from "./euc-kr-form.ts";

// Deposits into virtual accounts as a Korean payment agent of the NICE kind reports them: a form in EUC-KR, proved by
// the address it comes from, answered with "OK" (https://developers.nicepay.co.kr/manual-noti.php). Only deposits are
// reported; cancelled ones are found by comparing with the bank's own list of the day.

/** "a deposit has come in"; 4100, for one, says that an account was opened. */
const depositResult = "4110";
/** 0: as it was approved; others mean cancelled, which by contract is not reported this way. */
const approvedState = "0";

export interface NiceContract {
  /** Addresses and networks (10.0.0.0/8) that the agent posts from. */
  sources: readonly string[];
  /** The bank of the accounts, where a post does not name one (FnCd). */
  bankCode: string;
}

export function niceProvider({ sources, bankCode }: NiceContract): BankProvider {
  const known = addressList(sources);
  return {
    name: "nice",
    verify: ({ sourceAddress }): Verification =>
      sourceAddress !== null && isListed(known, sourceAddress)
        ? { isGenuine: true, isStale: false }
        : { isGenuine: false, verdict: "unknown-source" },
    parse: (body) => readForm(body, bankCode),
  };
}

function readForm(body: Uint8Array, defaultBankCode: string): BankNotice[] | null {
  const form = parseEucKrForm(body);
  if (!form?.get("MID") || !form.get("TID") || !form.get("ResultCode")) return null;
  if (form.get("ResultCode") !== depositResult || (form.get("StateCd") || approvedState) !== approvedState)
    return [];
  const tradedAt = seoulInstant(form.get("AuthDate") ?? "");
  const amount = form.get("Amt") ?? "";
  if (!tradedAt || !/^[0-9]{1,15}$/.test(amount)) return null;
  const notice = {
    type: "deposit.received",
    timestamp: tradedAt,
    data: {
      bankCode: form.get("FnCd") || defaultBankCode,
      transactionId: form.get("TID"),
      accountNumber: form.get("VbankNum"),
      depositorName: (form.get("VbankInputName") ?? "").slice(0, 100),
      amount: Number(amount),
      tradedAt,
    },
    reported: { by: "nice", form: Object.fromEntries(form) },
  };
  try {
    return [parseBankNotice(JSON.stringify(notice))];
  } catch {
    return null; // an account that is no number, an amount of 0: not a deposit that anyone could have made
  }
}

/** yyMMddHHmmss of a Korean clock (no daylight saving), as an instant; null when there is no such moment. */
function seoulInstant(text: string): string | null {
  const [, yy, month, day, hour, minute, second] = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  const local = `20${yy}-${month}-${day}T${hour}:${minute}:${second}`;
  const asUtc = new Date(`${local}Z`);
  // Date takes 30 February for 2 March.
  return !Number.isNaN(asUtc.getTime()) && asUtc.toISOString().startsWith(local) ? `${local}+09:00` : null;
}

function addressList(sources: readonly string[]): BlockList {
  const list = new BlockList();
  for (const source of sources) {
    const [address = "", bits] = source.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function isListed(list: BlockList, address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, ""); // an IPv4 client of an IPv6 socket
  const version = isIP(plain);
  return version !== 0 && list.check(plain, version === 6 ? "ipv6" : "ipv4");
}
