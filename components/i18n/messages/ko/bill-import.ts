export default {
  title: "일괄 청구",
} as const;
