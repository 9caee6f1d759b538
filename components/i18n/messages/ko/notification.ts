export default {
  title: "알림",
} as const;
