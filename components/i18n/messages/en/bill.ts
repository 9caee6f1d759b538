import type ko from "../ko/bill.ts";
import type { Translation } from "../translation.ts";

export default {
  title: "Bills",
} as const satisfies Translation<typeof ko>;
