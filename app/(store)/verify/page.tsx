import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { VerifyPage } from "#components/payment/statement/verify-page.tsx";
import { serverCaller } from "#server/caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("statement"))("verify.title") };
}

type VerifyProps = { searchParams: Promise<{ code?: string | string[] }> };

/** Public: whoever holds a statement may check it. */
export default async function Verify({ searchParams }: VerifyProps) {
  const { code: given } = await searchParams;
  const code = typeof given === "string" ? given.slice(0, 100) : "";
  if (code === "") return <VerifyPage code="" problem={null} statement={null} />;
  const { payment } = await serverCaller();
  try {
    return <VerifyPage code={code} problem={null} statement={await payment.verifyStatement({ code })} />;
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    const t = await getTranslations("errors");
    if (error.message !== "STATEMENT_NOT_FOUND" && error.message !== "TOO_MANY_CHECKS") throw error;
    return <VerifyPage code={code} problem={t(error.message)} statement={null} />;
  }
}
