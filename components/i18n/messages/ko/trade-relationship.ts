export default {
  title: "거래처",
} as const;
