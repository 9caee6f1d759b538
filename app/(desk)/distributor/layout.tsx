import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DeskShell } from "#components/patterns/desk-shell.tsx";
import { SandboxBanner } from "#components/ui/sandbox-banner.tsx";
import { serverCaller, signInAddress } from "#server/caller.ts";
import { env } from "#server/platform/env.ts";

export default async function DistributorLayout({ children }: { children: ReactNode }) {
  const viewer = await (await serverCaller()).identity.me();
  // The sign-in page sends on whoever is signed in in another role.
  if (viewer?.role !== "DISTRIBUTOR") redirect(await signInAddress("/distributor"));
  const t = await getTranslations("shell.distributor");
  return (
    <DeskShell
      banner={env().SANDBOX ? <SandboxBanner /> : null}
      homeHref="/distributor"
      items={[
        { href: "/distributor", label: t("overview"), icon: "home" },
        { href: "/distributor/bills", label: t("bills"), icon: "bill" },
        { href: "/distributor/bills/import", label: t("billImport"), icon: "upload" },
        { href: "/distributor/payments", label: t("payments"), icon: "wallet" },
        { href: "/distributor/settlements", label: t("settlements"), icon: "calendar" },
        { href: "/distributor/stores", label: t("stores"), icon: "store" },
        { href: "/distributor/notifications", label: t("notifications"), icon: "bell" },
      ]}
      tenant={viewer.distributorName}
      user={{ name: viewer.name, detail: viewer.distributorName }}
    >
      {children}
    </DeskShell>
  );
}
