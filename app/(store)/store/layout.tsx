import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { StoreShell } from "#components/patterns/store-shell.tsx";
import { StoreSignOut } from "#components/patterns/store-sign-out.tsx";
import { ownStoresName } from "#components/storefront/own-stores-name.ts";
import { SandboxBanner } from "#components/ui/sandbox-banner.tsx";
import { serverCaller } from "#server/caller.ts";
import { env } from "#server/platform/env.ts";

export default async function StoreLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("shell.store");
  const caller = await serverCaller();
  // Without a session each page sends its reader to sign in and back to that page, which a layout does not know.
  const viewer = await caller.identity.me();
  const stores = viewer?.role === "STORE" ? await caller.storefront.stores() : [];
  return (
    <StoreShell
      banner={env().SANDBOX ? <SandboxBanner /> : null}
      name={await ownStoresName(stores)}
      tabs={[
        { href: "/store", label: t("bills"), icon: "bill" },
        { href: "/store/payments", label: t("payments"), icon: "wallet" },
      ]}
      tools={<StoreSignOut />}
    >
      {children}
    </StoreShell>
  );
}
