export * from "#server/caller.ts";
