import type ko from "../ko/notification.ts";
import type { Translation } from "../translation.ts";

export default {
  title: "Notifications",
} as const satisfies Translation<typeof ko>;
