const grouped = new Intl.NumberFormat("en-US");

const ko = {
  title: "청구서",
  to: "받는 곳",
  customerCode: "거래처 코드",
  storeNumber: "사업자등록번호",
  from: "청구하는 곳",
  issued: "발행",
  period: "거래기간",
  due: "납부기한",
  memo: "메모",
  amount: "청구금액",
  payTo: "입금하실 전용계좌",
  bank: "은행",
  accountNumber: "계좌번호",
  holder: "예금주",
  payments: "확인된 입금",
  collected: "입금 확인",
  remaining: "아직 입금이 확인되지 않은 금액",
  reversed: "입금 취소됨",
  otherWays: "현금, 카드, 다른 계좌로 내신 금액은 여기에 나타나지 않습니다.",
  EXPIRED: "만료",
  CANCELED: "취소",
  asOf: (at: string) => `${at} 현재`,
  won: (amountWon: bigint) => `${grouped.format(amountWon)}원`,
};

/** The words on a printed bill. */
export type SheetText = typeof ko;

const en: SheetText = {
  title: "Bill",
  to: "To",
  customerCode: "customer code",
  storeNumber: "Business number",
  from: "From",
  issued: "Issued",
  period: "Period",
  due: "Due",
  memo: "Note",
  amount: "Amount",
  payTo: "Dedicated account to pay into",
  bank: "Bank",
  accountNumber: "Account number",
  holder: "Account holder",
  payments: "Payments seen",
  collected: "Seen to come in",
  remaining: "Not yet seen to come in",
  reversed: "Transfer cancelled",
  otherWays: "What was paid in cash, by card or into another account does not show here.",
  EXPIRED: "Expired",
  CANCELED: "Cancelled",
  asOf: (at: string) => `As of ${at} (KST)`,
  won: (amountWon: bigint) => `₩${grouped.format(amountWon)}`,
};

export const sheetTexts = { ko, en };
