import type ko from "../ko/storefront.ts";
import type { Translation } from "../translation.ts";

export default {
  title: "My bills",
} as const satisfies Translation<typeof ko>;
