import type ko from "../ko/payment.ts";
import type { Translation } from "../translation.ts";

export default {
  title: "Payments",
} as const satisfies Translation<typeof ko>;
