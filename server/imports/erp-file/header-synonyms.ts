/**
 * What a column can be, as far as its heading tells. `amount` is what to bill, a balance or a total; the others below
 * it hold money, too, but are billed only as a sum of theirs says, or when the clerk says so.
 */
export type ColumnRole =
  | "customerCode"
  | "businessNumber"
  | "customerName"
  | "amount"
  | "sales"
  | "previous"
  | "received"
  | "returned"
  | "money"
  | "period"
  | "periodStart"
  | "periodEnd"
  | "dueOn"
  | "memo";

type HeaderMatch = {
  role: ColumnRole;
  /** Position in the role's list: the lower, the surer. */
  rank: number;
};

/**
 * Headings of Korean ERPs' exports, surest first, as normaliseHeading leaves them.
 * Amounts: what is to be billed, then the balance, then totals.
 */
const synonyms: Record<ColumnRole, readonly string[]> = {
  customerCode:
    "거래처코드 거래처번호 거래처id 거래처no 거래선코드 매출처코드 고객코드 고객번호 업체코드 매장코드 점포코드 customercode customerid customerno customernumber custcode storecode clientcode accountcode accountno 코드 code".split(
      " ",
    ),
  businessNumber:
    "사업자등록번호 사업자번호 사업자no 사업자 등록번호 businessregistrationnumber businessregistrationno businessnumber businessno bizregno bizno brn".split(
      " ",
    ),
  customerName:
    "거래처명 거래처상호 거래선명 매출처명 고객명 업체명 매장명 점포명 상호명 상호 거래처이름 이름 거래처 거래선 매출처 고객 업체 매장 customername storename companyname clientname accountname customer store client name".split(
      " ",
    ),
  amount:
    "청구금액 청구액 금회청구액 당월청구액 총청구액 이번달청구액 billamount billingamount billedamount invoiceamount amountdue 미수잔액 미수금잔액 외상잔액 당월미수금 당월미수잔액 현미수금 현잔액 당월잔액 기말잔액 미수금액 미수금 잔액 balance outstandingbalance outstanding closingbalance receivable 합계금액 총합계 총금액 합계 총액 totalamount total 청구 금액 amount".split(
      " ",
    ),
  sales:
    "당월매출액 당월매출 매출금액 매출액 매출 당월거래액 당월거래 거래금액 판매금액 sales salesamount".split(
      " ",
    ),
  previous:
    "전월미수금 전월미수 전월잔액 전월이월 이월미수금 이월금액 이월잔액 이월 전기이월 기초잔액 전잔액 전일미수금 previousbalance openingbalance broughtforward".split(
      " ",
    ),
  received:
    "당월입금액 당월입금 입금액 입금 수금액 수금 당월수금액 당월수금 payments paid paymentamount received".split(
      " ",
    ),
  returned: "반품액 반품 당월반품 할인액 할인 에누리 returns discount".split(" "),
  money: "공급가액 공급가 세액 부가세 부가가치세 supplyamount vat tax".split(" "),
  period: "청구기간 거래기간 기간 청구월 거래월 귀속월 정산월 period billingperiod billingmonth month".split(
    " ",
  ),
  periodStart:
    "청구시작일 청구기간시작 청구시작 거래시작일 기간시작일 기간시작 시작일자 시작일 periodstart startdate start from".split(
      " ",
    ),
  periodEnd:
    "청구종료일 청구기간종료 청구종료 거래종료일 기간종료일 기간종료 종료일자 종료일 periodend enddate end to".split(
      " ",
    ),
  dueOn:
    "납부기한 납부기일 납부마감일 납입기한 납입기일 납기일 입금기한 입금예정일 결제예정일 결제기한 결제일 지급기한 수금예정일 만기일 duedate dueon paymentdue due".split(
      " ",
    ),
  memo: "비고 적요 메모 참고사항 참고 memo remarks remark notes note description comment".split(" "),
};

const matches = new Map<string, HeaderMatch>(
  Object.entries(synonyms).flatMap(([role, words]) =>
    words.map((word, rank) => [word, { role: role as ColumnRole, rank }] as const),
  ),
);

/** `거래처 코드*`, `청구금액(원)`, `Customer_Code` → `거래처코드`, `청구금액`, `customercode` */
function normaliseHeading(text: string): string {
  const heading = text.normalize("NFKC").toLowerCase();
  const bare = (s: string) => s.replace(/[\s\p{P}\p{S}\p{C}]/gu, "");
  return bare(heading.replace(/\([^()]*\)|\[[^[\]]*\]/g, "")) || bare(heading);
}

export function matchHeading(text: string): HeaderMatch | null {
  if (text.length > 100) return null;
  return matches.get(normaliseHeading(text)) ?? null;
}

const MONEY: readonly ColumnRole[] = ["amount", "sales", "previous", "received", "returned", "money"];

export function isMoneyRole(role: ColumnRole | undefined): boolean {
  return role !== undefined && MONEY.includes(role);
}
