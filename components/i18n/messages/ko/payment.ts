export default {
  title: "수납",
} as const;
