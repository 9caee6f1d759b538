export default {
  title: "관리자",
} as const;
