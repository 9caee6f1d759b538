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
