import { QueryClient } from "@tanstack/react-query";
import { createHydrationHelpers } from "@trpc/react-query/rsc";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MessagePolicyPage } from "#components/bill/message-policy-page.tsx";
import { serverCaller } from "#server/caller.ts";
import type { AppRouter } from "#server/router.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reminder.settings"))("title") };
}

export default async function SettingsPage() {
  const queryClient = new QueryClient();
  const { trpc, HydrateClient } = createHydrationHelpers<AppRouter>(await serverCaller(), () => queryClient);
  await trpc.bill.messagePolicy.prefetch();
  return (
    <HydrateClient>
      <MessagePolicyPage />
    </HydrateClient>
  );
}
