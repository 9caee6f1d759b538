import path from "node:path";

/** Where the processes of a proof write what they say. */
export const logFileOf = (name: string) =>
  path.join(import.meta.dirname, "..", "..", "test-results", "delivery", `${name}.log`);
