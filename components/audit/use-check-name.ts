import type { inferRouterOutputs } from "@trpc/server";
import { useTranslations } from "next-intl";
import type { AppRouter } from "#server/router.ts";

export type IntegrityRun = inferRouterOutputs<AppRouter>["audit"]["integrityRuns"][number];
export type CheckResult = IntegrityRun["results"][number];

type OpenTranslator = { (key: string): string; has(key: string): boolean };

/** A check in words; one of an older run that has no words any more is shown by its name. */
export function useCheckName(): (check: string) => string {
  const t = useTranslations("integrity.check") as unknown as OpenTranslator;
  return (check) => (t.has(check) ? t(check) : check);
}
