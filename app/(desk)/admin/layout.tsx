import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DeskShell } from "#components/patterns/desk-shell.tsx";
import { SandboxBanner } from "#components/ui/sandbox-banner.tsx";
import { serverCaller, signInAddress } from "#server/caller.ts";
import { env } from "#server/platform/env.ts";

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const viewer = await (await serverCaller()).identity.me();
  // The sign-in page sends on whoever is signed in in another role.
  if (viewer?.role !== "ADMIN") redirect(await signInAddress("/admin"));
  const t = await getTranslations("shell.admin");
  const { SANDBOX } = env();
  const sandboxTitle = (await getTranslations("deposit.sandbox"))("title");
  return (
    <DeskShell
      banner={SANDBOX ? <SandboxBanner /> : null}
      homeHref="/admin"
      items={[
        { href: "/admin", label: t("overview"), icon: "home" },
        { href: "/admin/distributors", label: t("distributors"), icon: "truck" },
        { href: "/admin/stores", label: t("stores"), icon: "store" },
        { href: "/admin/virtual-accounts", label: t("virtualAccounts"), icon: "bank" },
        { href: "/admin/deposits", label: t("deposits"), icon: "inbox" },
        { href: "/admin/settlements", label: t("settlements"), icon: "calendar" },
        { href: "/admin/notifications", label: t("notifications"), icon: "bell" },
        { href: "/admin/audit", label: t("audit"), icon: "audit" },
        ...(SANDBOX ? [{ href: "/admin/sandbox", label: sandboxTitle, icon: "wallet" as const }] : []),
      ]}
      tenant={t("area")}
      user={{ name: viewer.name, detail: t("area") }}
    >
      {children}
    </DeskShell>
  );
}
