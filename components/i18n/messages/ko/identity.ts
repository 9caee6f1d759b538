export default {
  title: "계정",
} as const;
