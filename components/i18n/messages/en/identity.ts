import type ko from "../ko/identity.ts";
import type { Translation } from "../translation.ts";

export default {
  title: "Account",
} as const satisfies Translation<typeof ko>;
