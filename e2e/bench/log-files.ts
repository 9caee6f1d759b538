import path from "node:path";

/** Where the processes of a benchmark write what they say. */
export const logFileOf = (name: string) =>
  path.join(import.meta.dirname, "..", "..", "test-results", "bench", `${name}.log`);
