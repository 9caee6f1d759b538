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
  NOTIFICATION_NOT_FAILED: "실패한 메시지만 다시 보낼 수 있습니다. 목록을 새로 고쳐 주세요.",
  IMPORT_EMPTY: "파일에 청구할 내용이 없습니다. 머리글 아래에 거래처가 한 줄 이상 있어야 합니다.",
  IMPORT_TOO_LARGE: "파일이 너무 큽니다. {maxMebibytes}MB까지 올릴 수 있습니다.",
  IMPORT_NOT_A_TABLE: "표로 읽을 수 없는 파일입니다. ERP에서 CSV로 내보낸 파일을 올려 주세요.",
  IMPORT_XLSX_UNSUPPORTED:
    "엑셀 통합 문서는 아직 읽지 못합니다. 엑셀에서 ‘다른 이름으로 저장’ → CSV로 저장한 뒤 올려 주세요.",
  IMPORT_ENCODING_UNKNOWN: "파일의 문자 인코딩을 알아내지 못했습니다. 아래에서 골라 다시 읽어 주세요.",
  IMPORT_HEADER_NOT_FOUND:
    "열 이름이 있는 줄(머리글)을 찾지 못했습니다. 몇 번째 줄인지 아래에 적어 다시 읽어 주세요.",
  IMPORT_QUOTE_UNCLOSED:
    '{lineNo}번째 줄에서 열린 따옴표(")가 닫히지 않았습니다. 그 줄을 고쳐 다시 올려 주세요.',
  IMPORT_ROW_TOO_LONG: "{lineNo}번째 줄이 너무 깁니다. 줄바꿈이 빠졌거나 표가 아닌 파일일 수 있습니다.",
  IMPORT_TOO_MANY_COLUMNS:
    "{lineNo}번째 줄에 열이 {columnCount}개 있습니다. {maxColumns}개까지 읽을 수 있으니, 구분 기호를 확인해 주세요.",
  IMPORT_UPLOAD_MALFORMED: "파일을 보내는 중 문제가 생겼습니다. 화면을 새로 고친 뒤 다시 올려 주세요.",
  IMPORT_NOT_FOUND: "올린 파일을 찾을 수 없습니다. 다시 올려 주세요.",
  IMPORT_DISCARDED: "이미 버린 파일입니다. 다시 올려 주세요.",
  IMPORT_ALREADY_ISSUED: "이미 청구한 파일이라 바꿀 수 없습니다.",
  IMPORT_CHANGED:
    "확인하신 뒤에 내용이 바뀌었습니다. 지금은 {count}곳, {totalWon}입니다. 다시 확인해 주세요.",
  IMPORT_HAS_ERRORS: "오류가 있는 줄이 {errorCount}개 남아 있습니다. 고치거나 건너뛰어야 청구할 수 있습니다.",
  IMPORT_NOTHING_TO_BILL: "청구할 거래처가 없습니다.",
  IMPORT_CUSTOMERS_CHANGED:
    "파일을 읽은 뒤 거래처 {missing}곳의 상태가 바뀌어 청구하지 않았습니다. ‘다시 읽기’를 누르면 어느 줄인지 표시됩니다.",
  BATCH_NOT_FOUND: "일괄 청구를 찾을 수 없습니다.",
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
