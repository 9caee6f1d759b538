/**
 * Top-level keys in capitals are `DomainError` codes; their ICU arguments are the error's details
 * (`…Won`, `…On` and `…At` details arrive already formatted, so name them as plain `{amountWon}`).
 */
export default {
  NOT_FOUND: "찾을 수 없습니다. 삭제되었거나 볼 수 있는 권한이 없을 수 있습니다.",
  FORBIDDEN: "이 작업을 할 권한이 없습니다.",
  UNAUTHENTICATED: "로그인이 필요합니다.",
  CONFLICT: "다른 곳에서 먼저 변경되었습니다. 새로 고친 뒤 다시 시도해 주세요.",
  VALIDATION: "입력한 내용을 확인해 주세요.",
  RATE_LIMITED: "요청이 너무 많습니다. 잠시 후 다시 시도해 주세요.",
  LINK_INVALID: "열 수 없는 링크입니다. 가장 최근에 받은 메시지의 링크를 눌러 주세요.",
  INTERNAL: "문제가 발생했습니다. 잠시 후 다시 시도해 주세요.",
  OFFLINE: "인터넷에 연결되어 있지 않습니다. 연결을 확인해 주세요.",
  PAYMENT_NOT_FOUND: "수납을 찾을 수 없습니다. 목록을 새로 고쳐 주세요.",
  PAYMENT_LINK_UNCHANGED: "이미 그렇게 연결되어 있습니다.",
  NO_ACTIVE_BILL: "이 거래처에는 지금 진행 중인 청구서가 없어 연결할 수 없습니다.",
  DEPOSIT_NOT_FOUND: "입금 통보를 찾을 수 없습니다. 목록을 새로 고쳐 주세요.",
  DEPOSIT_ALREADY_ATTRIBUTED: "이미 거래처가 정해진 입금입니다. 목록을 새로 고쳐 주세요.",
  DEPOSIT_CANCELED: "은행이 취소한 입금이라 거래처를 지정할 수 없습니다.",
  HELD_NOTICE_NOT_FOUND: "보류된 통보를 찾을 수 없습니다. 목록을 새로 고쳐 주세요.",
  HELD_NOTICE_RESOLVED: "다른 사람이 먼저 처리한 통보입니다.",
  HELD_NOTICE_NOT_APPLICABLE: "늦게 도착한 통보만 반영할 수 있습니다. 이 통보는 종결만 할 수 있습니다.",
  SANDBOX_ONLY: "테스트 환경에서만 할 수 있는 일입니다.",
  EXPORT_NOTHING_NEW:
    "새로 내보낼 수납이 없습니다. 방금 다른 직원이 내보냈다면 아래 목록에서 그 파일을 받을 수 있습니다.",
  EXPORT_NOT_FOUND: "내보낸 파일을 찾을 수 없습니다.",
  STATEMENT_NOT_FOUND: "이 확인 코드의 수납 내역을 찾을 수 없습니다. 코드를 다시 확인해 주세요.",
  STATEMENT_TOO_LARGE:
    "한 문서에는 {maxEntries}건까지 담을 수 있습니다. 기간을 줄이거나 거래처를 골라 주세요.",
  TOO_MANY_CHECKS: "확인 요청이 너무 많습니다. 잠시 후 다시 시도해 주세요.",
  PAYOUT_NOT_FOUND: "지급을 찾을 수 없습니다.",
  PAYOUT_STATE_CHANGED: "그사이 지급 상태가 바뀌었습니다. 새로고침한 뒤 다시 확인해 주세요.",
  PAYOUT_ACCOUNT_MISSING:
    "이 유통사에는 승인된 지급 계좌가 없습니다. 지급 계좌를 먼저 등록하고 다른 운영자의 승인을 받아 주세요.",
  PAYOUT_ACCOUNT_CHANGE_OPEN:
    "이 유통사에는 승인을 기다리는 지급 계좌 변경이 이미 있습니다. 먼저 승인하거나 반려해 주세요.",
  PAYOUT_ACCOUNT_CHANGE_NOT_FOUND: "지급 계좌 변경 요청을 찾을 수 없습니다.",
  PAYOUT_ACCOUNT_CHANGE_DECIDED: "다른 운영자가 먼저 처리한 요청입니다.",
  PAYOUT_ACCOUNT_NEEDS_SECOND_PERSON: "요청한 사람은 승인할 수 없습니다. 다른 운영자가 승인해야 합니다.",
  CALENDAR_DAY_PAST: "오늘과 지난 날짜의 은행 영업일은 바꿀 수 없습니다. 내일 이후의 날짜를 골라 주세요.",
  BANK_REQUEST_NOT_FOUND: "은행 요청 기록을 찾을 수 없습니다. 보관 기간이 지나 지워졌을 수 있습니다.",
  BANK_REQUEST_NOT_GENUINE: "은행이 보낸 것으로 확인되지 않은 요청이라 다시 처리할 수 없습니다.",
  BANK_PROVIDER_OFF: "이 은행 연동이 지금 꺼져 있어 다시 처리할 수 없습니다. 환경 설정을 확인해 주세요.",
  REFUND_EXCEEDS_PAYMENT:
    "돌려준 금액의 합이 수납 금액({paymentWon}원)을 넘습니다. 이미 {notedWon}원이 적혀 있습니다.",
  REFUND_NOTE_NOT_FOUND: "환불 메모를 찾을 수 없습니다. 목록을 새로 고쳐 주세요.",
  REFUND_NOTE_RETRACTED: "이미 취소된 환불 메모입니다.",
  BANK_LIST_TOO_LARGE: "파일이 너무 큽니다. 하루치 거래 내역만 올려 주세요(최대 10 MB).",
  BANK_LIST_UNREADABLE: "파일을 읽을 수 없습니다. UTF-8이나 CP949로 저장한 CSV 파일을 올려 주세요.",
  BANK_LIST_COLUMN_MISSING: "‘{column}’ 열이 없습니다. 머리글을 확인해 주세요.",
  BANK_LIST_LINE_INVALID: "{line}번째 줄의 ‘{column}’ 값을 읽을 수 없습니다: {value}",
  BANK_LIST_EMPTY: "파일에 거래가 없습니다.",
  BANK_LIST_NOT_FOUND: "대사 내역을 찾을 수 없습니다.",
  BANK_LIST_LINES_UNKNOWN: "선택한 거래 가운데 이미 있는 것이 있습니다. 화면을 새로 고쳐 주세요.",
  NOTIFICATION_NOT_FAILED: "실패한 메시지만 다시 보낼 수 있습니다. 목록을 새로 고쳐 주세요.",
  NOTIFICATION_NOT_FOUND: "메시지를 찾을 수 없습니다. 목록을 새로 고쳐 주세요.",
  IMPORT_EMPTY: "파일에 청구할 내용이 없습니다. 머리글 아래에 거래처가 한 줄 이상 있어야 합니다.",
  IMPORT_TOO_LARGE: "파일이 너무 큽니다. {maxMebibytes}MB까지 올릴 수 있습니다.",
  IMPORT_NOT_A_TABLE:
    "{format, select, png {그림(PNG)} jpeg {사진(JPEG)} gif {그림(GIF)} pdf {PDF 문서} gzip {압축 파일(gzip)} zip {압축 파일(ZIP)} ole {오피스 문서} html {웹 페이지} other {표가 아닌}} 파일이라 표로 읽을 수 없습니다. {format, select, zip {압축을 풀어 안에 있는 CSV나 엑셀(.xlsx) 파일을} html {엑셀에서 열어 ‘다른 이름으로 저장’ → 엑셀 통합 문서(.xlsx)로 저장한 파일을} other {ERP에서 CSV나 엑셀(.xlsx)로 내보낸 파일을}} 올려 주세요.",
  IMPORT_XLS_UNSUPPORTED:
    "{format, select, xlsb {.xlsb} other {옛 엑셀(.xls)}} 파일은 읽을 수 없습니다. 엑셀에서 열어 ‘다른 이름으로 저장’ → 엑셀 통합 문서(.xlsx)로 저장한 뒤 올려 주세요.",
  IMPORT_XLSX_LOCKED:
    "암호가 걸린 엑셀 파일입니다. 엑셀에서 ‘파일’ → ‘정보’ → ‘통합 문서 보호’ → ‘암호 설정’에서 암호를 지우고 저장한 뒤 올려 주세요.",
  IMPORT_XLSX_DAMAGED:
    "엑셀 파일이 손상되어 읽을 수 없습니다({part}). 엑셀에서 열어 새 이름으로 저장하거나 ERP에서 다시 내보낸 뒤 올려 주세요.",
  IMPORT_XLSX_TOO_LARGE:
    "엑셀 파일의 압축을 풀면 너무 커집니다({part}, {maxMebibytes}MB까지). 필요 없는 시트와 행을 지우거나 CSV로 저장한 뒤 올려 주세요.",
  IMPORT_SHEET_NOT_FOUND:
    "‘{sheet}’ 시트가 파일에 없습니다. 파일에 있는 시트 {sheetNames} 가운데 골라 주세요.",
  IMPORT_ENCODING_UNKNOWN:
    "파일의 문자 인코딩을 알아내지 못했습니다. {lineNo}번째 줄 “{value}”부터 글자를 읽을 수 없습니다. 아래에서 인코딩을 골라 다시 읽어 주세요.",
  IMPORT_ENCODING_MIXED:
    "{lastLineNo}번째 줄까지는 {before}인데 {lineNo}번째 줄 “{value}”부터는 {after}로 쓰여 있습니다. 서로 다른 두 파일을 이어 붙인 것 같습니다. 따로 올리거나, 엑셀에서 합쳐 한 가지 인코딩으로 저장한 뒤 올려 주세요.",
  IMPORT_HEADER_NOT_FOUND:
    "열 이름이 있는 줄(머리글)을 찾지 못했습니다. 아래에 머리글이 몇 번째 줄인지 적고 다시 읽어 주세요.",
  IMPORT_QUOTE_UNCLOSED:
    '{lineNo}번째 줄 {columnNo}번째 열 “{value}…” 앞에서 열린 따옴표(")가 닫히지 않았습니다. 그 줄의 따옴표를 고친 뒤 다시 올려 주세요.',
  IMPORT_ROW_TOO_LONG:
    "{lineNo}번째 줄 {columnNo}번째 열 “{value}…”의 내용이 너무 깁니다(한 줄에 {maxChars, number}자까지). 줄바꿈이 빠졌거나 표가 아닌 파일일 수 있습니다. 그 칸을 줄인 뒤 다시 올려 주세요.",
  IMPORT_TOO_MANY_COLUMNS:
    "{lineNo}번째 줄에 열이 {columnCount, number}개 있습니다. {maxColumns, number}개까지 읽을 수 있고, 그다음 값은 “{value}”입니다. 구분 기호를 확인하거나 필요 없는 열을 지운 뒤 다시 올려 주세요.",
  IMPORT_UPLOAD_MALFORMED: "파일을 보내는 중 문제가 생겼습니다. 화면을 새로 고친 뒤 다시 올려 주세요.",
  IMPORT_ROW_NOT_FOUND: "파일의 {lineNo}번째 줄에서 그 칸을 찾지 못했습니다. 화면을 새로고침해 주세요.",
  IMPORT_NOT_FOUND: "올린 파일을 찾을 수 없습니다. 다시 올려 주세요.",
  IMPORT_DISCARDED: "이미 버린 파일입니다. 다시 올려 주세요.",
  IMPORT_ALREADY_ISSUED: "이미 청구한 파일이라 바꿀 수 없습니다.",
  IMPORT_CHANGED:
    "확인하신 뒤에 내용이 바뀌었습니다. 지금은 {count}곳, {totalWon}입니다. 다시 확인해 주세요.",
  IMPORT_HAS_ERRORS: "오류가 있는 줄이 {errorCount}개 남아 있습니다. 고치거나 건너뛰어야 청구할 수 있습니다.",
  IMPORT_NOTHING_TO_BILL: "청구할 거래처가 없습니다.",
  IMPORT_CUSTOMERS_CHANGED:
    "파일을 읽은 뒤 거래처 {missing}곳의 상태가 바뀌어 청구하지 않았습니다. ‘다시 읽기’를 누르면 어느 줄인지 표시됩니다.",
  TEST_MESSAGE_LIMIT: "시험 메시지는 한 시간에 {maxAnHour}번까지 보낼 수 있습니다. 잠시 뒤에 다시 해 주세요.",
  BATCH_HOLD_OVER:
    "메시지가 나가기 시작해 되돌릴 수 없습니다. 필요하면 일괄 취소를 하세요. 매장에 취소 메시지가 갑니다.",
  BATCH_NOT_FOUND: "일괄 청구를 찾을 수 없습니다.",
  BILL_NOT_FOUND: "청구서를 찾을 수 없습니다. 목록을 새로 고쳐 주세요.",
  BILL_NOT_ACTIVE: "이미 만료되었거나 취소된 청구서입니다. 목록을 새로 고쳐 주세요.",
  BATCH_KEY_REUSED: "이 요청은 다른 파일의 청구에 이미 쓰였습니다. 화면을 새로 고친 뒤 다시 시도해 주세요.",
  EMAIL_TAKEN: "이미 사용 중인 이메일입니다: {email}",
  STAFF_DISTRIBUTOR_NOT_FOUND: "유통사를 찾을 수 없습니다.",
  SETTLEMENT_NOT_FOUND: "정산을 찾을 수 없습니다.",
  SETTLEMENT_CONTRACT_MISSING: "정산 조건이 등록되지 않은 유통사입니다. 정산 조건을 먼저 등록해 주세요.",
  SETTLEMENT_CONTRACT_TOO_EARLY: "새 조건은 {earliestOn}부터 적용할 수 있습니다.",
  TRADE_RELATIONSHIP_NOT_FOUND: "거래처를 찾을 수 없거나, 거래가 끝났거나, 전용계좌가 없습니다.",
  TRADE_RELATIONSHIP_EXISTS: "이미 거래 중인 유통사와 매장입니다.",
  TRADE_RELATIONSHIP_ENDED: "이미 끝난 거래입니다.",
  TRADE_RELATIONSHIP_NOT_ENDED: "아직 끝나지 않은 거래입니다.",
  CUSTOMER_CODE_TAKEN: "다른 거래처가 쓰고 있는 거래처 코드입니다.",
  DISTRIBUTOR_NOT_FOUND: "유통사를 찾을 수 없습니다.",
  DISTRIBUTOR_EXISTS: "이미 등록된 사업자등록번호입니다.",
  STORE_NOT_FOUND: "매장을 찾을 수 없습니다.",
  STORE_EXISTS: "이미 등록된 사업자등록번호입니다.",
  VIRTUAL_ACCOUNTS_SHORT:
    "전용계좌가 {neededCount}개 필요한데 {freeCount}개만 남아 아무도 등록하지 않았습니다. 운영자에게 계좌 추가를 요청하거나, 일부만 먼저 등록하세요.",
  NO_FREE_VIRTUAL_ACCOUNT: "이 은행에 남은 전용계좌가 없습니다. 전용계좌를 먼저 등록해 주세요.",
  BUSINESS_NUMBER_WRONG: "사업자등록번호를 다시 확인해 주세요.",
  PHONE_NUMBER_WRONG: "휴대폰 번호를 다시 확인해 주세요.",
  PERIOD_REVERSED: "종료일이 시작일보다 빠릅니다.",
  field: {
    required: "필수 항목입니다.",
    tooShort: "너무 짧습니다.",
    tooLong: "너무 깁니다.",
    tooSmall: "값이 너무 작습니다.",
    tooBig: "값이 너무 큽니다.",
    format: "형식이 올바르지 않습니다.",
    invalid: "올바르지 않은 값입니다.",
  },
  page: {
    title: "화면을 표시하지 못했습니다",
    reference: "문의할 때 알려 주세요: {reference}",
    notFoundTitle: "페이지를 찾을 수 없습니다",
    notFoundBody: "주소가 바뀌었거나, 볼 수 있는 권한이 없는 페이지입니다.",
  },
  notice: "오류",
} as const;
