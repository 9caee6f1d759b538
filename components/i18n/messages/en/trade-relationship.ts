import type ko from "../ko/trade-relationship.ts";
import type { Translation } from "../translation.ts";

export default {
  title: "Stores",
} as const satisfies Translation<typeof ko>;
