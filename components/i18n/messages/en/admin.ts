import type ko from "../ko/admin.ts";
import type { Translation } from "../translation.ts";

export default {
  title: "Back office",
} as const satisfies Translation<typeof ko>;
