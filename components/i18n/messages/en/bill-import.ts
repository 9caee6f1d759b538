import type ko from "../ko/bill-import.ts";
import type { Translation } from "../translation.ts";

export default {
  title: "Bulk billing",
} as const satisfies Translation<typeof ko>;
