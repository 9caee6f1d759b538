import { z } from "zod";

/**
 * The banks by their three-digit code in the Korean interbank network (금융결제원, 금융기관 코드), under the names that
 * their customers use. In the order in which a list offers them: the ones most stores have first.
 */
const banks = {
  "004": { ko: "KB국민은행", en: "KB Kookmin Bank" },
  "088": { ko: "신한은행", en: "Shinhan Bank" },
  "020": { ko: "우리은행", en: "Woori Bank" },
  "081": { ko: "하나은행", en: "Hana Bank" },
  "011": { ko: "NH농협은행", en: "NH NongHyup Bank" },
  "003": { ko: "IBK기업은행", en: "IBK Industrial Bank of Korea" },
  "023": { ko: "SC제일은행", en: "SC First Bank" },
  "090": { ko: "카카오뱅크", en: "KakaoBank" },
  "092": { ko: "토스뱅크", en: "Toss Bank" },
  "089": { ko: "케이뱅크", en: "K bank" },
  "031": { ko: "iM뱅크(대구은행)", en: "iM Bank (Daegu)" },
  "032": { ko: "부산은행", en: "Busan Bank" },
  "039": { ko: "경남은행", en: "Kyongnam Bank" },
  "034": { ko: "광주은행", en: "Kwangju Bank" },
  "037": { ko: "전북은행", en: "Jeonbuk Bank" },
  "035": { ko: "제주은행", en: "Jeju Bank" },
  "007": { ko: "수협은행", en: "Suhyup Bank" },
  "012": { ko: "지역농·축협", en: "Local NongHyup" },
  "045": { ko: "새마을금고", en: "MG Community Credit Cooperatives" },
  "048": { ko: "신협", en: "Credit Unions (Shinhyup)" },
  "050": { ko: "저축은행", en: "Mutual Savings Banks" },
  "064": { ko: "산림조합", en: "Forestry Cooperatives" },
  "071": { ko: "우체국", en: "Korea Post" },
  "002": { ko: "KDB산업은행", en: "Korea Development Bank" },
  "027": { ko: "한국씨티은행", en: "Citibank Korea" },
} as const;

export type BankCode = keyof typeof banks;

export const bankCodes = Object.keys(banks) as [BankCode, ...BankCode[]];

/** A bank that accounts can be opened at. */
export const bankCode = z.enum(bankCodes);

/** A bank's name; for a code that is not in the table, the code itself. */
export function bankNameOf(code: string, locale: "ko" | "en"): string {
  return code in banks ? banks[code as BankCode][locale] : code;
}
