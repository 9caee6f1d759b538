export default {
  title: "내 청구서",
} as const;
