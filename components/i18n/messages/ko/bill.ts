export default {
  title: "청구서",
} as const;
